import type { KpiScope } from "../../contract/methods/kpis.ts";
import { clockBetween } from "../../domain/calendar/business-time.ts";
import type { JudgedCycle } from "../../domain/kpi/judged-cycle.ts";
import type { Cell } from "../../ports/table-writer.ts";
import { readCohort } from "../kpis/cohort.ts";
import { titleOf } from "../kpis/cycle-rows.ts";
import { readBasis, readyScope } from "../kpis/scope.ts";
import { cycleWords } from "../store/kpi-cycle.ts";
import type { CycleWords } from "../store/kpi-cycle.ts";
import type { Dataset, DatasetRow } from "./dataset.ts";
import { sayColumns } from "./say-columns.ts";
import { sayScope } from "./say-scope.ts";
import { scopeHours } from "./scope-hours.ts";
import type { SetParts } from "./set-parts.ts";

const pageRows = 200;
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** On the cycle's own calendar. */
function sinceQueued({ cycle, calendar }: JudgedCycle, at: number | null): number | null {
  return at === null ? null : clockBetween(cycle.queuedAt, at, calendar);
}

type Row = { readonly judged: JudgedCycle; readonly words: CycleWords; readonly showsPersons: boolean };

/** What a reader needs to make the figures again. Lengths run on the calendar that the file says. */
const cells = {
  case: ({ words }) => words.id,
  cycle: ({ judged }) => judged.cycle.cycle,
  story: ({ words }) => words.storyId,
  title: ({ words }) => titleOf(words),
  bucket: ({ judged }) => judged.cycle.bucket,
  source: ({ words }) => words.source,
  network: ({ judged }) => judged.cycle.network,
  person: ({ words, showsPersons }) => (showsPersons ? words.person : null),
  responds: ({ judged }) => judged.cycle.responds,
  counts: ({ judged }) => judged.class,
  resolution: ({ judged }) => judged.cycle.resolution,
  published_at: ({ judged }) => iso(judged.cycle.publishedAt),
  first_seen_at: ({ judged }) => iso(judged.cycle.firstSeenAt),
  queued_at: ({ judged }) => iso(judged.cycle.queuedAt),
  due_at: ({ judged: { calendar, cycle } }) => iso(calendar ? cycle.dueAt : cycle.queuedAt + cycle.targetMs),
  first_opened_at: ({ judged }) => iso(judged.cycle.firstOpenedAt),
  submitted_at: ({ judged }) => iso(judged.cycle.submittedAt),
  approved_at: ({ judged }) => iso(judged.cycle.approvedAt),
  first_response_at: ({ judged }) => iso(judged.cycle.firstResponseAt),
  resolved_at: ({ judged }) => iso(judged.cycle.resolvedAt),
  target_ms: ({ judged }) => judged.cycle.targetMs,
  response_ms: ({ judged }) => sinceQueued(judged, judged.cycle.firstResponseAt),
  resolution_ms: ({ judged }) => sinceQueued(judged, judged.cycle.resolvedAt),
  active_ms: ({ judged }) => judged.cycle.activeMs,
  wrap_ms: ({ judged }) => judged.cycle.wrapMs,
} as const satisfies Record<string, (row: Row) => Cell>;

const printed = [
  ...[
    { name: "queued_at", share: 10 },
    { name: "title", share: 30 },
    { name: "bucket", share: 7 },
    { name: "source", share: 13 },
  ],
  ...[
    { name: "counts", share: 8 },
    { name: "resolution", share: 10 },
    { name: "due_at", share: 10 },
    { name: "first_response_at", share: 10 },
    { name: "resolved_at", share: 10 },
  ],
];

/** One row a cycle of a case, in the order they were queued: the cohort of the figures. Refusals: bad-period, not-allowed, not-found. */
export async function caseSet({ db, say, now, showsPersons }: SetParts, scope: KpiScope): Promise<Dataset> {
  const ready = await readyScope(db, scope, { now, call: null });
  const cohort = await readCohort(db, ready);
  async function* pages(): AsyncGenerator<readonly DatasetRow[], void, void> {
    for (let at = 0; at < cohort.length; at += pageRows) {
      const page = cohort.slice(at, at + pageRows);
      const words = await cycleWords(
        db,
        page.map(({ cycle }) => cycle),
      );
      const wordsOf = new Map(words.map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
      yield page.flatMap((judged) => {
        const said = wordsOf.get(`${judged.cycle.caseRowId} ${judged.cycle.cycle}`);
        const row = said && { judged, words: said, showsPersons };
        return row ? [{ cells: Object.values(cells).map((cell) => cell(row)) }] : [];
      });
    }
  }
  const columns = sayColumns(say, "cases", Object.keys(cells));
  const flat = { name: "cases", columns, total: cohort.length, pages, printed };
  const excluded = cohort.filter((one) => one.class === "excluded").length;
  const facts = sayScope(say, await readBasis(db, ready, excluded));
  return { definitions: [], facts, hours: await scopeHours(db, ready), flat, sheets: [flat] };
}
