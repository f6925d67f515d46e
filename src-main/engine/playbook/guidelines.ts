import type { Output, Parsed } from "../../contract/methods.ts";
import type { Guidelines } from "../../contract/methods/playbook.ts";
import { Refusal } from "../../contract/refusal.ts";
import { readGuidelinesBlocks } from "../../domain/playbook/guidelines-blocks.ts";
import { guidelinesHtml } from "../../domain/playbook/guidelines-html.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import type { Db } from "../store/open.ts";
import { insertGuidelines, readGuidelines } from "../store/guidelines.ts";

/** The guidelines with their words read into blocks. Refusal: not-found. */
export async function showGuidelines(db: Db, version?: number): Promise<Guidelines> {
  const stored = await readGuidelines(db, version);
  if (!stored) throw new Refusal("not-found", { what: "guidelines" });
  return { ...stored, blocks: readGuidelinesBlocks(stored.text) };
}

/** Saves the words as a new version; the same words again are none. Refusal: stale. */
export async function saveGuidelines(
  act: Act,
  { version, text }: { readonly version: number; readonly text: string },
  person: CallPerson | null,
): Promise<Record<string, never>> {
  const before = await readGuidelines(act.trx);
  const present = before?.versions[0]?.version ?? 0;
  if (present !== version) throw new Refusal("stale", { what: "guidelines", version: present });
  if (before?.text === text) return {};
  const savedBy = person?.rowId ?? null;
  await insertGuidelines(act.trx, { version: present + 1, text, at: act.at, savedBy });
  await act.record({ kind: "guidelines.saved", subjectId: "guidelines", payload: { version: present + 1 } });
  return {};
}

/** The newest words as a file to hand round. */
export async function exportGuidelines(
  db: Db,
  { form, title }: Parsed<"playbook.exportGuidelines">,
): Promise<Output<"playbook.exportGuidelines">> {
  const { text, blocks } = await showGuidelines(db);
  return { text: form === "markdown" ? text : guidelinesHtml(blocks, { title, language: "en" }) };
}
