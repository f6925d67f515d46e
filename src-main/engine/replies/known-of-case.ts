import { isClosedValue } from "../../domain/replies/field-kinds.ts";
import { knownValues } from "../../domain/playbook/known-values.ts";
import type { Db } from "../store/open.ts";
import { findKnownCase } from "../store/known-case.ts";
import type { KnownCaseRow } from "../store/known-case.ts";
import { findScript } from "../store/script.ts";
import { readSettings } from "../store/setting.ts";

type Asked = {
  readonly storyId: string;
  readonly writerName: string;
  /** The language of the script that is begun. */
  readonly language: string | null;
  readonly at: number;
};

/** What the desk can put into a reply by itself, by the source that a field names. */
export async function knownOfCase(
  db: Db,
  { storyId, writerName, language, at }: Asked,
): Promise<Readonly<Record<string, string>>> {
  const found = await findKnownCase(db, storyId, at);
  if (!found) return {};
  const { settings } = await readSettings(db);
  return knownValues(
    {
      ...{ contactName: found.contactName ?? found.author, handle: found.handle, writerName },
      firmName: settings.brand.names[0] ?? null,
      ...{ caseId: found.caseId, line: found.line, place: found.place },
      promised: await promisedIn(db, found.lastSent),
    },
    { at, timeZone: settings.calendar.timeZone, language },
  );
}

/**
 * "You hear from us again by 16:30": the first time or date that the last reply named. Where its words were written by hand,
 * nobody read what stood in its fields: only what is a time or a date counts.
 */
async function promisedIn(db: Db, sent: KnownCaseRow["lastSent"]): Promise<string | null> {
  if (!sent) return null;
  const script = await findScript(db, { rowId: sent.scriptRowId, version: sent.version });
  const named = (script?.content.fields ?? []).filter(({ kind }) => kind === "time" || kind === "date");
  const told = named.map((field) => ({ field, value: (sent.values[field.name] ?? "").trim() }));
  return told.find(({ field, value }) => value !== "" && isClosedValue(field, value, { linkHosts: [] }))?.value ?? null;
}
