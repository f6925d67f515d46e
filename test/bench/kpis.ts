import { KpiScope } from "../../src-main/contract/methods/kpis.ts";
import { addBusiness } from "../../src-main/domain/calendar/business-time.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createKpis } from "../../src-main/engine/kpis/index.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { longestTurnOf } from "./turns.ts";
import { type Bench, openBench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };
const minute = 60_000;
const dayMs = 24 * 60 * minute;
/** A month, and as much before it: the figures compare the two. */
const from = Date.UTC(2026, 9, 1);
const to = Date.UTC(2026, 10, 1);
const rounds = 5;
/** The longest that the figures of a month over 100,000 cases may take, in ms (issue: KPIs), and hold up other work. */
const longestWait = 300;
const longestPage = 100;
const longestTurn = 50;

/** All figures of a month with 100,000 cases, beside the month before with as many more. */
export async function benchKpis({ cases }: { readonly cases: number }): Promise<readonly Ratio[]> {
  const bench = await openBench();
  try {
    await fill(bench, cases);
    const kpis = createKpis(bench.parts);
    const scope = KpiScope.parse({ from, to });
    const read = () => kpis["kpis.read"](scope, call);
    const rows = () =>
      kpis["kpis.rows"]({ ...scope, kpi: "service_level", part: "late", cursor: null, limit: 100 }, call);
    const packing = await cpuOf(read);
    console.log(
      `first figures, which pack ${cases.toLocaleString("en")} cases twice: ${(packing / 1000).toFixed(0)} ms`,
    );
    const [times, page]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      times.push((await cpuOf(read)) / 1000);
      page.push((await cpuOf(rows)) / 1000);
    }
    const turn = await longestTurnOf(read);
    const named = `${cases.toLocaleString("en")} cases`;
    return [
      {
        name: `figures of a month, ${named}, with the month before`,
        ours: median(times),
        reference: longestWait,
        unit: "ms",
        most: 1,
      },
      { name: `rows behind one of them, ${named}`, ours: median(page), reference: longestPage, unit: "ms", most: 1 },
      { name: `longest turn of the figures, ${named}`, ours: turn, reference: longestTurn, unit: "ms", most: 1 },
    ];
  } finally {
    await bench.close();
  }
}

/** Two months of work: most answered in an hour, some late, some closed without an answer, a few still waiting. */
async function fill({ parts }: Bench, cases: number): Promise<void> {
  const settings = defaultSettings("Europe/Berlin");
  await parts.store.write((trx) => writeSettings(trx, { version: 2, settings }));
  const { raw } = parts.store;
  const begin = from - 30 * dayMs;
  writeWords(raw, { cases: 2 * cases, begin });
  const write = raw.prepare(`
    INSERT INTO case_cycle (case_id, cycle, bucket, priority, source_id, network, queued_at, published_at, first_seen_at, target_ms,
      due_at, resolution_target_ms, resolution_due_at, first_opened_at, submitted_at, approved_at, first_response_at, resolved_at,
      resolution, active_ms, wrap_ms)
    VALUES (?, 1, ?, 2, 1, 'news', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const step = (to - begin) / (2 * cases);
  raw.transaction(() => {
    for (let at = 0; at < 2 * cases; at += 1)
      write.run(at + 1, ...cycleOf(at, Math.floor(begin + at * step), settings));
  })();
  raw.exec(`
    INSERT INTO event (seq, id, at, actor_kind, subject_kind, subject_id, kind, payload_hash, prev_hash, hash)
    VALUES (1, '01KA8K3F000000000000000002', ${begin - dayMs}, 'engine', 'workspace', 'w', 'workspace.created', 'p', '0', 'h');
    INSERT INTO person (id, public_id, name, pin_hash, created_at) VALUES (1, '01KA8K3F000000000000000003', 'Ann Lee', NULL, 5);
    INSERT INTO activity (case_id, person_id, from_at, to_at)
    SELECT case_id, 1, coalesce(first_opened_at, queued_at), coalesce(first_opened_at, queued_at) + active_ms + wrap_ms
    FROM case_cycle WHERE active_ms + wrap_ms > 0;
    INSERT INTO shift (public_id, opened_at, opened_by, closed_at, closed_by)
    SELECT '01KA8K3F0000000000000001' || printf('%02d', value), ${begin} + value * ${dayMs}, 1, ${begin} + value * ${dayMs} + 36000000, 1
    FROM json_each('[${Array.from({ length: 59 }, (_, day) => day).join(", ")}]');
    INSERT INTO slot_bucket (slot, bucket, sentiment, mentions, stories)
    SELECT published_at / 900000, 'care', 'negative', count(*), count(*) FROM case_cycle GROUP BY 1;
    ANALYZE;`);
}

/** A post, a story and a case for each cycle, written by SQLite itself. */
function writeWords(raw: Bench["parts"]["store"]["raw"], { cases, begin }: { cases: number; begin: number }): void {
  const each = `WITH RECURSIVE one (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM one WHERE id < ${cases})`;
  const idOf = (kind: string) => `'${kind}' || printf('%024d', id)`;
  raw.exec(`
    BEGIN;
    ${each} INSERT INTO item (id, public_id, source_id, key_hash, published_at, first_seen_at, content_hash, network, key, title, text)
    SELECT id, ${idOf("0M")}, 1, id, ${begin}, ${begin}, 'h', 'news', 'k' || id, 'Post ' || id, 'My ferry is late.' FROM one
    WHERE id <= 1000;
    ${each} INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at)
    SELECT id, ${idOf("0T")}, 1 + id % 1000, 'care', 'rule', '{}', 'normal', 'negative', ${begin} FROM one;
    ${each} INSERT INTO desk_case (id, public_id, story_id, status, bucket, priority, queued_at, target_ms, sort_at)
    SELECT id, ${idOf("0C")}, id, 'new', 'care', 2, ${begin}, 3600000, 0 FROM one;
    COMMIT;`);
}

function cycleOf(at: number, queuedAt: number, { calendar }: ReturnType<typeof defaultSettings>) {
  const luck = (at * 2_654_435_761) % 1000;
  const after = (minutes: number) => queuedAt + minutes * minute;
  const dueAt = addBusiness(queuedAt, 60 * minute, calendar);
  const isAnswered = luck < 800;
  const answered = isAnswered
    ? [after((luck % 30) + 5), after((luck % 30) + 15), after((luck % 80) + 20)]
    : [null, null, null];
  const resolution =
    luck < 800 ? "answered" : luck < 900 ? "no_reply_needed" : luck < 970 ? "closed_without_reply" : null;
  return [
    ...[luck % 3 === 0 ? "pr" : "care", queuedAt, queuedAt - minute, queuedAt, 60 * minute, dueAt],
    ...[960 * minute, dueAt === null ? null : dueAt + 2 * dayMs, after(luck % 30), ...answered],
    ...[resolution === null ? null : after((luck % 300) + 120), resolution],
    ...[(luck % 9) * minute, (luck % 3) * minute],
  ];
}
