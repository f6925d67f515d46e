import { sql } from "kysely";
import type { Bucket } from "../../contract/values.ts";
import type { Db, Trx } from "./open.ts";

/** A department as the engine works with it. `names` are its present name and those it had before. */
export type DepartmentRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly names: readonly string[];
  readonly buckets: readonly Bucket[];
  readonly members: readonly DepartmentMember[];
};

/** Somebody who works here and belongs to a department. */
export type DepartmentMember = {
  readonly personRowId: number;
  readonly id: string;
  readonly name: string;
  readonly viewOnly: boolean;
};

const mostDepartments = 500;

/** All departments by name, with the members who work here now. */
export async function listDepartments(db: Db): Promise<readonly DepartmentRecord[]> {
  const [rows, names, members] = await Promise.all([
    db
      .selectFrom("department")
      .select(["id", "public_id", "version", "name", "buckets"])
      .where("removed_at", "is", null)
      .orderBy("name")
      .limit(mostDepartments)
      .execute(),
    db.selectFrom("department_name").select(["department_id", "name"]).orderBy("name").limit(5000).execute(),
    membersQuery(db).execute(),
  ]);
  const earlier = Map.groupBy(names, (row) => row.department_id);
  const belonging = Map.groupBy(members, (row) => row.department_id);
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    name: row.name,
    names: [row.name, ...(earlier.get(row.id) ?? []).map(({ name }) => name)],
    // Written by this file from values of this type.
    buckets: JSON.parse(row.buckets) as Bucket[],
    members: (belonging.get(row.id) ?? []).map((member) => ({
      personRowId: member.person_id,
      id: member.public_id,
      name: member.person_name,
      viewOnly: member.view_only === 1,
    })),
  }));
}

function membersQuery(db: Db) {
  return db
    .selectFrom("department_member")
    .innerJoin("person", "person.id", "department_member.person_id")
    .select(["department_member.department_id", "department_member.view_only", "department_member.person_id"])
    .select(["person.public_id", "person.name as person_name"])
    .where("person.removed_at", "is", null)
    .orderBy((eb) => eb.fn("lower", ["person.name"]))
    .orderBy("person.id")
    .limit(20_000);
}

/** Whether the person only looks on in a department. Cheap: it is asked before every act. */
export async function looksOnSomewhere(db: Db, personRowId: number): Promise<boolean> {
  const row = await db
    .selectFrom("department_member")
    .innerJoin("department", "department.id", "department_member.department_id")
    .select("department.id")
    .where("department_member.person_id", "=", personRowId)
    .where("department_member.view_only", "=", 1)
    .where("department.removed_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The names of all departments, in order. */
export async function departmentNames(db: Db): Promise<readonly string[]> {
  return (await listDepartments(db)).map(({ name }) => name);
}

/** The name of a department as it is kept, also under a name it had before; one that is new becomes a department. */
export async function keepDepartment(trx: Trx, written: string, newId: () => string): Promise<string> {
  return (await departmentNamed(trx, written, newId)).name;
}

async function departmentNamed(
  trx: Trx,
  written: string,
  newId: () => string,
): Promise<{ readonly id: number; readonly name: string }> {
  const former = await trx
    .selectFrom("department_name")
    .innerJoin("department", "department.id", "department_name.department_id")
    .select(["department.id", "department.name"])
    .where("department_name.name", "=", written)
    .where("department.removed_at", "is", null)
    .executeTakeFirst();
  if (former) return former;
  // The column compares without case, so "Sales" finds "sales". One that was taken away comes back with its name.
  return trx
    .insertInto("department")
    .values({ public_id: newId(), name: written })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ removed_at: null }))
    .returning(["id", "name"])
    .executeTakeFirstOrThrow();
}

/**
 * Makes a person a member of exactly these departments; names that are new become departments. Where they looked on
 * before they still look on.
 */
export async function setDepartments(
  trx: Trx,
  personRowId: number,
  names: readonly string[],
  newId: () => string,
): Promise<void> {
  const wanted: number[] = [];
  for (const name of new Set(names.map((each) => each.trim()).filter(Boolean)))
    wanted.push((await departmentNamed(trx, name, newId)).id);
  await trx
    .deleteFrom("department_member")
    .where("person_id", "=", personRowId)
    .where("department_id", "not in", [...wanted, 0])
    .execute();
  for (const departmentId of wanted) {
    await trx
      .insertInto("department_member")
      .values({ department_id: departmentId, person_id: personRowId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export type DepartmentContent = {
  readonly name: string;
  readonly buckets: readonly Bucket[];
  readonly members: readonly { readonly personRowId: number; readonly viewOnly: boolean }[];
};

/** Adds a department; one of that name that was taken away comes back as this one. Answers its public id. */
export async function insertDepartment(trx: Trx, content: DepartmentContent, newId: () => string): Promise<string> {
  await trx.deleteFrom("department_name").where("name", "=", content.name).execute();
  const { id } = await departmentNamed(trx, content.name, newId);
  await writeDepartment(trx, id, content);
  const { public_id: publicId } = await trx
    .selectFrom("department")
    .select("public_id")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return publicId;
}

/** Writes what a department is now and counts its version up; its former name is kept beside the new one. */
export async function updateDepartment(trx: Trx, before: DepartmentRecord, content: DepartmentContent): Promise<void> {
  await trx.deleteFrom("department_name").where("name", "=", content.name).execute();
  if (before.name.toLowerCase() !== content.name.toLowerCase())
    await trx
      .insertInto("department_name")
      .values({ name: before.name, department_id: before.rowId })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ department_id: before.rowId }))
      .execute();
  await writeDepartment(trx, before.rowId, content);
}

async function writeDepartment(trx: Trx, rowId: number, { name, buckets, members }: DepartmentContent): Promise<void> {
  await trx
    .updateTable("department")
    .set((eb) => ({ name, buckets: JSON.stringify(buckets), version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
  await trx.deleteFrom("department_member").where("department_id", "=", rowId).execute();
  for (const { personRowId, viewOnly } of members)
    await trx
      .insertInto("department_member")
      .values({ department_id: rowId, person_id: personRowId, view_only: viewOnly ? 1 : 0 })
      .execute();
}

/** Takes a department away with its members; its name may come back. */
export async function removeDepartment(trx: Trx, rowId: number, at: number): Promise<void> {
  await trx.deleteFrom("department_member").where("department_id", "=", rowId).execute();
  await trx.deleteFrom("department_name").where("department_id", "=", rowId).execute();
  await trx
    .updateTable("department")
    .set((eb) => ({ removed_at: at, buckets: "[]", version: eb("version", "+", 1) }))
    .where("id", "=", rowId)
    .execute();
}

/** Sources that belong to a department by name: their rows. */
export async function sourcesOfDepartment(db: Db, name: string): Promise<readonly { rowId: number; id: string }[]> {
  const rows = await db
    .selectFrom("source")
    .select(["id", "public_id"])
    .where(sql`department COLLATE NOCASE`, "=", name)
    .where("removed_at", "is", null)
    .orderBy("id")
    .limit(5000)
    .execute();
  return rows.map((row) => ({ rowId: row.id, id: row.public_id }));
}
