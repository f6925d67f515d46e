import { KpiScope } from "../../src-main/contract/methods/kpis.ts";
import { addBusiness } from "../../src-main/domain/calendar/business-time.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createKpis } from "../../src-main/engine/kpis/index.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { type CycleRow, writeCycles } from "../support/kpi-desk.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { longestTurnOf } from "./turns.ts";
import { type Bench, openBench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };
const minute = 60_000;
const dayMs = 24 * 60 * minute;
/** A month, and as much before it: the figures compare the two. */
const from = Date.UTC(2026, 9, 1);
const to = Date.UTC(2026, 10, 1);
const rounds = 7;
/** The longest that the figures of a month over 100,000 cases may take, in ms (issue: KPIs), and hold up other work. */
const longestWait = 300;
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
    await read();
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
      { name: `rows behind one of them, ${named}`, ours: median(page), reference: longestWait, unit: "ms", most: 1 },
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
  const begin = from - 30 * dayMs;
  const step = (to - begin) / (2 * cases);
  const cycles = Array.from({ length: 2 * cases }, (_, at): CycleRow => {
    const queuedAt = Math.floor(begin + at * step);
    const luck = (at * 2_654_435_761) % 1000;
    const after = (minutes: number) => queuedAt + minutes * minute;
    const dueAt = addBusiness(queuedAt, 60 * minute, settings.calendar);
    const isAnswered = luck < 800;
    return {
      bucket: luck % 3 === 0 ? "pr" : "care",
      source: luck % 2 === 0 ? 1 : 2,
      queuedAt,
      dueAt,
      resolutionTargetMs: 960 * minute,
      resolutionDueAt: dueAt === null ? null : dueAt + 2 * dayMs,
      firstOpenedAt: after(luck % 30),
      submittedAt: isAnswered ? after((luck % 30) + 5) : null,
      approvedAt: isAnswered ? after((luck % 30) + 15) : null,
      firstResponseAt: isAnswered ? after((luck % 80) + 20) : null,
      resolvedAt: luck < 970 ? after((luck % 300) + 120) : null,
      resolution: luck < 800 ? "answered" : luck < 900 ? "no_reply_needed" : luck < 970 ? "closed_without_reply" : null,
      activeMs: (luck % 9) * minute,
      wrapMs: (luck % 3) * minute,
    };
  });
  writeCycles(parts.store.raw, cycles);
  parts.store.raw.exec(`
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
    SELECT published_at / 900000, 'care', 'negative', count(*), count(*) FROM item GROUP BY 1;
    ANALYZE;`);
}
