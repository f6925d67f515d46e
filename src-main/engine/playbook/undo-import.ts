import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { answerBefore } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { listEvents } from "../store/event-log.ts";
import type { StoredEvent } from "../store/event-log.ts";
import type { Db } from "../store/open.ts";
import { markRemoved } from "../store/script-history.ts";
import { findScript, findScriptVersion, mostScripts } from "../store/script.ts";
import { addVersion } from "./save-script.ts";

/**
 * Takes an import of scripts back, all of it in one act: what it added goes out of use, what it changed says again what it
 * said before, as a new version. What somebody changed or took out of use since stays. Refusals: not-found, nothing-to-undo.
 */
export async function undoImport(
  act: Act,
  { batchId }: Pick<Parsed<"playbook.undoImport">, "batchId">,
  person: CallPerson | null,
): Promise<Output<"playbook.undoImport">> {
  const counts = { removed: 0, broughtBack: 0, left: 0 };
  for (const saved of await savedBy(act.trx, batchId)) counts[await takeBack(act, saved, person)] += 1;
  if (counts.removed + counts.broughtBack === 0) throw new Refusal("nothing-to-undo");
  return counts;
}

type Saved = { readonly id: string; readonly version: number };

async function savedBy(db: Db, batchId: string): Promise<readonly Saved[]> {
  const events = await listEvents(db, { batchId, limit: mostScripts });
  const saved = events.filter(({ kind }) => kind === "script.saved");
  if (saved.length === 0 || !(await isOfImport(db, saved))) throw new Refusal("not-found", { what: "import" });
  return saved.map(({ subjectId, payload }) => ({ id: subjectId, version: Number(payload?.["version"]) }));
}

async function isOfImport(db: Db, [first]: readonly StoredEvent[]): Promise<boolean> {
  const commandId = first?.commandId ?? "";
  return (await answerBefore(db, { method: "playbook.import", commandId })) !== null;
}

async function takeBack(
  act: Act,
  { id, version }: Saved,
  person: CallPerson | null,
): Promise<"removed" | "broughtBack" | "left"> {
  const script = await findScript(act.trx, { id });
  if (script?.version !== version) return "left";
  if (version === 1) {
    await markRemoved(act.trx, id, act.at);
    await act.record({ kind: "script.removed", subjectId: id, payload: { name: script.content.name } });
    return "removed";
  }
  const before = await findScriptVersion(act.trx, { id, version: version - 1 });
  if (!before) return "left";
  await addVersion(act, { script, content: before.content, person, broughtFrom: version - 1 });
  return "broughtBack";
}
