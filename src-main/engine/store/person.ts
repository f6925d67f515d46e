import type { PersonRef, Role } from "../../contract/values.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Db, Trx } from "./open.ts";

/** Somebody of the desk. `rowId` never leaves the engine. */
export type Person = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
  readonly pinHash: string | null;
  readonly createdAt: number;
};

/** Enough for any desk; a list without a limit could grow without end. */
const mostPeople = 1000;

/** Names of people by row, those who have left included: their past acts keep their name. */
export async function personRefs(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, PersonRef>> {
  if (rowIds.length === 0) return new Map();
  const wanted = [...new Set(rowIds)];
  const rows = await db
    .selectFrom("person")
    .select(["id", "public_id", "name"])
    .where("id", "in", wanted)
    .orderBy("id")
    .execute();
  return new Map(rows.map((row) => [row.id, { id: row.public_id, name: row.name, initials: initialsOf(row.name) }]));
}

/** Everybody who works here now, by name. */
export async function listPeople(db: Db): Promise<readonly Person[]> {
  const rows = await db
    .selectFrom("person")
    .select(["id", "public_id", "version", "name", "pin_hash", "created_at"])
    .where("removed_at", "is", null)
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .orderBy("id")
    .limit(mostPeople)
    .execute();
  const ids = rows.map((row) => row.id);
  const [roles, departments] = await Promise.all([rolesOf(db, ids), departmentsOf(db, ids)]);
  return rows.map((row) => ({
    rowId: row.id,
    id: row.public_id,
    version: row.version,
    name: row.name,
    roles: roles.get(row.id) ?? [],
    departments: departments.get(row.id) ?? [],
    pinHash: row.pin_hash,
    createdAt: row.created_at,
  }));
}

async function rolesOf(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, Role[]>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("person_role")
    .select(["person_id", "role"])
    .where("person_id", "in", [...rowIds])
    .orderBy("person_id")
    .orderBy("role")
    .execute();
  return grouped(rows.map((row) => [row.person_id, row.role]));
}

async function departmentsOf(db: Db, rowIds: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
  if (rowIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("department_member")
    .innerJoin("department", "department.id", "department_member.department_id")
    .select(["department_member.person_id", "department.name"])
    .where("department_member.person_id", "in", [...rowIds])
    .orderBy("department_member.person_id")
    .orderBy("department.name")
    .execute();
  return grouped(rows.map((row) => [row.person_id, row.name]));
}

function grouped<Value>(pairs: readonly (readonly [number, Value])[]): ReadonlyMap<number, Value[]> {
  const groups = new Map<number, Value[]>();
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

export type NewPerson = {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly pinHash: string | null;
  readonly at: number;
};

export async function insertPerson(trx: Trx, person: NewPerson): Promise<number> {
  const { id } = await trx
    .insertInto("person")
    .values({ public_id: person.id, name: person.name, pin_hash: person.pinHash, created_at: person.at })
    .returning("id")
    .executeTakeFirstOrThrow();
  await setRoles(trx, id, person.roles);
  return id;
}

export async function setRoles(trx: Trx, rowId: number, roles: readonly Role[]): Promise<void> {
  await trx.deleteFrom("person_role").where("person_id", "=", rowId).execute();
  const values = [...new Set(roles)].map((role) => ({ person_id: rowId, role }));
  if (values.length > 0) await trx.insertInto("person_role").values(values).execute();
}

/** Writes what changed of a person and counts its version up. */
export async function updatePerson(
  trx: Trx,
  rowId: number,
  change: { readonly name?: string; readonly pinHash?: string | null; readonly removedAt?: number },
): Promise<void> {
  await trx
    .updateTable("person")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.pinHash === undefined ? {} : { pin_hash: change.pinHash }),
      ...(change.removedAt === undefined ? {} : { removed_at: change.removedAt }),
    }))
    .where("id", "=", rowId)
    .execute();
}

/** Whether somebody else who works here now holds one of the roles. */
export async function canAnotherApprove(
  db: Db,
  { personRowId, roles }: { readonly personRowId: number; readonly roles: readonly Role[] },
): Promise<boolean> {
  const others = (await listPeople(db)).filter((person) => person.rowId !== personRowId);
  return others.some((person) => person.roles.some((role) => roles.includes(role)));
}
