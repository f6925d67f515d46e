import { afterEach, beforeEach, expect, test } from "vitest";
import type { MethodName } from "../../../src-main/contract/methods.ts";
import type { Answer } from "../../../src-main/transport/dispatch.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.close());

/** What a device asks, as whoever is signed in at it now. */
async function ask(token: string, method: MethodName, input: object = {}): Promise<Answer> {
  return desk.dispatch({ method, input }, await desk.sessions.callOf(token));
}

async function command(token: string, method: MethodName, input: object): Promise<Answer> {
  return ask(token, method, { commandId: desk.parts.commandId(), ...input });
}

const resultOf = <Result>(answer: Answer): Result => {
  if ("error" in answer) throw new Error(JSON.stringify(answer.error));
  return answer.result as Result;
};

type Row = { readonly id: string; readonly version: number; readonly name: string };

async function firstPerson(token: string): Promise<Row> {
  const [row] = resultOf<Row[]>(await ask(token, "people.list"));
  if (!row) throw new Error("nobody is there");
  return row;
}

test("a new workspace has one person with all desk roles, signed in at any desk device without a PIN", async () => {
  const [one, other] = [await desk.sessions.pair("desk"), await desk.sessions.pair("desk")];
  for (const token of [one, other])
    expect(resultOf(await ask(token, "session.get"))).toMatchObject({
      person: { name: "Desk", roles: ["admin", "agent", "corpcomm", "lead"] },
      people: [{ name: "Desk", hasPin: false, demoPin: null }],
      setupDone: false,
    });
});

test("signing out while alone without a PIN locks nobody out", async () => {
  const token = await desk.sessions.pair("desk");
  expect(resultOf(await ask(token, "session.signOut"))).toMatchObject({ person: { name: "Desk" } });
  expect(resultOf(await ask(token, "people.list"))).toHaveLength(1);
});

test("a second person cannot be added before the first has a PIN", async () => {
  const token = await desk.sessions.pair("desk");
  const add = { name: "Ann Lee", roles: ["agent"], pin: "284613" };
  expect(await command(token, "people.add", add)).toEqual({ error: { code: "pin-needed", params: { name: "Desk" } } });
  const { id } = await firstPerson(token);
  resultOf(await command(token, "people.setPin", { id, pin: "713962" }));
  expect(resultOf(await command(token, "people.add", add))).toMatchObject({
    name: "Ann Lee",
    initials: "AL",
    hasPin: true,
  });
});

test("whoever sets their own PIN stays signed in there; every other device has to sign in", async () => {
  const [here, there] = [await desk.sessions.pair("desk"), await desk.sessions.pair("desk")];
  const { id } = await firstPerson(here);
  resultOf(await command(here, "people.setPin", { id, pin: "713962" }));
  expect(resultOf(await ask(here, "session.get"))).toMatchObject({ person: { name: "Desk" } });
  expect(await ask(there, "people.list")).toEqual({ error: { code: "sign-in-first", params: {} } });
  resultOf(await ask(there, "session.signIn", { personId: id, pin: "713962" }));
  expect(resultOf(await ask(there, "people.list"))).toHaveLength(1);
});

test("the last admin can neither leave nor stop being admin, so somebody can always let people in", async () => {
  const token = await desk.sessions.pair("desk");
  const { id, version } = await firstPerson(token);
  const refusal = { error: { code: "last-admin", params: {} } };
  expect(await command(token, "people.remove", { id, version })).toEqual(refusal);
  expect(await command(token, "people.update", { id, version, name: "Desk", roles: ["agent"] })).toEqual(refusal);
});

test("the windows of an app that starts anew ask for the PIN again", async () => {
  const call = async () => desk.sessions.callOfWindows();
  const input = (more: object) => ({ commandId: desk.parts.commandId(), ...more });
  const before = await call();
  const id = before.person?.id ?? "";
  resultOf(await desk.dispatch({ method: "people.setPin", input: input({ id, pin: "713962" }) }, before));
  expect((await call()).person?.name).toBe("Desk");
  await desk.sessions.start();
  expect((await call()).person).toBeNull();
});
