import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { listTargets } from "../../../src-main/engine/store/crm-target.ts";
import type { CrmTrouble } from "../../../src-main/ports/crm-connector.ts";
import { lineOf, startCrmDesk } from "../../support/crm-desk.ts";
import type { CrmCase, CrmDesk } from "../../support/crm-desk.ts";

let desk: CrmDesk;
let cases: CrmCase[];
beforeEach(async () => {
  desk = await startCrmDesk();
  cases = [await desk.newCase("dorrit"), await desk.newCase("ester")];
});
afterEach(() => desk.close());

const trouble = (kind: CrmTrouble["class"], retryAfterMs?: number): CrmTrouble => ({
  class: kind,
  says: { code: `crm.${kind}`, params: {} },
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});
async function log(key: string, of = cases[0]): Promise<void> {
  if (of) await desk.queue(of, lineOf(of, `wr:d:${key}`));
}
const row = async (at = 0) => (await desk.page())[at];
const command = () => ({ commandId: desk.parts.commandId() });

describe("AUTH", () => {
  test("pauses the target, counts nothing, and nothing else leaves until a person has looked", async () => {
    desk.crm.meet("findContact", trouble("auth"));
    await log("1");
    await log("2", cases[1]);
    await desk.drain();
    await desk.passTime(3);
    const [target] = await listTargets(desk.parts.store.read);
    expect([target?.paused?.code, (await row())?.attempts, await desk.states(), desk.crm.calls.length]).toEqual([
      ...["crm.auth", 0],
      ["queued", "queued"],
      1,
    ]);
    const events = await listEvents(desk.parts.store.read, { limit: 9, kinds: ["target.paused"] });
    expect(events.map(({ payload }) => payload)).toEqual([{ name: "Espo", because: "crm.auth" }]);
  });
});

describe("RETRY", () => {
  test("is tried no earlier than the server asks, and until then nothing is sent to it at all", async () => {
    desk.crm.meet("findContact", trouble("retry", 40 * 60_000));
    await log("1");
    await desk.drain();
    await log("2", cases[1]);
    await desk.passTime(2);
    expect([desk.crm.calls.length, await desk.states()]).toEqual([1, ["queued", "queued"]]);
    await desk.passTime(1);
    expect(await desk.states()).toEqual(["done", "done"]);
  });

  test("is given up after 20 tries in which the target took others; who stands behind waits for a person", async () => {
    desk.crm.fateOf = (_step, _callNumber, key) => (key === "wr:d:1" ? "down" : null);
    await log("1");
    await log("2");
    for (let round = 0; round < 24; round += 1) {
      await log(`other ${round}`, cases[1]);
      await desk.passTime();
    }
    expect([(await desk.states()).slice(0, 2), (await row())?.attempts]).toEqual([["dead", "blocked"], 21]);
    await log("4");
    await desk.passTime(1);
    expect((await desk.states()).at(-1)).toBe("blocked");
  });

  test("of a target that is down all night buries nothing, and in the morning everything is there in order", async () => {
    desk.crm.fateOf = () => "down";
    for (const of of cases) for (const one of ["a", "b"]) await log(`${of.contactKey} ${one}`, of);
    for (let minutes = 0; minutes < 12 * 60; minutes += 4) {
      desk.parts.clock.advance(4 * 60_000);
      await desk.drain();
    }
    expect([await desk.states(), ((await row())?.attempts ?? 0) > 25]).toEqual([Array(4).fill("queued"), true]);
    // It comes back, takes one, and is down once more.
    let taken = 0;
    desk.crm.fateOf = (step) => (step === "createInteraction" && (taken += 1) > 1 ? "down" : null);
    await desk.passTime();
    desk.crm.fateOf = () => "down";
    await desk.passTime(8);
    desk.crm.fateOf = () => null;
    await desk.passTime(2);
    expect(await desk.states()).toEqual(Array(4).fill("done"));
    for (const { contactKey } of cases) {
      const keys = desk.crm.interactions.map(({ key }) => key).filter((key) => key.includes(contactKey));
      expect(keys).toEqual(["a", "b"].map((one) => `wr:d:${contactKey} ${one}`));
    }
  });

  test("of a target that is down is given up after 72 hours of trying, but not because the computer slept", async () => {
    desk.crm.fateOf = () => "down";
    await log("1");
    await desk.drain();
    desk.parts.clock.advance(80 * 3_600_000);
    await desk.drain();
    expect(await desk.states()).toEqual(["queued"]);
    await desk.passTime(20);
    expect([await desk.states(), (await row())?.trouble?.code]).toEqual([["dead"], "crm.fault"]);
  });

  test("of a target that is down costs one line a try, not all of them", async () => {
    desk.crm.fateOf = () => "down";
    for (let n = 0; n < 50; n += 1) await log(`${n}`, await desk.newCase(`person-${n}`));
    await desk.drain();
    expect(desk.crm.calls.length).toBe(3);
    desk.parts.clock.advance(60_000);
    await desk.drain();
    expect(desk.crm.calls.length).toBe(4);
    desk.crm.fateOf = () => null;
    desk.parts.clock.advance(60_000);
    await desk.drain();
    expect((await desk.states()).filter((state) => state === "done").length).toBeGreaterThan(45);
  });
});

describe("OFFLINE", () => {
  test("is no attempt, and the line leaves as soon as the network is back", async () => {
    desk.crm.meet("findContact", trouble("offline"));
    await log("1");
    await log("2");
    await desk.drain();
    expect([await desk.states(), (await row())?.attempts, desk.crm.calls.length]).toEqual([["queued", "queued"], 0, 1]);
    await desk.drain();
    expect(desk.crm.calls.length).toBe(1);
    await desk.networkIsBack();
    await desk.drain();
    expect(await desk.states()).toEqual(["done", "done"]);
  });
});

describe("PERMANENT and faults of ours", () => {
  test("a refusal for good is dead at once, with its reason", async () => {
    desk.crm.meet("createInteraction", trouble("permanent"));
    await log("1");
    await desk.drain();
    expect([(await row())?.state, (await row())?.attempts, (await row())?.trouble?.code]).toEqual([
      ...["dead", 1],
      "crm.permanent",
    ]);
  });

  test("a fault of ours is told and looked for, and holds up no other line", async () => {
    desk.crm.fateOf = (step, callNumber) => {
      if (step === "createInteraction" && callNumber < 6) throw new Error("ours");
      return null;
    };
    await log("1");
    await log("2", cases[1]);
    await desk.drain();
    expect([await desk.states(), (await row())?.trouble?.code]).toEqual([["queued", "done"], "crm.broke"]);
    expect(desk.parts.logged.map(({ event }) => event)).toContain("crm.attempt_broke");
    await desk.passTime();
    expect(await desk.states()).toEqual(["done", "done"]);
  });
});

describe("a person", () => {
  test("sets everything of a target going again after a repair, but nothing that was skipped", async () => {
    desk.crm.fateOf = (step) => (step === "createInteraction" ? trouble("permanent") : null);
    const others = [await desk.newCase("third"), await desk.newCase("fourth")];
    await log("1");
    await log("2");
    await log("3", cases[1]);
    await log("4", others[0]);
    await desk.drain();
    const skipped = await row(3);
    const about = { id: skipped?.id ?? "", version: skipped?.version ?? 0 };
    await desk.outbox["crm.skip"]({ ...command(), ...about }, desk.admin);
    desk.crm.fateOf = () => null;
    const [target] = await listTargets(desk.parts.store.read);
    const done = await desk.outbox["crm.retryAll"]({ ...command(), targetId: target?.id ?? "" }, desk.admin);
    await desk.drain();
    expect([done, await desk.states()]).toEqual([{ count: 2 }, ["done", "done", "done", "dead"]]);
  });

  test("who retries one dead line frees nobody who stands behind another", async () => {
    desk.crm.meet("createInteraction", trouble("permanent"));
    await log("1");
    await log("2");
    await log("3");
    await desk.drain();
    const first = await row(0);
    const about = { id: first?.id ?? "", version: first?.version ?? 0 };
    await desk.outbox["crm.skip"]({ ...command(), ...about }, desk.admin);
    desk.crm.meet("createInteraction", trouble("permanent"));
    await desk.drain();
    expect(await desk.states()).toEqual(["dead", "dead", "blocked"]);
    const again = await row(0);
    await desk.outbox["crm.retry"]({ ...command(), ...about, version: again?.version ?? 0 }, desk.admin);
    await desk.drain();
    expect(await desk.states()).toEqual(["done", "dead", "blocked"]);
  });
});

describe("the outbox as people see it", () => {
  const ask = (change: Partial<Parameters<CrmDesk["outbox"]["crm.deliveries"]>[0]>) =>
    desk.outbox["crm.deliveries"](
      { ...{ state: null, targetId: null, search: "", cursor: null, limit: 2 }, ...change },
      desk.admin,
    );

  test("comes a page at a time, newest first, each line once", async () => {
    for (let n = 0; n < 5; n += 1) await log(`${n}`);
    const first = await ask({});
    const second = await ask({ cursor: first.next });
    const third = await ask({ cursor: second.next });
    expect([first, second, third].map(({ rows }) => rows.map(({ key }) => key))).toEqual([
      ["wr:d:4", "wr:d:3"],
      ["wr:d:2", "wr:d:1"],
      ["wr:d:0"],
    ]);
    expect([third.next, first.counts.queued]).toEqual([null, 5]);
    await expect(ask({ cursor: "ä" })).rejects.toMatchObject({ code: "bad-input" });
  });

  test("is filtered by state, by target and by part of a name or handle", async () => {
    await log("1");
    await log("2", cases[1]);
    desk.crm.meet("findContact", "down");
    await desk.drain();
    const keys = async (change: Parameters<typeof ask>[0]) => (await ask(change)).rows.map(({ key }) => key);
    expect([await keys({ state: "failing" }), await keys({ state: "done" }), await keys({ state: "queued" })]).toEqual([
      ["wr:d:1"],
      ["wr:d:2"],
      ["wr:d:1"],
    ]);
    const [target] = await listTargets(desk.parts.store.read);
    expect([
      await keys({ targetId: target?.id ?? "" }),
      await keys({ search: "EST" }),
      await keys({ search: "%" }),
    ]).toEqual([["wr:d:2", "wr:d:1"], ["wr:d:2"], []]);
    const found = await ask({ search: "dorr" });
    expect([found.counts.queued, found.counts.done, found.failing]).toEqual([1, 0, 1]);
  });

  test("shows one whole: what is sent, which steps are done, what went wrong", async () => {
    desk.crm.meet("createInteraction", trouble("permanent"));
    await log("1");
    await desk.drain();
    const shown = await desk.outbox["crm.delivery"]({ id: (await row())?.id ?? "" }, desk.admin);
    expect(shown.steps.map(({ step, isDone, url }) => [step, isDone, url])).toEqual([
      ["contact", true, "https://crm.example/contact/r1"],
      ["complaint", true, "https://crm.example/case/r2"],
      ["interaction", false, null],
    ]);
    expect([shown.state, shown.troubleClass, shown.edit?.name, JSON.parse(shown.payload).key]).toEqual([
      ...["dead", "permanent", "dorrit"],
      "wr:d:1",
    ]);
    expect(shown.fields.slice(0, 3)).toEqual([
      { field: "schema", value: "watchroom.interaction/1" },
      { field: "type", value: "reply" },
      { field: "key", value: "wr:d:1" },
    ]);
  });
});
