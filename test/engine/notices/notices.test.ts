import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeskNotice } from "../../../src-main/contract/methods/notices.ts";
import type { MethodName } from "../../../src-main/contract/methods.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { usualPreferences } from "../../../src-main/engine/store/preference.ts";
import { seedStories } from "../../support/seed-stories.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

const minute = 60_000;
let desk: TestDesk;
let ann: Call;
let bob: Call;
beforeEach(async () => {
  desk = await startTestDesk({ firstPerson: null });
  ann = await desk.parts.addPerson("Ann Wray", "agent");
  bob = await desk.parts.addPerson("Bob Tull", "lead");
});
afterEach(() => desk.close());

async function ask(method: MethodName, input: object, call: Call): Promise<unknown> {
  const answer = await desk.dispatch({ method, input: { commandId: desk.parts.commandId(), ...input } }, call);
  if (!("result" in answer)) throw new Error(JSON.stringify(answer));
  return answer.result;
}
const told = async (call: Call) =>
  ((await ask("notices.list", {}, call)) as { notices: readonly DeskNotice[] }).notices;
const kindsTold = async (call: Call) => (await told(call)).map(({ kind, storyId }) => [kind, storyId]);

describe("preferences", () => {
  const keys = { single: false, changed: { "triage.next": ["n"] } };

  test("are each person's own, and what is left out stays", async () => {
    expect(await ask("preferences.get", {}, ann)).toEqual({ version: 0, preferences: usualPreferences });
    await ask("preferences.save", { version: 0, change: { keys } }, ann);
    const notices = { kinds: ["alarm"], quietHours: { from: 1320, to: 420 } };
    await ask("preferences.save", { version: 1, change: { notices } }, ann);
    expect(await ask("preferences.get", {}, ann)).toEqual({ version: 2, preferences: { keys, notices } });
    expect(await ask("preferences.get", {}, bob)).toEqual({ version: 0, preferences: usualPreferences });
  });

  test("that were changed in another window are not overwritten", async () => {
    await ask("preferences.save", { version: 0, change: { keys } }, ann);
    await expect(ask("preferences.save", { version: 0, change: { keys } }, ann)).rejects.toThrow("stale");
  });
});

describe("notices", () => {
  test("tell each person what they chose of what still waits, and nothing of what they did", async () => {
    const [urgent, usual] = await seedStories(desk.parts, [{ urgency: "high" }, { urgency: "normal" }]);
    expect(await kindsTold(ann)).toEqual([["urgent", urgent?.id]]);
    await ask("preferences.save", { version: 0, change: { notices: { kinds: ["arrived"], quietHours: null } } }, bob);
    expect(await kindsTold(bob)).toEqual([["arrived", usual?.id]]);
    const stories = [{ id: usual?.id, version: 1 }];
    const { person } = ann;
    await ask("triage.assign", { stories, personId: person?.id }, bob);
    expect(await kindsTold(ann)).toEqual([
      ["urgent", urgent?.id],
      ["assigned", usual?.id],
    ]);
    expect(await kindsTold(bob)).toEqual([]);
    desk.parts.clock.advance(61 * minute);
    expect(await kindsTold(ann)).toEqual([]);
  });

  test("of quiet hours are told at their end", async () => {
    const now = desk.parts.clock.now();
    const minuteOfDay = Math.floor(now / minute) % 1440;
    const quietHours = { from: (minuteOfDay + 1430) % 1440, to: (minuteOfDay + 90) % 1440 };
    await ask("preferences.save", { version: 0, change: { notices: { kinds: ["urgent"], quietHours } } }, ann);
    await seedStories(desk.parts, [{ urgency: "high" }]);
    const end = Math.floor(now / minute) * minute + 90 * minute;
    expect((await told(ann)).map(({ noticeAt }) => noticeAt)).toEqual([end]);
    desk.parts.clock.advance(100 * minute);
    expect((await told(ann)).map(({ noticeAt }) => noticeAt)).toEqual([end]);
  });
});
