import { Refusal } from "../../contract/refusal.ts";
import { isPinStrong, pinDigits } from "../../domain/people.ts";
import { runCommand } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { listPeople, updatePerson } from "../store/person.ts";
import { signOutEverywhere } from "../store/session.ts";
import { hashPin } from "./pin.ts";

export type PinReset = { readonly commandId: string; readonly name: string; readonly pin: string };

/**
 * The way back in for a desk whose last admin forgot the PIN: whoever may open the file anyway, at the command line.
 * The log says that it was done there. Refusals: not-found, pin-too-short { digits }.
 */
export async function resetPin(parts: Parts, { commandId, name, pin }: PinReset): Promise<void> {
  if (!isPinStrong(pin)) throw new Refusal("pin-too-short", { digits: pinDigits });
  const pinHash = await hashPin(pin, parts.ids);
  const call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } } as const;
  await runCommand(parts, { call, method: "pin set", commandId, topics: ["people", "session"] }, async (act) => {
    const person = (await listPeople(act.trx)).find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
    if (!person) throw new Refusal("not-found", { what: name });
    await updatePerson(act.trx, person.rowId, { pinHash });
    await signOutEverywhere(act.trx, person.rowId, null);
    await act.record({ kind: "person.pin_set", subjectId: person.id });
    return {};
  });
}
