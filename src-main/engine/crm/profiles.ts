import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import { survivorOf } from "../contacts/show-contact.ts";
import type { Handlers } from "../handlers.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { listTargets } from "../store/crm-target.ts";
import { cardOf, isDue, knownOf } from "./profile-cards.ts";
import { createProfileReader } from "./profile-reader.ts";
import type { ProfileReader } from "./profile-reader.ts";
import { isReadable } from "./profile-runs.ts";
import { hasRecords } from "./read-from-target.ts";
import { takeOver } from "./take-over.ts";

export type CrmProfiles = Pick<ProfileReader, "start" | "stop" | "idle" | "networkIsBack"> & {
  readonly handlers: Handlers<"crm.profile" | "crm.readProfile" | "crm.takeOver">;
};

/** What the CRMs know of our contacts: answered from what was read before, read again behind it, never merged by itself. */
export function createCrmProfiles(
  parts: Parts,
  around: { readonly connectors: CrmConnectors; readonly network: NetworkState },
): CrmProfiles {
  const reader = createProfileReader(parts, around);
  const { start, stop, idle, networkIsBack } = reader;
  return {
    ...{ start, stop, idle, networkIsBack },
    handlers: {
      "crm.profile": (input) => show(parts, reader, input),
      "crm.readProfile": (input) => readAgain(parts, reader, input),
      "crm.takeOver": (input, call) => takeOver(parts, input, call),
    },
  };
}

async function show(
  { store: { read }, clock }: Parts,
  reader: ProfileReader,
  { contactId, isLooked }: Parsed<"crm.profile">,
): Promise<Output<"crm.profile">> {
  const contact = await survivorOf(read, contactId);
  const targets = (await listTargets(read)).filter(hasRecords).filter(({ enabled }) => enabled);
  const ofTarget = targets.length === 0 ? null : await knownOf(read, contact);
  const now = clock.now();
  const cards = targets.flatMap((target) => {
    const known = ofTarget?.(target.rowId);
    if (!known) return [];
    const mayAsk = isLooked && isReadable(target) && contact.removedAt === null;
    if (mayAsk && isDue(known.kept, { version: contact.version, now })) reader.want(target, contact.rowId);
    return [cardOf({ target, known, reading: reader.stateOf(target, contact.rowId), now })];
  });
  return { contact: { id: contact.id, version: contact.version }, cards };
}

async function readAgain(
  { store: { read } }: Parts,
  reader: ProfileReader,
  { contactId, targetId }: Parsed<"crm.readProfile">,
): Promise<Output<"crm.readProfile">> {
  const contact = await survivorOf(read, contactId);
  const target = (await listTargets(read)).find((one) => one.id === targetId);
  if (!target || !isReadable(target)) throw new Refusal("not-found", { what: "target" });
  reader.want(target, contact.rowId);
  return {};
}
