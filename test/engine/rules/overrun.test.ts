import { expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { ruleInput } from "../../support/rule-input.ts";
import { rss, startFeedServer } from "../sources/feed-server.ts";
import { startPollDesk } from "../sources/intake-desk.ts";

test("a rule whose pattern takes too long is switched off with a notice, and works again when switched on", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const said: { id: string; text: string; date: Date }[] = [];
  server.answerWith(() => ({ body: rss(...said) }));
  const { id } = await desk.add(server.url(), { everything: true });
  const bring = async (text: string) => {
    desk.clock.advance(60_000);
    said.push({ id: text, text, date: new Date(desk.clock.now()) });
    await desk.poll(id);
    await desk.intake.idle();
  };
  const rules = desk.intake.handlers;
  const listed = async () => (await rules["rules.list"]({}, desk.call)).find(({ name }) => name === "Late");
  const buckets = async () => {
    const rows = await desk.store.read.selectFrom("story").select("bucket").orderBy("id").execute();
    return rows.map(({ bucket }) => bucket);
  };
  const rule = { name: "Late", query: "/cello|flute/i", bucket: "pr" } as const;
  await rules["rules.save"](ruleInput({ commandId: desk.commandId(), ...rule, position: 1 }), desk.call);
  await bring("A cello on the quay");
  expect(await listed()).toMatchObject({ isOn: true, overranAt: null });
  // From here on each look at the clock finds it much later, as if the pattern had run for so long.
  const honest = desk.clock.monotonic.bind(desk.clock);
  let passed = 0;
  Object.assign(desk.clock, { monotonic: () => honest() + (passed += 1000) });
  await bring("A flute on the quay");
  Object.assign(desk.clock, { monotonic: honest });
  // What it was asked for when it overran is still answered.
  expect(await buckets()).toEqual(["pr", "pr"]);
  const off = await listed();
  expect(off).toMatchObject({ isOn: false, overranAt: desk.clock.now(), version: 2, savedBy: null });
  const events = await listEvents(desk.store.read, { kinds: ["rule.overran"], limit: 10 });
  expect(events.map(({ subjectId, payload }) => ({ subjectId, payload }))).toEqual([
    { subjectId: off?.id, payload: { name: "Late", version: 2 } },
  ]);
  await bring("Another cello, far away");
  expect((await buckets()).at(-1)).not.toBe("pr");
  await rules["rules.switch"]({ commandId: desk.commandId(), id: off?.id ?? "", version: 2, isOn: true }, desk.call);
  expect(await listed()).toMatchObject({ isOn: true, overranAt: null });
  await bring("One more flute at dawn");
  expect((await buckets()).at(-1)).toBe("pr");
});
