import { benchAlarms } from "./alarms.ts";
import { reportChallenge } from "./challenge.ts";
import { benchBulk } from "./bulk.ts";
import { benchChart } from "./chart.ts";
import { benchChecks } from "./checks.ts";
import { benchClassify } from "./classify.ts";
import { benchDeliveries } from "./deliveries.ts";
import { benchExport } from "./export.ts";
import { benchKeys } from "./keys.ts";
import { benchHostile } from "./hostile.ts";
import { benchIngest } from "./ingest.ts";
import { benchKpis } from "./kpis.ts";
import { benchLookUp } from "./look-up.ts";
import { benchMatching } from "./matching.ts";
import { report } from "./measure.ts";
import { benchOutbox } from "./outbox.ts";
import { benchPages } from "./pages.ts";
import { benchPicker } from "./picker.ts";
import { benchPolling } from "./polling.ts";
import { benchRematch } from "./rematch.ts";
import { benchRetrain } from "./retrain.ts";
import { benchScrolling } from "./scrolling.ts";
import { benchSearch } from "./search.ts";
import { benchSources } from "./sources.ts";
import { benchStories } from "./stories.ts";
import { benchTopics } from "./topics.ts";
import { benchWallboard } from "./wallboard.ts";
import { benchWallDay } from "./wall-day.ts";

const many = process.argv.includes("--full") ? 1_000_000 : 100_000;

/** `npm run bench -- polling hostile` runs these alone. */
const workloads: Readonly<Record<string, () => Promise<boolean>>> = {
  ingest: async () => report(await benchIngest()),
  matching: async () => report(await benchMatching()),
  bulk: async () => report(await benchBulk()),
  chart: async () => report(await benchChart()),
  checks: async () => report(await benchChecks()),
  classify: async () => report(await benchClassify()),
  challenge: () => Promise.resolve(reportChallenge()),
  rematch: async () => report(await benchRematch({ many })),
  stories: async () => report(await benchStories()),
  topics: async () => report(await benchTopics(many)),
  polling: async () => report(await benchPolling()),
  picker: async () => report(await benchPicker()),
  sources: async () => report(await benchSources()),
  outbox: async () => report(await benchOutbox()),
  deliveries: async () => report(await benchDeliveries()),
  hostile: benchHostile,
  alarms: benchAlarms,
  "look-up": async () => report(await benchLookUp({ many: 100_000, few: 1000 })),
  export: async () => report(await benchExport({ rows: 100_000 })),
  kpis: async () => report(await benchKpis({ cases: 100_000 })),
  retrain: async () => report(await benchRetrain()),
  search: async () => report(await benchSearch(many)),
  keys: async () => report(await benchKeys(many)),
  scrolling: async () => report(await benchScrolling(many)),
  wallboard: async () => report(await benchWallboard(many)),
  pages: async () => report(await benchPages({ many, few: 1000 })),
  "wall-day": async () => report(await benchWallDay(process.argv.includes("--full") ? 24 : 4)),
};

console.log("Ratios within one run, medians, CPU time; absolute figures are for orientation only.");
const named = process.argv.slice(2).filter((word) => word in workloads);
for (const [name, run] of Object.entries(workloads)) {
  if (named.length > 0 && !named.includes(name)) continue;
  if (!(await run())) process.exitCode = 1;
}
