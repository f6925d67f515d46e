import type { Department } from "../../contract/methods/departments.ts";
import type { Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { initialsOf } from "../../domain/people.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { countQueue } from "../store/department-queue.ts";
import {
  insertDepartment,
  listDepartments,
  removeDepartment,
  sourcesOfDepartment,
  updateDepartment,
} from "../store/department.ts";
import type { DepartmentContent, DepartmentRecord } from "../store/department.ts";
import type { Db } from "../store/open.ts";
import { listPeople } from "../store/person.ts";
import { listRules } from "../store/rule.ts";
import type { StoredRule } from "../store/rule.ts";
import { cappedAt } from "../triage/run-act.ts";
import { isNamedBy, renameDepartment } from "./rename.ts";
import { editSource } from "../store/source.ts";

type DepartmentMethod = "departments.list" | "departments.queues" | "departments.save" | "departments.remove";

const topics = ["people", "session", "sources", "rules", "triage", "case"] as const;

/** The parts of the firm: who belongs to each, whose queue it sees, who only looks on. */
export function createDepartments(parts: Parts): Handlers<DepartmentMethod> {
  const { read } = parts.store;
  return {
    "departments.list": async () => shownAll(read, await listDepartments(read)),
    "departments.queues": async (_input, { person }) => {
      const departments = await listDepartments(read);
      const queues = await Promise.all(
        departments.map(async ({ id, name, names, buckets, members }) => ({
          ...{ id, name },
          isMine: members.some((member) => member.personRowId === person?.rowId),
          waiting: await countQueue(read, { names, buckets }, cappedAt),
        })),
      );
      return { queues, cappedAt };
    },
    "departments.save": (input, call) => save(parts, input, call),
    "departments.remove": (input, call) => remove(parts, input, call),
  };
}

async function save(parts: Parts, input: Parsed<"departments.save">, call: Call): Promise<Department> {
  const { commandId, id, version } = input;
  const savedId = await runCommand(parts, { call, method: "departments.save", commandId, topics }, async (act) => {
    const departments = await listDepartments(act.trx);
    const before = id === undefined ? null : seen(departments, { id, version });
    const isTaken = departments.some((one) => one.id !== id && sameName(one.name, input.name));
    if (isTaken) throw new Refusal("name-taken", { name: input.name });
    const content = { name: input.name, buckets: input.buckets, members: await readMembers(act, input.members) };
    const after = { name: input.name, buckets: input.buckets, members: input.members };
    if (before) await updateDepartment(act.trx, before, content);
    if (before && before.name !== content.name)
      await renameDepartment(act, { from: before.name, to: content.name, call });
    const newId = before?.id ?? (await insertDepartment(act.trx, content, act.newId));
    await act.record({
      kind: before ? "department.changed" : "department.added",
      subjectId: newId,
      payload: { name: content.name, before: before && halfOf(before), after },
    });
    return newId;
  });
  const { read } = parts.store;
  const [saved] = await shownAll(
    read,
    (await listDepartments(read)).filter((one) => one.id === savedId),
  );
  if (!saved) throw new Refusal("not-found", { what: "department" });
  return saved;
}

function remove(parts: Parts, input: Parsed<"departments.remove">, call: Call): Promise<Record<string, never>> {
  const { commandId } = input;
  return runCommand(parts, { call, method: "departments.remove", commandId, topics }, async (act) => {
    const before = seen(await listDepartments(act.trx), input);
    const rules = (await listRules(act.trx)).filter((rule) => isNamedBy(rule, before.name));
    if (rules.length > 0)
      throw new Refusal("department-used", { rules: rules.map(({ name }) => name).join(", "), count: rules.length });
    for (const { rowId, id } of await sourcesOfDepartment(act.trx, before.name)) {
      await editSource(act.trx, rowId, { department: null });
      const payload = { before: { department: before.name }, after: { department: null } };
      await act.record({ kind: "source.changed", subjectId: id, payload });
    }
    await removeDepartment(act.trx, before.rowId, act.at);
    const payload = { name: before.name, before: halfOf(before) };
    await act.record({ kind: "department.removed", subjectId: before.id, payload });
    return {};
  });
}

function seen(
  departments: readonly DepartmentRecord[],
  { id, version }: { readonly id: string; readonly version: number | undefined },
): DepartmentRecord {
  const department = departments.find((one) => one.id === id);
  if (!department) throw new Refusal("not-found", { what: "department" });
  if (department.version !== version) throw new Refusal("stale", { what: "department", version: department.version });
  return department;
}

async function readMembers(
  act: Act,
  members: Parsed<"departments.save">["members"],
): Promise<DepartmentContent["members"]> {
  const rowIds = new Map((await listPeople(act.trx)).map((person) => [person.id, person.rowId]));
  const wanted = new Map(members.map(({ personId, viewOnly }) => [personId, viewOnly]));
  return [...wanted].map(([personId, viewOnly]) => {
    const personRowId = rowIds.get(personId);
    if (personRowId === undefined) throw new Refusal("not-found", { what: "person" });
    return { personRowId, viewOnly };
  });
}

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What an event keeps of it, people by public id. */
function halfOf({ name, buckets, members }: DepartmentRecord) {
  return { name, buckets, members: members.map(({ id, viewOnly }) => ({ personId: id, viewOnly })) };
}

async function shownAll(db: Db, departments: readonly DepartmentRecord[]): Promise<Department[]> {
  const rules = await listRules(db);
  return Promise.all(departments.map((department) => shown(db, department, rules)));
}

async function shown(db: Db, department: DepartmentRecord, rules: readonly StoredRule[]): Promise<Department> {
  const { id, version, name, buckets, members } = department;
  return {
    ...{ id, version, name },
    buckets: [...buckets],
    members: members.map((member) => ({
      person: { id: member.id, name: member.name, initials: initialsOf(member.name) },
      viewOnly: member.viewOnly,
    })),
    sources: (await sourcesOfDepartment(db, name)).length,
    rules: rules.filter((rule) => isNamedBy(rule, name)).map((rule) => rule.name),
  };
}
