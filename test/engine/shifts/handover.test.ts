import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createBreachWatch } from "../../../src-main/engine/cases/breach-watch.ts";
import { createContacts } from "../../../src-main/engine/contacts/index.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPromises } from "../../../src-main/engine/promises/index.ts";
import { createPromiseWatch } from "../../../src-main/engine/promises/promise-watch.ts";
import { createShifts } from "../../../src-main/engine/shifts/index.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

const HOUR = 3_600_000;

let parts: TestParts;
let shifts: ReturnType<typeof createShifts>;
let promises: ReturnType<typeof createPromises>;
let mira: Call;
let petra: Call;
let sourceRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  mira = await parts.addPerson("Mira Falk", "lead", "corpcomm");
  petra = await parts.addPerson("Petra Quill", "lead");
  sourceRowId = await addSourceRow(parts, { name: "Ferry forum" });
  shifts = createShifts({
    ...parts,
    say: ({ code, params }) => `${code} ${Object.values(params).join(" ")}`.trim(),
  });
  promises = createPromises(parts);
});
afterEach(() => parts.close());

const command = () => ({ commandId: parts.commandId() });
const open = () => shifts["shifts.open"](command(), mira);
const close = async (text = "All quiet.", until: number | null = null) => {
  const [shift] = await shifts["shifts.list"]({}, mira);
  return shifts["shifts.close"]({ ...command(), id: shift?.id ?? "", version: shift?.version ?? 0, text, until }, mira);
};
const takeOver = (shift: { id: string; version: number }, call: Call, opens = false) =>
  shifts["shifts.takeOver"]({ ...command(), id: shift.id, version: shift.version, open: opens }, call);
const promise = async (what = "A letter to the hospital", inMs = 2 * HOUR) => {
  const { storyId } = await addStory(parts, { sourceRowId, author: "Dorrit Hask" });
  return promises["promises.make"](
    { ...command(), storyId, what, toWhom: null, dueAt: parts.clock.now() + inMs, replyId: null },
    mira,
  );
};

describe("two leads sign", () => {
  test("the one who closes, and the next one, who opens the next shift in the same act", async () => {
    await open();
    parts.clock.advance(8 * HOUR);
    const closed = await close();
    parts.clock.advance(60_000);
    const { shift, opened } = await takeOver(closed, petra, true);
    const { hash } = (await shifts["shifts.handover"]({ id: shift.id }, petra)) ?? {};
    expect([shift.handover, shift.takeover]).toEqual([
      { by: expect.objectContaining({ name: "Mira Falk" }), at: closed.closedAt, hash, isAlone: false },
      { by: expect.objectContaining({ name: "Petra Quill" }), at: parts.clock.now(), hash, isAlone: false },
    ]);
    expect([opened?.openedBy.name, opened?.openedAt, opened?.closedAt]).toEqual([
      "Petra Quill",
      parts.clock.now(),
      null,
    ]);
    const kinds = (await listEvents(parts.store.read, { limit: 50 }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("shift."));
    expect(kinds).toEqual(["shift.opened", "shift.closed", "shift.signed", "shift.signed", "shift.opened"]);
  });

  test("never the same one twice, and never twice for one part", async () => {
    await open();
    const closed = await close();
    await expect(takeOver(closed, mira)).rejects.toMatchObject({ code: "own-handover" });
    const { shift } = await takeOver(closed, petra);
    await expect(takeOver(shift, petra)).rejects.toMatchObject({
      code: "shift-signed",
      params: { name: "Petra Quill" },
    });
  });

  test("but for a desk of one lead whose policy lets one stand for two: then the log says so", async () => {
    await allowSelfApproval();
    await open();
    const closed = await close();
    await expect(takeOver(closed, mira)).rejects.toMatchObject({ code: "own-handover" });
    await parts.store.write((trx) =>
      trx
        .updateTable("person")
        .set({ removed_at: 1 })
        .where("id", "=", petra.person?.rowId ?? 0)
        .execute(),
    );
    const { shift } = await takeOver(closed, mira);
    expect(shift.takeover?.isAlone).toBe(true);
    const { lines } = await shifts["shifts.log"](
      {
        from: 0,
        to: parts.clock.now() + 1,
        cursor: null,
        limit: 50,
        kinds: ["shift.signed"],
        personId: null,
        storyId: null,
      },
      mira,
    );
    expect(lines.map(({ what }) => what.split(" ")[0])).toEqual([
      "event.shift.signed.handover",
      "event.shift.signed.alone",
    ]);
  });

  test("only a shift that was closed, and signed by who closed it", async () => {
    const opened = await open();
    await expect(takeOver(opened, petra)).rejects.toMatchObject({ code: "not-closed" });
  });
});

async function allowSelfApproval(): Promise<void> {
  await parts.store.write(async (trx) => {
    const { version, settings } = await readSettings(trx);
    await writeSettings(trx, { version: version + 1, settings: { ...settings, selfApproval: true } });
  });
}

describe("the signed handover", () => {
  test("stays as it was signed, whatever happens later", async () => {
    await open();
    await promise();
    parts.clock.advance(HOUR);
    const closed = await close("Ring the hospital.");
    const signed = await shifts["shifts.handover"]({ id: closed.id }, mira);
    expect([signed?.text, signed?.holds, signed?.summary.counts.promisesOpen]).toEqual(["Ring the hospital.", true, 1]);
    const [one] = (await promises["promises.list"]({}, mira)).promises;
    await promises["promises.keep"]({ ...command(), id: one?.id ?? "", version: one?.version ?? 0 }, mira);
    expect(await shifts["shifts.handover"]({ id: closed.id }, mira)).toEqual(signed);
    const now = await shifts["shifts.summary"]({ from: closed.openedAt, to: (closed.closedAt ?? 0) + 1 }, mira);
    expect(now.counts.promisesOpen).toBe(0);
  });

  test.each([
    ["the document", `UPDATE shift_handover SET document = replace(document, '"cases":1', '"cases":0')`],
    ["the times of its shift", `UPDATE shift SET closed_at = closed_at + 60000`],
    ["its words", `UPDATE shift_words SET words = replace(words, 'quiet', 'loud')`],
    ["a signature", `UPDATE shift_signature SET hash = 'other' WHERE part = 'handover'`],
  ])("says so when somebody changes %s behind the desk's back", async (_what, statement) => {
    await open();
    await promise();
    const closed = await close();
    expect(await shifts["shifts.verify"]({ id: closed.id }, mira)).toMatchObject({ holds: true, handover: true });
    await parts.store.write(async (trx) => {
      const { sql } = await import("kysely");
      await sql.raw(statement).execute(trx);
    });
    expect(await shifts["shifts.verify"]({ id: closed.id }, mira)).toMatchObject({
      holds: false,
      handover: false,
      fault: null,
    });
  });

  test("holds after its person is erased: their words are gone from it, from the promises and from the log", async () => {
    const contacts = createContacts(parts).handlers;
    await open();
    const { caseId, storyId } = await promise("A letter to Dorrit Hask");
    const { public_id: id, version } = await parts.store.read
      .selectFrom("desk_case")
      .innerJoin("contact", "contact.id", "desk_case.contact_id")
      .select(["contact.public_id", "contact.version"])
      .where("desk_case.public_id", "=", caseId)
      .executeTakeFirstOrThrow();
    const closed = await close("Ring Mrs Hask, dorrit_h. Brigg too.");
    await contacts["contacts.erase"]({ ...command(), contact: { id, version }, typed: "Dorrit Hask" }, mira);
    const signed = await shifts["shifts.handover"]({ id: closed.id }, mira);
    expect([signed?.holds, signed?.struck, signed?.text]).toEqual([true, 1, "Ring Mrs █████, █████. Brigg too."]);
    expect(signed?.summary.promises.map(({ what, toWhom }) => [what, toWhom])).toEqual([[null, null]]);
    expect(signed?.summary.open.map(({ contact: who, title }) => [who, title])).toEqual([[null, null]]);
    const [left] = await promises["promises.ofCase"]({ storyId }, mira);
    expect([left?.what, left?.toWhom, left?.state]).toEqual([null, null, "open"]);
    expect((await shifts["shifts.list"]({}, mira))[0]?.text).not.toContain("Hask");
    const payloads = await parts.store.read.selectFrom("event_payload").select("payload").execute();
    expect(payloads.filter(({ payload }) => /Dorrit|Hask|dorrit_h/.test(payload))).toEqual([]);
    expect(await findChainFault(parts.store.read)).toBeNull();
  });
});

describe("the words of a running shift", () => {
  const write = (shift: { id: string; textVersion: number }, text: string, call = mira) =>
    shifts["shifts.write"]({ ...command(), id: shift.id, textVersion: shift.textVersion, text }, call);

  test("are stored as they are typed, and do not stand in the way of its close", async () => {
    const opened = await open();
    const once = await write(opened, "Ring");
    const twice = await write(once, "Ring the hospital");
    expect([twice.text, twice.textVersion, twice.textBy?.name, twice.version]).toEqual([
      "Ring the hospital",
      2,
      "Mira Falk",
      opened.version,
    ]);
    expect((await listEvents(parts.store.read, { limit: 50 })).map(({ kind }) => kind)).toEqual(["shift.opened"]);
    expect((await close("Ring the hospital")).closedAt).toBe(parts.clock.now());
  });

  test("are not written over by somebody who did not see them", async () => {
    const opened = await open();
    await write(opened, "Ring the hospital");
    await expect(write(opened, "Nothing", petra)).rejects.toMatchObject({ code: "stale" });
  });
});

describe("a shift that nobody closed in time", () => {
  test("says until when it ran, and holds no more than that", async () => {
    const opened = await open();
    await promise("Before");
    parts.clock.advance(8 * HOUR);
    const until = parts.clock.now();
    parts.clock.advance(10 * HOUR);
    await promise("After");
    const closed = await close("Late", until);
    const signed = await shifts["shifts.handover"]({ id: opened.id }, mira);
    expect([closed.closedAt, closed.handover?.at]).toEqual([until, parts.clock.now()]);
    expect([signed?.summary.counts.promised, signed?.summary.counts.cases]).toEqual([1, 1]);
  });

  test.each([[-1], [HOUR + 1]])("cannot have ended before it began, nor later than now (%i ms)", async (afterMs) => {
    const opened = await open();
    parts.clock.advance(HOUR);
    await expect(close("", opened.openedAt + afterMs)).rejects.toMatchObject({
      code: "bad-input",
      params: { field: "until" },
    });
  });
});

test("over midnight, when the clocks go back, a shift is as long as it was and counts what came in it", async () => {
  // Vienna, 25 October 2026: 3:00 is 2:00 again.
  parts.clock.setNow(Date.parse("2026-10-24T20:00:00Z"));
  await open();
  parts.clock.advance(6 * HOUR);
  await promise();
  parts.clock.advance(3 * HOUR);
  const closed = await close();
  const signed = await shifts["shifts.handover"]({ id: closed.id }, mira);
  expect([(closed.closedAt ?? 0) - closed.openedAt, signed?.summary.counts.cases]).toEqual([9 * HOUR, 1]);
});

describe("a promise", () => {
  const move = (act: "keep" | "withdraw" | "reopen", { id, version }: { id: string; version: number }) =>
    promises[`promises.${act}`]({ ...command(), id, version }, mira);
  const kinds = async () =>
    (await listEvents(parts.store.read, { limit: 100 }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith("promise."));

  test("is broken by time once, and kept late after it", async () => {
    const made = await promise();
    expect([made.state, made.toWhom, made.owner.name]).toEqual(["open", "Dorrit Hask", "Mira Falk"]);
    const watch = createPromiseWatch(parts);
    parts.clock.advance(2 * HOUR);
    await watch.look();
    expect(await kinds()).toEqual(["promise.made"]);
    parts.clock.advance(1);
    await watch.look();
    await watch.look();
    expect(await kinds()).toEqual(["promise.made", "promise.broken"]);
    const [broken] = (await promises["promises.list"]({}, mira)).promises;
    expect([broken?.state, broken?.brokenAt]).toEqual(["broken", parts.clock.now()]);
    const kept = await move("keep", broken ?? made);
    expect([kept.state, kept.isLate, kept.keptBy?.name]).toEqual(["kept", true, "Mira Falk"]);
    const { counts } = await shifts["shifts.summary"]({ from: 0, to: parts.clock.now() + 1 }, mira);
    expect([counts.promised, counts.kept, counts.broken, counts.promisesOpen]).toEqual([1, 1, 1, 0]);
  });

  test("that is kept in time is never broken; a keep that was a slip is taken back", async () => {
    const kept = await move("keep", await promise());
    expect([kept.state, kept.isLate]).toEqual(["kept", false]);
    const again = await move("reopen", kept);
    parts.clock.advance(3 * HOUR);
    await createPromiseWatch(parts).look();
    const withdrawn = await move("withdraw", { ...again, version: again.version + 1 });
    expect([again.state, withdrawn.state]).toEqual(["open", "withdrawn"]);
    expect(await kinds()).toEqual([
      "promise.made",
      "promise.kept",
      "promise.reopened",
      "promise.broken",
      "promise.withdrawn",
    ]);
    await expect(move("keep", withdrawn)).rejects.toMatchObject({
      code: "promise-state",
      params: { state: "withdrawn" },
    });
  });

  test("is for a time to come, and of a case", async () => {
    await expect(promise("Yesterday", 0)).rejects.toMatchObject({ code: "bad-input", params: { field: "dueAt" } });
    const dueAt = parts.clock.now() + 1;
    await expect(
      promises["promises.make"](
        { ...command(), storyId: parts.commandId(), what: "x", toWhom: null, dueAt, replyId: null },
        mira,
      ),
    ).rejects.toMatchObject({ code: "not-found" });
  });
});

test("the numbers of a summary are those of the rows behind them", async () => {
  await open();
  for (let count = 0; count < 3; count += 1) await addStory(parts, { sourceRowId });
  parts.clock.advance(40 * HOUR);
  await createBreachWatch(parts).look();
  const period = { from: 0, to: parts.clock.now() + 1 };
  const { counts, breached } = await shifts["shifts.summary"](period, mira);
  const rows = async (of: "cases" | "breached") => (await shifts["shifts.rows"]({ ...period, of }, mira)).length;
  expect([counts.cases, counts.breached, breached.length]).toEqual([await rows("cases"), await rows("breached"), 3]);
  expect(breached.map(({ isLate, isAnswered }) => [isLate, isAnswered])).toEqual([
    [true, false],
    [true, false],
    [true, false],
  ]);
});
