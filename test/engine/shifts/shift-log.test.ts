import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { createSettings } from "../../../src-main/engine/settings/index.ts";
import { createWallboard } from "../../../src-main/engine/wallboard/index.ts";
import { createShifts } from "../../../src-main/engine/shifts/index.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { setBucket } from "../../../src-main/engine/triage/set-bucket.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
let shifts: ReturnType<typeof createShifts>;
let lead: Call;
let agent: Call;
let sourceRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  lead = await parts.addPerson("Mira Falk", "lead", "corpcomm");
  agent = await parts.addPerson("Ines Thorn", "agent");
  sourceRowId = await addSourceRow(parts, { name: "=cmd()|forum" });
  shifts = createShifts({
    ...parts,
    say: ({ code, params }) => `${code} ${Object.values(params).join(" ")}`.trim(),
  });
});
afterEach(() => parts.close());

const all = { kinds: [], personId: null, storyId: null };
const command = () => ({ commandId: parts.commandId() });
const period = () => ({ from: parts.clock.now() - 86_400_000, to: parts.clock.now() + 1 });

async function answeredCase(waitMs = 5 * 60_000): Promise<void> {
  const replies = createReplies({
    ...parts,
    nudgeSender: () => {},
    cards: { storyRows: async () => [], original: async () => null },
  });
  const { storyId } = await addStory(parts, { sourceRowId, author: "Jörg 🚢 Ødegård" });
  const started = await replies["replies.start"]({ ...command(), storyId, scriptId: null, variant: "body" }, agent);
  const saved = await replies["replies.save"](
    { ...command(), replyId: started.id, version: started.version, fields: {}, text: "We are on it." },
    agent,
  );
  const sent = await replies["replies.submit"](
    { ...command(), seen: [], replyId: saved.id, version: saved.version },
    agent,
  );
  const approved = await replies["replies.approve"](
    { ...command(), replyId: sent.id, version: sent.version, hash: sent.hash },
    lead,
  );
  parts.clock.advance(waitMs);
  const { reply } = await replies["replies.handOver"](
    { ...command(), replyId: approved.id, version: approved.version },
    agent,
  );
  await replies["replies.prove"](
    { ...command(), replyId: reply.id, version: reply.version, url: `${reply.parentUrl ?? ""}#a1`, resolve: true },
    agent,
  );
}

describe("a shift", () => {
  test("opens once, and closes with its handover", async () => {
    const opened = await shifts["shifts.open"](command(), lead);
    await expect(shifts["shifts.open"](command(), lead)).rejects.toMatchObject({
      code: "shift-open",
      params: { by: "Mira Falk" },
    });
    parts.clock.advance(60_000);
    const closed = await shifts["shifts.close"](
      { ...command(), id: opened.id, version: opened.version, text: "All quiet.", until: null },
      lead,
    );
    expect([closed.closedAt, closed.closedBy?.name, closed.text]).toEqual([
      parts.clock.now(),
      "Mira Falk",
      "All quiet.",
    ]);
    await expect(
      shifts["shifts.close"]({ ...command(), id: opened.id, version: closed.version, text: "", until: null }, lead),
    ).rejects.toMatchObject({ code: "no-shift" });
  });

  test("writes its log by itself: who did what, who approved, and the proof", async () => {
    const shift = await shifts["shifts.open"](command(), lead);
    await answeredCase();
    const { lines } = await shifts["shifts.log"]({ ...period(), cursor: null, limit: 200, ...all }, lead);
    expect(lines.map((line) => line.kind)).toEqual([
      "shift.opened",
      "case.queued",
      "case.assigned",
      "reply.submitted",
      "reply.approved",
      "reply.handed_over",
      "reply.sent",
      "case.resolved",
    ]);
    expect(lines.find((line) => line.kind === "reply.sent")).toMatchObject({
      shift: shift.id,
      contact: "Jörg 🚢 Ødegård",
      source: "=cmd()|forum",
      bucket: "care",
      who: "Ines Thorn",
      approvedBy: "Mira Falk",
      breached: false,
    });
    const { counts } = await shifts["shifts.summary"](period(), lead);
    expect([counts.cases, counts.answered, counts.waiting]).toEqual([1, 1, 0]);
  });

  describe("says of each line what was true at its event", () => {
    const linesOf = async (kind: string) =>
      (await shifts["shifts.log"]({ ...period(), cursor: null, limit: 200, ...all }, lead)).lines.filter(
        (line) => line.kind === kind,
      );
    const repliesOf = () =>
      createReplies({
        ...parts,
        nudgeSender: () => {},
        cards: { storyRows: async () => [], original: async () => null },
      });

    test("an approval names who gave it, whoever approved later words", async () => {
      const replies = repliesOf();
      const other = await parts.addPerson("Otto Rhys", "corpcomm");
      const { storyId } = await addStory(parts, { sourceRowId });
      const started = await replies["replies.start"]({ ...command(), storyId, scriptId: null, variant: "body" }, agent);
      let reply = started;
      for (const [text, approver] of [
        ["First words.", other],
        ["Second words.", lead],
      ] as const) {
        const at = { replyId: reply.id, fields: {}, text };
        const saved = await replies["replies.save"]({ ...command(), ...at, version: reply.version }, agent);
        const sent = await replies["replies.submit"](
          { ...command(), seen: [], replyId: saved.id, version: saved.version },
          agent,
        );
        const given = { replyId: sent.id, version: sent.version, hash: sent.hash };
        reply = await replies["replies.approve"]({ ...command(), ...given }, approver);
        parts.clock.advance(5 * 60_000);
      }
      await replies["replies.handOver"]({ ...command(), replyId: reply.id, version: reply.version }, agent);
      expect((await linesOf("reply.approved")).map((line) => line.approvedBy)).toEqual(["Otto Rhys", "Mira Falk"]);
      expect((await linesOf("reply.handed_over")).map((line) => line.approvedBy)).toEqual(["Mira Falk"]);
    });

    test("the first cycle keeps its deadline, its answer and its bucket when a second one is late elsewhere", async () => {
      await answeredCase();
      const [queued] = await linesOf("case.queued");
      const { id: storyRowId } = await parts.store.read.selectFrom("story").select("id").executeTakeFirstOrThrow();
      const { settings } = await readSettings(parts.store.read);
      parts.clock.advance(3_600_000);
      await parts.store.write((trx) => trx.updateTable("story").set({ bucket: "pr" }).execute());
      await runEngineAct(parts, { topics: [] }, (act) => rejoinStory(act, settings, { storyRowId, at: act.at }));
      parts.clock.advance(70 * 3_600_000);
      const longAgo = {
        from: parts.clock.now() - 90 * 3_600_000,
        to: parts.clock.now() + 1,
        cursor: null,
        limit: 200,
        ...all,
      };
      const { lines } = await shifts["shifts.log"](longAgo, lead);
      const facts = (kind: string) =>
        lines.filter((line) => line.kind === kind).map(({ dueAt, bucket, breached }) => ({ dueAt, bucket, breached }));
      const first = { dueAt: queued?.dueAt ?? 0, bucket: "care", breached: false };
      expect([facts("case.queued"), facts("reply.sent"), facts("case.resolved")]).toEqual([[first], [first], [first]]);
      const [again] = facts("case.reopened");
      expect([again?.bucket, again?.breached, (again?.dueAt ?? 0) > first.dueAt]).toEqual(["pr", false, true]);
    });

    test("a move shows where it went, whatever came after", async () => {
      const { storyId } = await addStory(parts, { sourceRowId, bucket: "care" });
      const { settings } = await readSettings(parts.store.read);
      for (const bucket of ["pr", "care"] as const) {
        const { version } = await parts.store.read.selectFrom("story").select("version").executeTakeFirstOrThrow();
        await runEngineAct(parts, { topics: [] }, (act) =>
          setBucket(act, { settings, call: lead, stories: [{ id: storyId, version }], bucket }),
        );
      }
      expect((await linesOf("story.moved")).map((line) => line.bucket)).toEqual(["pr", "care"]);
      expect((await linesOf("case.queued")).map((line) => line.bucket)).toEqual(["care"]);
    });

    test("a case that is due at closing and answered at night is in time, as in the figures", async () => {
      await parts.store.write(async (trx) => {
        const { version, settings } = await readSettings(trx);
        const calendar = { ...settings.calendar, timeZone: "UTC" };
        await writeSettings(trx, { version: version + 1, settings: { ...settings, calendar } });
      });
      parts.clock.setNow(Date.UTC(2026, 10, 24, 16));
      await answeredCase(3 * 3_600_000);
      const [sent] = await linesOf("reply.sent");
      expect([sent?.dueAt, sent?.at]).toEqual([Date.UTC(2026, 10, 24, 17), Date.UTC(2026, 10, 24, 19)]);
      expect([sent?.breached, (await linesOf("case.resolved"))[0]?.breached]).toEqual([false, false]);
    });

    test("hours that change later rewrite no clock that has ended: not in the log, and not in the figures", async () => {
      parts.clock.setNow(Date.UTC(2026, 10, 24, 16));
      await answeredCase(3 * 3_600_000);
      const { "wallboard.snapshot": wall } = createWallboard({
        ...parts,
        network: { state: () => "online", offlineSince: () => null },
      });
      const figures = async () => ({
        lines: await linesOf("reply.sent"),
        serviceLevel: (await wall({ wall: null }, { ...lead, device: "display" })).serviceLevel,
      });
      const before = await figures();
      expect(before).toMatchObject({ lines: [{ breached: false }], serviceLevel: { percent: 100, n: 1 } });
      // Open until midnight from now on: by these hours the answer of 19:00 had been late.
      parts.clock.advance(60_000);
      const { version, settings } = await readSettings(parts.store.read);
      const calendar = {
        ...settings.calendar,
        week: { ...settings.calendar.week, Tue: [[540, 1440]] as [number, number][] },
      };
      await createSettings(parts)["settings.save"]({ ...command(), version, change: { calendar } }, lead);
      expect(await figures()).toEqual(before);
      // A case of the new hours is judged by them.
      parts.clock.setNow(Date.UTC(2026, 11, 1, 16));
      await answeredCase(3 * 3_600_000);
      expect((await figures()).serviceLevel).toMatchObject({ percent: 0, n: 1 });
    });

    test("an answer after desk time ran past the deadline is late", async () => {
      await answeredCase(26 * 3_600_000);
      const whole = { from: 0, to: parts.clock.now() + 1, cursor: null, limit: 200, ...all };
      const { lines } = await shifts["shifts.log"](whole, lead);
      const late = (kind: string) => lines.find((line) => line.kind === kind)?.breached;
      expect([late("case.queued"), late("reply.approved"), late("reply.sent")]).toEqual([false, false, true]);
    });
  });

  test("its log comes in pages without a line twice or left out", async () => {
    await shifts["shifts.open"](command(), lead);
    await answeredCase();
    const whole = (await shifts["shifts.log"]({ ...period(), cursor: null, limit: 200, ...all }, lead)).lines.map(
      (line) => line.seq,
    );
    const paged: number[] = [];
    for (let cursor: number | null = null; ;) {
      const page = await shifts["shifts.log"]({ ...period(), cursor, limit: 3, ...all }, lead);
      paged.push(...page.lines.map((line) => line.seq));
      cursor = page.next;
      if (cursor === null) break;
    }
    expect(paged).toEqual(whole);
  });
});
