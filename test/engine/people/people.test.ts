import { afterEach, beforeEach, expect, test } from "vitest";
import type { MethodName } from "../../../src-main/contract/methods.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
let admin: Call;
let token: string;

beforeEach(async () => {
  desk = await startTestDesk({ firstPerson: null });
  admin = await desk.parts.addPerson("Sunniva Clegg", "admin", "lead");
  await ask("people.setPin", { id: admin.person?.id, pin: "713962" });
  token = await desk.sessions.pair("desk");
});
afterEach(() => desk.close());

function ask(method: MethodName, input: object, call: Call = admin): Promise<unknown> {
  return desk.dispatch({ method, input: { commandId: desk.parts.commandId(), ...input } }, call);
}

type Row = { readonly id: string; readonly version: number };

async function addAnn(roles: readonly string[] = ["agent"]): Promise<Row> {
  const answer = await ask("people.add", { name: "Ann Lee", roles, departments: ["Sales", "sales"], pin: "284613" });
  return (answer as { result: Row }).result;
}

async function signIn(personId: string, pin: string, at: string = token): Promise<unknown> {
  return desk.dispatch({ method: "session.signIn", input: { personId, pin } }, await desk.sessions.callOf(at));
}

test("a person is added with roles and departments, and the log says so without the PIN", async () => {
  const ann = await addAnn();
  expect(ann).toMatchObject({
    name: "Ann Lee",
    initials: "AL",
    roles: ["agent"],
    departments: ["Sales"],
    hasPin: true,
    version: 1,
  });
  const events = await listEvents(desk.parts.store.read, { subject: { kind: "person", id: ann.id }, limit: 10 });
  expect(events.map(({ kind, actor, payload }) => ({ kind, actor, payload }))).toEqual([
    {
      kind: "person.added",
      actor: { kind: "person", id: admin.person?.id },
      payload: { name: "Ann Lee", roles: ["agent"], departments: ["Sales", "sales"] },
    },
  ]);
  const { rows } = await desk.parts.store.read
    .selectFrom("person")
    .select("pin_hash")
    .execute()
    .then((found) => ({ rows: found }));
  expect(JSON.stringify(rows)).not.toContain("284613");
});

test("the same command twice adds one person", async () => {
  const input = { commandId: desk.parts.commandId(), name: "Ann Lee", roles: ["agent"], pin: "284613" };
  const [first, second] = [await ask("people.add", input), await ask("people.add", input)];
  expect(second).toEqual(first);
  expect(await ask("people.list", {})).toMatchObject({ result: [{ name: "Ann Lee" }, { name: "Sunniva Clegg" }] });
});

test.each([
  ["a PIN of five digits", { pin: "28461" }, { code: "pin-too-short", params: { digits: 6 } }],
  ["a PIN with letters", { pin: "28461x" }, { code: "pin-too-short", params: { digits: 6 } }],
  [
    "a name that is taken, in other letters",
    { name: "SUNNIVA clegg" },
    { code: "name-taken", params: { name: "SUNNIVA clegg" } },
  ],
  [
    "only the display role",
    { roles: ["display"] },
    { code: "bad-input", params: { path: "roles", what: "display-only" } },
  ],
  [
    "a role there is not",
    { roles: ["owner"] },
    { code: "bad-input", params: { path: "roles.0", what: "invalid_value" } },
  ],
])("%s is refused", async (_name, change, error) => {
  expect(await ask("people.add", { name: "Ann Lee", roles: ["agent"], pin: "284613", ...change })).toEqual({ error });
});

test("a change names the version it saw", async () => {
  const { id } = await addAnn();
  const change = { id, version: 1, name: "Ann Vale", roles: ["agent", "legal"], departments: [] };
  expect(await ask("people.update", change)).toMatchObject({
    result: { name: "Ann Vale", version: 2, roles: ["agent", "legal"], departments: [] },
  });
  expect(await ask("people.update", change)).toEqual({
    error: { code: "stale", params: { what: "person", id, version: 2 } },
  });
});

test("roles that change hold for the next call of whoever is signed in", async () => {
  const { id } = await addAnn(["agent", "admin"]);
  await signIn(id, "284613");
  const rename = async () =>
    ask(
      "people.update",
      { id, version: 9, name: "Ann Lee", roles: ["agent"] },
      (await desk.sessions.callOf(token)) ?? admin,
    );
  expect(await rename()).toMatchObject({ error: { code: "stale" } });
  await ask("people.update", { id, version: 1, name: "Ann Lee", roles: ["agent"] });
  expect(await rename()).toMatchObject({ error: { code: "not-allowed" } });
});

test("somebody removed is out everywhere and cannot come back", async () => {
  const { id } = await addAnn();
  await signIn(id, "284613");
  await ask("people.remove", { id, version: 1 });
  expect((await desk.sessions.callOf(token))?.person).toBeNull();
  expect(await signIn(id, "284613")).toEqual({ error: { code: "not-found", params: { what: "person" } } });
});

test("nobody sets another's PIN except an admin, and then the other is signed out", async () => {
  const ann = await addAnn();
  await signIn(ann.id, "284613");
  const annCall = (await desk.sessions.callOf(token)) ?? admin;
  expect(await ask("people.setPin", { id: admin.person?.id, pin: "000000" }, annCall)).toMatchObject({
    error: { code: "not-allowed" },
  });
  expect(await ask("people.setPin", { id: ann.id, pin: "590274" })).toMatchObject({ result: { hasPin: true } });
  expect((await desk.sessions.callOf(token))?.person).toBeNull();
  expect(await signIn(ann.id, "284613")).toEqual({ error: { code: "wrong-pin", params: {} } });
  expect(await signIn(ann.id, "590274")).toMatchObject({ result: { person: { name: "Ann Lee" } } });
});

test("five wrong PINs lock this person at this device for a minute, even for the right one", async () => {
  const { id } = await addAnn();
  for (let count = 0; count < 5; count += 1)
    expect(await signIn(id, "000000")).toEqual({ error: { code: "wrong-pin", params: {} } });
  expect(await signIn(id, "284613")).toEqual({ error: { code: "too-many-tries", params: { seconds: 60 } } });
  const elsewhere = await desk.sessions.pair("desk");
  expect(await signIn(id, "284613", elsewhere)).toMatchObject({ result: { person: { name: "Ann Lee" } } });
  desk.parts.clock.advance(60_000);
  expect(await signIn(id, "284613")).toMatchObject({ result: { person: { name: "Ann Lee" } } });
});

test("a hundred guesses at once are a hundred guesses", async () => {
  const { id } = await addAnn();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_each, index) => signIn(id, String(index).padStart(6, "0"))),
  );
  const codes = answers.map((answer) => (answer as { error: { code: string } }).error.code);
  const count = (code: string) => codes.filter((each) => each === code).length;
  expect([codes.length, count("wrong-pin"), count("too-many-tries")]).toEqual([100, 5, 95]);
});
