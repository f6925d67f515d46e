import type { Db, Trx } from "./open.ts";

/** Makes a person a member of exactly these departments; names that are new become departments. */
export async function setDepartments(
  trx: Trx,
  personRowId: number,
  names: readonly string[],
  newId: () => string,
): Promise<void> {
  await trx.deleteFrom("department_member").where("person_id", "=", personRowId).execute();
  for (const name of new Set(names.map((each) => each.trim()).filter(Boolean))) {
    await trx
      .insertInto("department")
      .values({ public_id: newId(), name })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    // The column compares without case, so "Sales" finds "sales".
    const { id } = await trx.selectFrom("department").select("id").where("name", "=", name).executeTakeFirstOrThrow();
    await trx
      .insertInto("department_member")
      .values({ department_id: id, person_id: personRowId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The names of all departments, in order. */
export async function departmentNames(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom("department").select("name").orderBy("name").limit(500).execute();
  return rows.map(({ name }) => name);
}

/** The name of a department as it is kept; one that is new becomes a department. */
export async function keepDepartment(trx: Trx, written: string, newId: () => string): Promise<string> {
  await trx
    .insertInto("department")
    .values({ public_id: newId(), name: written })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return (await trx.selectFrom("department").select("name").where("name", "=", written).executeTakeFirstOrThrow()).name;
}
