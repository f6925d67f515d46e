import type { PersonRef } from "../../contract/values.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

export type Note = { readonly id: string; readonly by: PersonRef; readonly at: number; readonly text: string };

export async function insertNote(
  trx: Trx,
  note: {
    readonly id: string;
    readonly caseRowId: number;
    readonly personRowId: number;
    readonly at: number;
    readonly text: string;
  },
): Promise<void> {
  await trx
    .insertInto("case_note")
    .values({ public_id: note.id, case_id: note.caseRowId, person_id: note.personRowId, at: note.at, text: note.text })
    .execute();
}

/** The notes of a case, oldest first, at most 500. */
export async function notesOfCase(db: Db, caseRowId: number): Promise<readonly Note[]> {
  const rows = await db
    .selectFrom("case_note")
    .innerJoin("person", "person.id", "case_note.person_id")
    .select([
      "case_note.public_id",
      "case_note.at",
      "case_note.text",
      "person.public_id as person_public_id",
      "person.name",
    ])
    .where("case_note.case_id", "=", caseRowId)
    .orderBy("case_note.id")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.public_id,
    by: { id: row.person_public_id, name: row.name, initials: initialsOf(row.name) },
    at: row.at,
    text: row.text,
  }));
}

/** Takes notes away with the act that wrote them. */
export async function deleteNotes(trx: Trx, ids: readonly string[]): Promise<void> {
  await trx
    .deleteFrom("case_note")
    .where("public_id", "in", [...ids])
    .execute();
}
