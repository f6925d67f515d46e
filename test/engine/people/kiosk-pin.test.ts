import { afterEach, beforeEach, expect, test } from "vitest";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

const wall: Call = { device: "display", sessionId: null, person: null, actor: { kind: "engine" } };

let desk: TestDesk;
beforeEach(async () => {
  desk = await startTestDesk({ firstPerson: null });
});
afterEach(() => desk.close());

function leave(pin: string | null, call: Call = wall): Promise<unknown> {
  return desk.dispatch({ method: "kiosk.leave", input: { pin } }, call);
}

async function addPerson(name: string, role: "agent" | "lead" | "admin", pin: string): Promise<void> {
  const call = await desk.parts.addPerson(name, role);
  const input = { commandId: desk.parts.commandId(), id: call.person?.id, pin };
  await desk.dispatch({ method: "people.setPin", input }, call);
}

const free = { result: { isFree: true } };
const wrong = { error: { code: "wrong-pin", params: {} } };

test("where no lead has a PIN, a wall is left without one", async () => {
  await desk.parts.addPerson("Sunniva Clegg", "admin");
  await addPerson("Ann Lee", "agent", "284613");
  expect(await leave(null)).toEqual(free);
});

test("the PIN of any lead or admin frees a wall, that of others does not, and nobody is signed in by it", async () => {
  await addPerson("Sunniva Clegg", "admin", "713962");
  await addPerson("Ola Berg", "lead", "590274");
  await addPerson("Ann Lee", "agent", "284613");
  expect(await leave(null)).toEqual({ result: { isFree: false } });
  expect(await leave("284613")).toEqual(wrong);
  expect(await leave("")).toEqual(wrong);
  expect(await leave("590274")).toEqual(free);
  expect(await leave("713962")).toEqual(free);
  expect(await desk.dispatch({ method: "session.get", input: {} }, wall)).toMatchObject({ result: { person: null } });
});

test("five wrong PINs lock for a minute, even for the right one; asking whether it is free is no guess", async () => {
  await addPerson("Sunniva Clegg", "admin", "713962");
  for (let count = 0; count < 9; count += 1) await leave(null);
  const answers = await Promise.all(Array.from({ length: 7 }, (_each, index) => leave(`00000${index}`)));
  const locked = { error: { code: "too-many-tries", params: { seconds: 60 } } };
  expect(answers).toEqual([...Array.from({ length: 5 }, () => wrong), locked, locked]);
  expect(await leave("713962")).toEqual(locked);
  desk.parts.clock.advance(60_000);
  expect(await leave("713962")).toEqual(free);
});

test("neither a browser display nor a desk can guess here", async () => {
  await addPerson("Sunniva Clegg", "admin", "713962");
  const refused = { error: { code: "not-allowed", params: { method: "kiosk.leave" } } };
  expect(await leave("713962", { ...wall, sessionId: 7 })).toEqual(refused);
  expect(await leave("713962", { ...wall, device: "desk", sessionId: 1 })).toEqual(refused);
});
