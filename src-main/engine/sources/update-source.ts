import type { Parsed } from "../../contract/methods.ts";
import type { SourceRow } from "../../contract/methods/sources.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { keepDepartment } from "../store/department.ts";
import { saveRawEntries } from "../store/raw-entries.ts";
import { saveAddress, saveFetch } from "../store/source-fetch.ts";
import { editSource, sourceByUrl } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { enqueueRematch } from "../watches/rematch-job.ts";
import { feedAddress } from "./address.ts";
import { intervalMinutes } from "./interval.ts";
import { rowOf, seenSource, sourceTopics } from "./manage.ts";
import type { ManageParts } from "./manage.ts";
import { secretOf } from "./sign-in.ts";

type UpdateParts = ManageParts & { readonly secrets: Pick<Secrets, "set" | "remove"> };
type Change = Parsed<"sources.update">;

/**
 * Changes what is set for a source. Its secret goes to the keyring and nowhere else: the event says only that there is a
 * new one.
 */
export async function updateSource(parts: UpdateParts, input: Change, call: Call): Promise<SourceRow> {
  const command = { call, method: "sources.update", commandId: input.commandId, topics: sourceTopics };
  await runCommand(parts, command, (act) => update(act, input, parts.secrets));
  const { signIn } = input;
  if (signIn?.kind === "none") await parts.secrets.remove(secretOf(input));
  else if (signIn?.secret !== undefined) await parts.secrets.set(secretOf(input), signIn.secret);
  return rowOf(parts, input.id);
}

async function update(act: Act, input: Change, secrets: Pick<Secrets, "remove">): Promise<Record<string, never>> {
  const source = await seenSource(act.trx, input);
  const url = input.url === undefined ? source.url : await freeAddress(act, source, input.url);
  refuseForeignSecret(source, url, input);
  const after = { ...(await settingsOf(act, source, input)), url };
  const { url: _url, ...edit } = after;
  await editSource(act.trx, source.rowId, { ...edit, ...nextCheck({ ...source, ...edit }) });
  if (url !== source.url) await move(act, source, url);
  const before = Object.fromEntries(Object.keys(after).map((key) => [key, source[key as keyof typeof after]]));
  const hasNewSecret = input.signIn !== undefined && input.signIn.kind !== "none" && input.signIn.secret !== undefined;
  await act.record({
    kind: "source.changed",
    subjectId: source.id,
    payload: { before, after, ...(hasNewSecret && { newSecret: true }) },
  });
  if (after.everything !== source.everything) await enqueueRematch(act);
  // Before the new address holds: whatever happens until the new secret is kept, nobody else gets the old one.
  if (source.signIn !== null && isElsewhere(source, url)) await secrets.remove(secretOf(source));
  return {};
}

async function settingsOf(act: Act, source: Source, input: Change) {
  const { name, network, allowPrivate, intervalMinutes: every, signIn } = input;
  // What names us counts, whatever the watches say.
  const everything = input.everything || (source.account !== null && source.account.words === null);
  const { department = source.department, retentionDays = source.retentionDays } = input;
  return {
    ...{ name, network, everything, allowPrivate, intervalMinutes: every, retentionDays },
    department: department === null ? null : await keepDepartment(act.trx, department, act.newId),
    signIn: signIn === undefined ? source.signIn : signIn.kind === "none" ? null : signIn.kind,
    signInName: signIn === undefined ? source.signInName : signIn.kind === "none" ? null : signIn.name,
  };
}

async function freeAddress(act: Act, source: Source, written: string): Promise<string> {
  // What people enter and import is no feed: it has no address that could change.
  if (source.kind !== "feed") return source.url;
  const url = feedAddress(written);
  const other = await sourceByUrl(act.trx, url);
  if (other && other.rowId !== source.rowId) throw new Refusal("source-exists", { name: other.name, url });
  return url;
}

/** A secret was given for one server: another one gets it only from a person's hand. */
function refuseForeignSecret(source: Source, url: string, { signIn }: Change): void {
  const isKept = signIn === undefined ? source.signIn !== null : signIn.kind !== "none" && signIn.secret === undefined;
  if (!isKept) return;
  const hadNone = source.signIn === null;
  if (hadNone || isElsewhere(source, url) || (signIn !== undefined && signIn.kind !== source.signIn))
    throw new Refusal("sign-in-secret-needed");
}

function isElsewhere(source: Source, url: string): boolean {
  return URL.parse(url)?.origin !== URL.parse(source.url)?.origin;
}

/** Nothing that the old address taught holds for the new one; its entries stay, and it is read at once. */
async function move(act: Act, source: Source, url: string): Promise<void> {
  await saveAddress(act.trx, source, { url, at: act.at });
  await saveRawEntries(act.trx, source.rowId, null);
  await saveFetch(act.trx, source.rowId, {
    ...{ etag: null, lastModified: null, validatorsFrom: null, bodyHash: null, fullFetchAt: null },
    ...{ movedTo: null, movedSeen: 0, movedSince: null, failures: 0, trouble: null, goneAt: null },
    ...{ ttlMinutes: null, hintMinutes: null, restUntil: null, repaired: false, nextCheckAt: act.at },
  });
}

/** A healthy source keeps to its new interval from its last try on; a failing one keeps its back-off. */
function nextCheck(source: Source): { readonly nextCheckAt?: number } {
  if (source.failures > 0 || source.lastTryAt === null) return {};
  return { nextCheckAt: source.lastTryAt + intervalMinutes(source) * 60_000 };
}
