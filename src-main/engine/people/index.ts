import type { PersonRow } from "../../contract/methods/session.ts";
import type { Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { canWork, initialsOf, isPinStrong, pinDigits } from "../../domain/people.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { setDepartments } from "../store/department.ts";
import type { Db } from "../store/open.ts";
import { insertPerson, listPeople, setRoles, updatePerson } from "../store/person.ts";
import type { Person } from "../store/person.ts";
import { setSessionPerson, signOutEverywhere } from "../store/session.ts";
import { hashPin } from "./pin.ts";

type PeopleMethod = "people.list" | "people.add" | "people.update" | "people.setPin" | "people.remove";

/** Who works at the desk. Nobody can lock the desk: there is always an admin, and whoever is not alone has a PIN. */
export function createPeople(parts: Parts): Handlers<PeopleMethod> {
  return {
    "people.list": async () => (await listPeople(parts.store.read)).map(toRow),
    "people.add": (input, call) => addPerson(parts, input, call),
    "people.update": (input, call) => changePerson(parts, input, call),
    "people.setPin": (input, call) => setPin(parts, input, call),
    "people.remove": (input, call) => removePerson(parts, input, call),
  };
}

async function addPerson(parts: Parts, input: Parsed<"people.add">, call: Call): Promise<PersonRow> {
  const pinHash = await hashStrongPin(parts, input.pin);
  return asCommand(parts, "people.add", input, call, async (act) => {
    const people = await listPeople(act.trx);
    // From now on people sign in, and somebody without a PIN could not.
    const [withoutPin] = people.filter((person) => person.pinHash === null);
    if (withoutPin) throw new Refusal("pin-needed", { name: withoutPin.name });
    refuseBadPerson(people, input);
    const id = act.newId();
    const rowId = await insertPerson(act.trx, { id, name: input.name, roles: input.roles, pinHash, at: act.at });
    await setDepartments(act.trx, rowId, input.departments, act.newId);
    const { name, roles, departments } = input;
    await act.record({ kind: "person.added", subjectId: id, payload: { name, roles, departments } });
    return toRow(await personOf(act.trx, id));
  });
}

function changePerson(parts: Parts, input: Parsed<"people.update">, call: Call): Promise<PersonRow> {
  return asCommand(parts, "people.update", input, call, async (act) => {
    const person = await personOf(act.trx, input.id);
    refuseStale(person, input.version);
    const people = await listPeople(act.trx);
    const others = people.filter(({ id }) => id !== input.id);
    refuseBadPerson(others, input);
    if (!input.roles.includes("admin")) refuseWithoutAdmin(others);
    await updatePerson(act.trx, person.rowId, { name: input.name });
    await setRoles(act.trx, person.rowId, input.roles);
    await setDepartments(act.trx, person.rowId, input.departments, act.newId);
    const { name, roles, departments } = input;
    const before = { name: person.name, roles: person.roles, departments: person.departments };
    await act.record({ kind: "person.changed", subjectId: person.id, payload: { name, roles, departments, before } });
    return toRow(await personOf(act.trx, person.id));
  });
}

async function setPin(parts: Parts, input: Parsed<"people.setPin">, call: Call): Promise<PersonRow> {
  const isOwn = call.person?.id === input.id;
  if (!isOwn && !call.person?.roles.includes("admin")) throw new Refusal("not-allowed", { method: "people.setPin" });
  const pinHash = await hashStrongPin(parts, input.pin);
  return asCommand(parts, "people.setPin", input, call, async (act) => {
    const person = await personOf(act.trx, input.id);
    await updatePerson(act.trx, person.rowId, { pinHash });
    // Whoever knew the old PIN is out. The one who sets their own stays in here, even if they never had to sign in.
    await signOutEverywhere(act.trx, person.rowId, isOwn ? call.sessionId : null);
    if (isOwn && call.sessionId !== null) await setSessionPerson(act.trx, call.sessionId, person.rowId);
    await act.record({ kind: "person.pin_set", subjectId: person.id });
    return toRow(await personOf(act.trx, person.id));
  });
}

function removePerson(parts: Parts, input: Parsed<"people.remove">, call: Call): Promise<Record<string, never>> {
  return asCommand(parts, "people.remove", input, call, async (act) => {
    const person = await personOf(act.trx, input.id);
    refuseStale(person, input.version);
    refuseWithoutAdmin((await listPeople(act.trx)).filter(({ id }) => id !== person.id));
    await updatePerson(act.trx, person.rowId, { pinHash: null, removedAt: act.at });
    await signOutEverywhere(act.trx, person.rowId, null);
    await act.record({ kind: "person.removed", subjectId: person.id, payload: { name: person.name } });
    return {};
  });
}

function asCommand<Result>(
  parts: Parts,
  method: PeopleMethod,
  { commandId }: { readonly commandId: string },
  call: Call,
  work: (act: Act) => Promise<Result>,
): Promise<Result> {
  return runCommand(parts, { call, method, commandId, topics: ["people", "session", "settings"] }, work);
}

async function hashStrongPin(parts: Parts, pin: string): Promise<string> {
  if (!isPinStrong(pin)) throw new Refusal("pin-too-short", { digits: pinDigits });
  return hashPin(pin, parts.ids);
}

async function personOf(db: Db, id: string): Promise<Person> {
  const person = (await listPeople(db)).find((each) => each.id === id);
  if (!person) throw new Refusal("not-found", { what: "person" });
  return person;
}

function refuseStale(person: Person, version: number): void {
  if (person.version !== version)
    throw new Refusal("stale", { what: "person", id: person.id, version: person.version });
}

function refuseBadPerson(others: readonly Person[], { name, roles }: Pick<Person, "name" | "roles">): void {
  const isTaken = others.some((person) => person.name.toLowerCase() === name.toLowerCase());
  if (isTaken) throw new Refusal("name-taken", { name });
  // The display role is for screens: a person with nothing else could sign in and then do nothing.
  if (!canWork(roles)) throw new Refusal("bad-input", { path: "roles", what: "display-only" });
}

function refuseWithoutAdmin(others: readonly Person[]): void {
  if (!others.some((person) => person.roles.includes("admin"))) throw new Refusal("last-admin");
}

function toRow(person: Person): PersonRow {
  const { id, name, version, roles, departments, createdAt, pinHash } = person;
  return {
    id,
    name,
    initials: initialsOf(name),
    version,
    roles: [...roles],
    departments: [...departments],
    hasPin: pinHash !== null,
    createdAt,
  };
}
