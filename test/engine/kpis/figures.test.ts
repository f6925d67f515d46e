import { afterEach, beforeEach, expect, test } from "vitest";
import { KpiScope, kpiNames } from "../../../src-main/contract/methods/kpis.ts";
import type { KpiName } from "../../../src-main/contract/methods/kpis.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { replyHash } from "../../../src-main/domain/replies/reply-hash.ts";
import { createKpis } from "../../../src-main/engine/kpis/index.ts";
import { insertActivity } from "../../../src-main/engine/store/activity.ts";
import { keepPastHours } from "../../../src-main/engine/store/past-hours.ts";
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { type CycleRow, caseIdOf, writeCycles } from "../../support/kpi-desk.ts";
import { seedStories } from "../../support/seed-stories.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** A Wednesday, 10:00 UTC; the desk is open from 9 to 17. */
const ten = Date.UTC(2026, 0, 21, 10);
const midnight = ten - 10 * hour;

let parts: TestParts;
let lead: Call;
let kpis: ReturnType<typeof createKpis>;
beforeEach(async () => {
  parts = await startTestParts();
  lead = await parts.addPerson("Lea", "lead");
  kpis = createKpis(parts);
});
afterEach(() => parts.close());

type Asked = Partial<KpiScope>;
const today: Asked = { from: midnight, to: midnight + day };
const scopeOf = (asked: Asked) => KpiScope.parse({ ...today, ...asked });

async function figure(name: KpiName, asked: Asked = {}, call = lead) {
  const { kpis: all } = await kpis["kpis.read"](scopeOf(asked), call);
  const found = all.find((one) => one.name === name);
  if (!found) throw new Error(`There is no ${name}`);
  return found;
}

async function rows(kpi: KpiName, part: string | null, asked: Asked = {}, call = lead) {
  return kpis["kpis.rows"]({ ...scopeOf(asked), kpi, part, cursor: null, limit: 100 }, call);
}

const write = (...cycles: readonly CycleRow[]) => writeCycles(parts.store.raw, cycles);
const run = (sql: string) => parts.store.raw.exec(sql);

/** A reply of case 1 that was handed in, and what followed. Times in minutes after ten. */
function writeReply(
  row: number,
  { given, approved, edited, returned, sent, kind = "person" }: Readonly<Record<string, number | string | undefined>>,
) {
  const hash = replyHash({ network: "mastodon", account: "desk", parentUrl: null, text: "Hello" });
  const at = (minutes: number | string | undefined) =>
    minutes === undefined ? "NULL" : String(ten + Number(minutes) * minute);
  const id = `0R${String(row).padStart(24, "0")}`;
  run(`
    INSERT INTO reply (id, public_id, case_id, state, network, account, text, cycle, saved_at, submitted_at, approved_at, returned_at, sent_at)
    VALUES (${row}, '${id}', 1, '${sent === undefined ? "approved" : "sent"}', 'mastodon', 'desk', 'Hello', 1, ${ten}, ${at(given)}, ${at(approved)}, ${at(returned)}, ${at(sent)});
    INSERT INTO reply_revision (public_id, reply_id, at, kind, text) VALUES ('${id.replace("0R", "0V")}', ${row}, ${at(given)}, 'submitted', 'Hello');`);
  if (edited !== undefined)
    run(
      `INSERT INTO reply_revision (public_id, reply_id, at, kind, text) VALUES ('${id.replace("0R", "0W")}', ${row}, ${at(edited)}, 'edited', 'Hi');`,
    );
  if (approved !== undefined)
    run(`INSERT INTO approval (reply_id, kind, hash, at) VALUES (${row}, '${kind}', '${hash}', ${at(approved)});`);
}

test("every figure of section 6 is there, and without anything to make it of it is unknown", async () => {
  const { kpis: all } = await kpis["kpis.read"](scopeOf({}), lead);
  expect(all.map(({ name }) => name)).toEqual([...kpiNames]);
  const known = all.filter(({ value }) => value !== null).map(({ name, value }) => [name, value]);
  // Nothing waits, which is known; nobody listened, so nobody knows what was said.
  expect(known).toEqual([["backlog", 0]]);
  expect(all.every(({ previous }) => previous === null)).toBe(true);
});

test("words handed in count once, by what became of them, and a template's approval is nobody's work", async () => {
  write({ queuedAt: ten });
  writeReply(1, { given: 0, approved: 10, sent: 15 });
  writeReply(2, { given: 0, approved: 30, edited: 20, sent: 31 });
  writeReply(3, { given: 5, returned: 25 });
  writeReply(4, { given: 400 });
  writeReply(5, { given: 7, approved: 7, kind: "template", sent: 8 });
  expect(await figure("approval_time")).toMatchObject({
    value: 20 * minute,
    n: 2,
    parts: { approved: 2, returned: 1, open: 1 },
    also: { p90: 30 * minute, mean: 20 * minute },
  });
  expect(await figure("first_pass_yield")).toMatchObject({ n: 3, parts: { unchanged: 1, changed: 2, open: 1 } });
  // Seen before the second approval, it had not happened.
  expect(await figure("approval_time", { asOf: ten + 15 * minute })).toMatchObject({
    n: 1,
    parts: { approved: 1, open: 2 },
  });
  expect(await figure("unapproved_posts")).toMatchObject({ value: 0, n: 3 });
});

test("a post whose approval did not hold is counted and can be opened", async () => {
  write({ queuedAt: ten });
  writeReply(1, { given: 0, sent: 15 });
  writeReply(2, { given: 0, approved: 5, sent: 20 });
  run(`UPDATE approval SET voided_at = ${ten + 6 * minute}, voided_because = 'edited'`);
  writeReply(3, { given: 0, approved: 5, sent: 20 });
  expect(await figure("unapproved_posts")).toMatchObject({ value: 2, n: 3, parts: { unapproved: 2, approved: 1 } });
  const { rows: found } = await rows("unapproved_posts", "unapproved");
  expect(found.map(({ id, kind }) => [id.at(-1), kind])).toEqual([
    ["1", "approval"],
    ["2", "approval"],
  ]);
});

test("an approval of other words does not hold, though it stands", async () => {
  write({ queuedAt: ten });
  for (const row of [1, 2, 3]) writeReply(row, { given: 0, approved: 5, sent: 20 });
  run("UPDATE reply SET text = 'Hello!' WHERE id = 2; UPDATE reply SET account = 'other' WHERE id = 3;");
  expect(await figure("unapproved_posts")).toMatchObject({ value: 2, n: 3, parts: { unapproved: 2, approved: 1 } });
  const { rows: found } = await rows("unapproved_posts", "unapproved");
  expect(found.map(({ id }) => id.at(-1))).toEqual(["2", "3"]);
});

test("words that were taken back before anybody decided wait no longer", async () => {
  write({ queuedAt: ten });
  writeReply(1, { given: 0 });
  run(`
    UPDATE reply SET state = 'cancelled';
    INSERT INTO approval_clock (reply_id, case_id, cycle, started_at, target_ms, due_at, ended_at, outcome)
    VALUES (1, 1, 1, ${ten}, ${60 * minute}, ${ten + 60 * minute}, ${ten + 4 * minute}, 'stopped'),
      (1, 1, 1, ${ten + 4 * minute}, ${60 * minute}, ${ten + 64 * minute}, ${ten + 9 * minute}, 'stopped');`);
  // After four minutes an approver changed the words, and the clock began anew.
  const open = async (asOf: number) => (await figure("approval_time", { asOf })).parts["open"];
  expect([await open(ten + 8 * minute), await open(ten + 9 * minute)]).toEqual([1, 0]);
});

test("approvals are kept or missed by their own clock", async () => {
  write({ queuedAt: ten });
  writeReply(1, { given: 0 });
  const clock = (ended: number | null, outcome: string | null) =>
    run(`INSERT INTO approval_clock (reply_id, case_id, cycle, started_at, target_ms, due_at, ended_at, outcome)
      VALUES (1, 1, 1, ${ten}, ${30 * minute}, ${ten + 30 * minute}, ${ended === null ? "NULL" : ten + ended * minute}, ${outcome === null ? "NULL" : `'${outcome}'`})`);
  clock(30, "approved");
  clock(31, "approved");
  clock(10, "returned");
  clock(null, null);
  expect(await figure("attainment_approval", { asOf: ten + 20 * minute })).toMatchObject({
    value: null,
    n: 0,
    parts: { open: 4 },
  });
  expect(await figure("attainment_approval")).toMatchObject({ n: 3, parts: { met: 1, missed: 2, open: 1 } });
});

test("invitations into private are judged after 48 hours, and calls were never public", async () => {
  const period = { from: midnight, to: midnight + 7 * day };
  write(
    ...Array.from({ length: 4 }, () => ({ queuedAt: ten })),
    { queuedAt: ten, network: "phone" },
    { queuedAt: ten, bucket: "pr" },
    { queuedAt: ten, resolvedAt: ten + 1, resolution: "spam" },
  );
  run(`
    INSERT INTO private_path (case_id, cycle, invited_at, confirmed_at) VALUES
      (1, 1, ${ten}, ${ten + 48 * hour}), (2, 1, ${ten}, ${ten + 49 * hour}), (3, 1, ${ten + 5 * day}, NULL);`);
  const asked = { ...period, asOf: midnight + 6 * day };
  expect(await figure("private_invited", asked)).toMatchObject({
    value: 75,
    n: 4,
    parts: { complaints: 4, invited: 3 },
  });
  expect(await figure("private_completed", asked)).toMatchObject({
    value: 50,
    n: 2,
    parts: { completed: 1, missed: 1, open: 1 },
  });
  expect((await rows("private_completed", "open", asked)).rows.map(({ id }) => id)).toEqual([caseIdOf(3)]);
});

test("the backlog has an age, bands that add up, and days at the pace of five working days", async () => {
  const at = (age: number, more: Partial<CycleRow> = {}): CycleRow => ({ queuedAt: midnight + day - age, ...more });
  const resolved = Array.from({ length: 10 }, (_, one): CycleRow => {
    const resolvedAt = ten - (one % 5) * day - (one % 5 > 2 ? 2 * day : 0);
    return { queuedAt: resolvedAt - hour, resolvedAt, firstResponseAt: resolvedAt, resolution: "answered" };
  });
  write(at(30 * minute), at(2 * hour), at(20 * hour), at(60 * hour), at(80 * hour), ...resolved);
  expect(await figure("backlog")).toMatchObject({ value: 5 });
  expect(await figure("backlog_age", { clock: "elapsed" })).toMatchObject({
    value: 20 * hour,
    parts: { under_1h: 1, under_4h: 1, under_24h: 1, under_3d: 1, over_3d: 1 },
    also: { longest: 80 * hour },
  });
  expect(await figure("backlog_days")).toMatchObject({ value: 2.5, n: 10 });
  expect((await rows("backlog_days", null)).total).toBe(10);
  expect((await rows("backlog_age", "over_3d")).total).toBe(1);
});

test("a cycle that a new one replaced waits no longer, and coming back within a week is opened again", async () => {
  write(
    { caseRowId: 1, queuedAt: ten - 9 * day, firstResponseAt: ten - 9 * day + hour },
    {
      caseRowId: 1,
      cycle: 2,
      queuedAt: ten - 2 * day,
      responds: "next",
      resolvedAt: ten,
      resolution: "answered",
      firstResponseAt: ten - day,
    },
    { caseRowId: 1, cycle: 3, queuedAt: ten + hour, responds: "next" },
    { caseRowId: 2, queuedAt: ten - day, resolvedAt: ten, resolution: "no_reply_needed" },
  );
  expect(await figure("backlog", { asOf: ten - 3 * day, from: ten - 10 * day })).toMatchObject({ value: 1 });
  expect(await figure("backlog")).toMatchObject({ value: 1 });
  expect((await rows("backlog", null)).rows.map(({ cycle }) => cycle)).toEqual([3]);
  expect(await figure("reopen_rate")).toMatchObject({ value: 50, n: 2, parts: { reopened: 1, resolved: 2 } });
  expect(await figure("reopen_rate", { asOf: ten + minute })).toMatchObject({ value: 0, n: 2 });
});

test("work counts for the cycle it was done in, as far as it had been done, and in the shift it was done in", async () => {
  const caro = await parts.addPerson("Caro", "agent");
  write({ queuedAt: ten, firstResponseAt: ten + 20 * minute, resolvedAt: ten + 40 * minute, resolution: "answered" });
  const work = (from: number, to: number) =>
    parts.store.write((trx) =>
      insertActivity(trx, {
        caseRowId: 1,
        personRowId: caro.person?.rowId ?? 0,
        from: ten + from * minute,
        to: ten + to * minute,
      }),
    );
  await work(0, 10);
  await work(15, 30);
  await work(50, 60);
  expect(await figure("handle_time")).toMatchObject({
    value: 35 * minute,
    n: 1,
    also: { active: 15 * minute, wrap: 20 * minute },
  });
  expect(await figure("handle_time", { asOf: ten + 55 * minute })).toMatchObject({
    value: 30 * minute,
    also: { active: 15 * minute, wrap: 15 * minute },
  });
  expect(await figure("occupancy")).toMatchObject({ value: null, n: 0 });
  run(`INSERT INTO shift (public_id, opened_at, opened_by, closed_at, closed_by)
    VALUES ('01KA8K3F000000000000000017', ${ten - hour}, 1, ${ten + 55 * minute}, 1)`);
  expect(await figure("occupancy")).toMatchObject({
    value: (100 * 30) / 115,
    n: 1,
    also: { worked: 30 * minute, shift_time: 115 * minute },
  });
  // Two cases open beside each other are one person at work.
  writeCycles(parts.store.raw, [{ caseRowId: 2, queuedAt: ten }], { clear: false });
  run(`INSERT INTO activity (case_id, person_id, from_at, to_at)
    SELECT 2, person_id, from_at + ${minute}, to_at - ${minute} FROM activity`);
  expect(await figure("occupancy")).toMatchObject({ n: 1, also: { worked: 30 * minute } });
  const [row] = (await rows("occupancy", null)).rows;
  expect(row).toMatchObject({ kind: "span", person: "Caro", value: 30 * minute });
  // Who worked how long is for leads: for others a shift is one row of all its people.
  const dora = await parts.addPerson("Dora", "agent");
  run(`INSERT INTO activity (case_id, person_id, from_at, to_at)
    VALUES (2, ${dora.person?.rowId ?? 0}, ${ten}, ${ten + 20 * minute})`);
  expect((await rows("occupancy", null)).rows.map(({ value }) => value)).toEqual([30 * minute, 20 * minute]);
  const seen = await rows("occupancy", null, {}, dora);
  expect(seen).toMatchObject({ total: 1, rows: [{ person: null, value: 50 * minute }] });
});

test("an instant to come is judged as now: nobody can say yet that a case will not be answered", async () => {
  const now = parts.clock.now();
  write({ queuedAt: now - minute, targetMs: hour });
  const asked = { from: now - day, to: now + day };
  expect(await figure("service_level", { ...asked, asOf: now + 10 * day })).toMatchObject({ parts: { pending: 1 } });
});

test("volume, sentiment and voice come from what was counted, each story once where that is asked", async () => {
  const now = parts.clock.now();
  const at = Math.floor(now / (15 * minute)) * 15 * minute - day;
  await seedStories(parts, [
    { at, copies: 3, sentiment: "negative", bucket: "pr" },
    { at, sentiment: "positive" },
    { at: at + hour, sentiment: "unsure", bucket: "analytics" },
  ]);
  run(`
    INSERT INTO watch (id, public_id, name, "set", query, saved_at) VALUES (2, '${"2".repeat(26)}', 'Rival', 'competitor', 'tram', 0);
    INSERT OR IGNORE INTO mention_watch (mention_id, watch_id, spans) SELECT id, 1, '[]' FROM mention;
    INSERT INTO mention_watch (mention_id, watch_id, spans) SELECT max(id), 2, '[]' FROM mention;
    INSERT OR IGNORE INTO slot_watch (slot, watch_id, mentions, stories) SELECT slot, watch_id, 0, 0 FROM mention JOIN mention_watch ON mention_id = id GROUP BY 1, 2;
    UPDATE slot_watch SET mentions = (SELECT count(*) FROM mention JOIN mention_watch ON mention_id = id WHERE slot = slot_watch.slot AND watch_id = slot_watch.watch_id),
      stories = (SELECT sum(is_first) FROM mention JOIN mention_watch ON mention_id = id WHERE slot = slot_watch.slot AND watch_id = slot_watch.watch_id);`);
  const asked = { from: now - 2 * day, to: now };
  expect(await figure("volume", asked)).toMatchObject({ value: 5, parts: { mentions: 5, stories: 3, purged: 0 } });
  expect(await figure("syndication", asked)).toMatchObject({ value: 5 / 3, n: 3 });
  expect(await figure("net_sentiment", asked)).toMatchObject({
    value: -50,
    n: 4,
    isThin: true,
    parts: { unsure: 1 },
    also: { unsure_share: 20 },
  });
  expect(await figure("net_sentiment", { ...asked, counted: "stories" })).toMatchObject({ value: 0, n: 2 });
  run("UPDATE item SET corrected_by = 1 WHERE id IN (SELECT id FROM mention WHERE slot_sentiment <> 'positive')");
  const corrected = async (narrow: Asked) => (await figure("net_sentiment", { ...asked, ...narrow })).also["corrected"];
  // Who says that nobody can be sure has not made the figure.
  expect([await corrected({}), await corrected({ counted: "stories" })]).toEqual([3, 1]);
  expect(await corrected({ buckets: ["analytics"] })).toBeNull();
  expect(await corrected({ sourceId: "0".repeat(26) })).toBe(3);
  expect(await figure("volume", { ...asked, buckets: ["pr"] })).toMatchObject({ value: 3 });
  expect(await figure("volume", { ...asked, sourceId: "0".repeat(26) })).toMatchObject({ value: 5 });
  expect(await figure("share_of_voice", asked)).toMatchObject({
    value: (100 * 5) / 6,
    n: 6,
    parts: { own: 5, others: 1 },
  });
  // Narrower than what was counted ahead: counted from the mentions, by the same definition.
  expect(await figure("share_of_voice", { ...asked, buckets: ["pr", "care", "analytics"] })).toMatchObject({ n: 6 });
  for (const [name, part, n] of [
    ...([
      ["volume", null, 5],
      ["volume", "stories", 3],
      ["net_sentiment", null, 4],
      ["net_sentiment", "unsure", 1],
    ] as const),
    ...([
      ["share_of_voice", "own", 5],
      ["share_of_voice", "others", 1],
      ["share_of_voice", null, 6],
    ] as const),
  ]) {
    const page = await rows(name, part, asked);
    expect([name, part, page.total, page.rows.length]).toEqual([name, part, n, n]);
  }
  // Alone there is no share: neither all of it without a rival, nor none of it without a watch of ours.
  run(`UPDATE watch SET removed_at = ${now} WHERE id = 2`);
  expect(await figure("share_of_voice", asked)).toMatchObject({ value: null, parts: { own: 5, others: 0 } });
  run(`UPDATE watch SET removed_at = CASE WHEN id = 1 THEN ${now} END`);
  expect(await figure("share_of_voice", asked)).toMatchObject({ value: null, parts: { own: 0, others: 1 } });
});

test("a week with a change of the clock is compared with a week, and nothing with the time before the desk", async () => {
  const settings = defaultSettings("Europe/Berlin");
  await parts.store.write((trx) => writeSettings(trx, { version: 2, settings }));
  const happened = (seq: number, at: number) =>
    run(`INSERT INTO event (seq, id, at, actor_kind, subject_kind, subject_id, kind, payload_hash, prev_hash, hash)
      VALUES (${seq}, '01KA8K3F00000000000000000${seq}', ${at}, 'engine', 'workspace', 'w', 'workspace.created', 'p', '0', 'h');`);
  // Monday 23 March to Monday 30 March 2026 is 167 hours long; the week before begins at 00:00 by the clock of Berlin.
  const from = Date.UTC(2026, 2, 22, 23);
  const to = Date.UTC(2026, 2, 29, 22);
  write({ queuedAt: from + 10 * hour }, { queuedAt: from - 7 * day }, { queuedAt: from - 7 * day - 1 });
  const offered = async () => (await figure("no_reply_share", { from, to })).previous;
  happened(2, from - 3 * day);
  expect(await offered()).toBeNull();
  happened(1, from - 8 * day);
  expect(await offered()).toEqual({ value: 0, n: 1 });
});

test("what was answered under other hours keeps them", async () => {
  const settings = defaultSettings("UTC");
  const nights = { ...settings.calendar, week: { ...settings.calendar.week, Wed: [[0, 1440]] as [number, number][] } };
  await parts.store.write((trx) =>
    keepPastHours(trx, { until: midnight + 22 * hour, hours: { ...settings, calendar: nights } }),
  );
  write(
    { queuedAt: midnight + 18 * hour, firstResponseAt: midnight + 20 * hour },
    { queuedAt: midnight + 18 * hour, firstResponseAt: midnight + 23 * hour },
  );
  const { rows: measured } = await rows("first_response", null);
  expect(measured.map(({ value }) => value)).toEqual([2 * hour, 0]);
});

test("figures of a person are for shift leads, and so are the names in the rows", async () => {
  const ann = await parts.addPerson("Ann", "agent");
  const row = ann.person?.rowId ?? 0;
  write({ queuedAt: ten, owner: row }, { queuedAt: ten + 1, owner: lead.person?.rowId ?? 0 }, { queuedAt: ten + 2 });
  const personId = ann.person?.id ?? "";
  expect(await figure("no_reply_share", { personId })).toMatchObject({ n: 1 });
  expect((await rows("no_reply_share", null, { personId })).rows.map(({ person }) => person)).toEqual(["Ann"]);
  expect((await rows("no_reply_share", null, {}, ann)).rows.map(({ person }) => person)).toEqual([null, null, null]);
  await expect(figure("no_reply_share", { personId }, ann)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(rows("no_reply_share", null, { personId }, ann)).rejects.toMatchObject({ code: "not-allowed" });
});

test("a department's figures are those of its queue", async () => {
  run(
    `INSERT INTO department (id, public_id, name, buckets) VALUES (1, '01KA8K3F000000000000000004', 'Sales', '["pr"]');`,
  );
  write(
    { queuedAt: ten, department: "sales" },
    { queuedAt: ten, bucket: "pr" },
    { queuedAt: ten, department: "Legal" },
  );
  expect(await figure("no_reply_share", { departmentId: "01KA8K3F000000000000000004" })).toMatchObject({ n: 2 });
});

test("a period that is none, and what nobody knows, is refused", async () => {
  await expect(figure("volume", { to: midnight })).rejects.toMatchObject({ code: "bad-period" });
  await expect(figure("volume", { to: midnight + 2000 * day })).rejects.toMatchObject({ code: "bad-period" });
  await expect(figure("volume", { sourceId: "7".repeat(26) })).rejects.toMatchObject({ code: "not-found" });
});
