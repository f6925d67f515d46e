import { createDetector } from "../../src-main/engine/alarms/detector.ts";
import { sensitivities } from "../../src-main/contract/methods/alarm-settings.ts";
import { slotsADay, timelineOf } from "../../src-main/domain/alarms/timeline.ts";
import { measureRates } from "../support/simulated-detection.ts";
import { simulateStream } from "../support/simulator.ts";
import type { Stream } from "../support/simulator.ts";
import { longestTurnsOfAlarms } from "./alarms-turns.ts";
import { alternate } from "./measure.ts";

const rates = [5, 10, 20, 50, 100, 200];
const weeks = 13;
/** In 104 weeks chance alone moves recall by less than two points; in 26 one burst that nobody could see is four. */
const seeds = [11, 42, 77, 101, 123, 200, 301, 404];
/** The bar is for normal; the other two are shown at these rates, with the first seed. */
const shownRates = [20, 200];
const mostFalse = 0.25;
const leastRecall = 0.95;
const [few, many] = [50, 500];
const rounds = 5;
/** One of many series may cost so many times as much as one of few. */
const mostTimes = 1.5;
const longestTurnMs = { look: 20, backtest: 50 } as const;

/** False alarms and recall over the rates of the bar, the cost of a look by the number of series, and the turns of a back-test. */
export async function benchAlarms(): Promise<boolean> {
  return [reportRates(), await reportCost(), await reportTurns()].every(Boolean);
}

async function reportTurns(): Promise<boolean> {
  const longest = await longestTurnsOfAlarms(many);
  const report = (what: "look" | "backtest", said: string) => {
    const isFine = longest[what] <= longestTurnMs[what];
    console.log(
      `${isFine ? "ok  " : "FAIL"} alarms, longest turn of ${said} with ${many} busy watches: ${longest[what].toFixed(1)} ms (${longestTurnMs[what]} ms at most)`,
    );
    return isFine;
  };
  return [report("look", "a look"), report("backtest", "a back-test")].every(Boolean);
}

function reportRates(): boolean {
  let isGood = true;
  for (const noise of ["quiet", "noisy"] as const)
    for (const perDay of rates) {
      const asked = sensitivities.filter((one) => one === "normal" || shownRates.includes(perDay));
      const measured = asked.map((sensitivity) => {
        const runs = seeds
          .slice(0, sensitivity === "normal" ? seeds.length : 1)
          .map((seed) => measureRates({ seed: seed * 97 + perDay, perDay, noise }, { sensitivity, weeks }));
        const mean = (of: (run: (typeof runs)[number]) => number) =>
          runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
        return { sensitivity, falseAlarms: mean((run) => run.falseAlarmsPerWeek), recall: mean((run) => run.recall) };
      });
      const normal = measured.find(({ sensitivity }) => sensitivity === "normal");
      const isFine = normal !== undefined && normal.falseAlarms <= mostFalse && normal.recall >= leastRecall;
      isGood &&= isFine;
      const shown = measured.map(
        ({ sensitivity, falseAlarms, recall }) =>
          `${sensitivity} ${falseAlarms.toFixed(2)} a week, recall ${(100 * recall).toFixed(0)} %`,
      );
      console.log(`${isFine ? "ok  " : "FAIL"} alarms, ${noise}, ${perDay} a day: ${shown.join("; ")}`);
    }
  console.log(
    `     (${weeks * seeds.length} weeks each of normal, ${weeks} of the others; the bar is for normal: ${mostFalse} a week, ${100 * leastRecall} %)`,
  );
  return isGood;
}

async function reportCost(): Promise<boolean> {
  const [small, large] = [few, many].map(streamsOf);
  const costs = await alternate(rounds, {
    ours: () => look(large ?? []),
    // As often as there are series in the other: so short a look alone would be the noise of the machine.
    reference: async () => {
      for (let time = 0; time < many / few; time += 1) await look(small ?? []);
    },
  });
  const times = costs.ours / costs.reference;
  const isFine = times <= mostTimes;
  const perSeries = (us: number) => `${(us / many).toFixed(0)} us`;
  console.log(
    `${isFine ? "ok  " : "FAIL"} alarms, a look with all that is usual worked out anew, each series: ${perSeries(costs.ours)} of ${many}, ${perSeries(costs.reference)} of ${few}: ${times.toFixed(2)}x (${mostTimes}x at most)`,
  );
  return isFine;
}

const days = 31;

function streamsOf(seriesCount: number): readonly Stream[] {
  return Array.from({ length: seriesCount }, (_, at) =>
    simulateStream({ seed: at + 1, perDay: 20, noise: "quiet", days }),
  );
}

async function look(streams: readonly Stream[]): Promise<void> {
  const length = days * slotsADay;
  const [first] = streams;
  if (!first) return;
  const { firstSlot } = first;
  const empty = new Uint16Array(length);
  const memory = {
    ...{ firstSlot, length, authored: empty, newAuthored: empty },
    series: new Map(streams.map((stream, at) => [`watch:${at}`, stream.counts])),
    tone: { sure: empty, negative: empty },
    firstRows: new Float64Array(length).fill(1),
    caughtUp: new Set<number>(),
    firstRowOf: () => undefined,
    timeline: () => timeline,
    read: async () => 0,
  };
  const timeline = timelineOf({ firstSlot, length, timeZone: "UTC", gaps: [] });
  const setting = { timeline, alarmed: [], sensitivity: "normal" as const, taughtOf: () => 1 };
  const slot = firstSlot + length - 1;
  await createDetector().findings(memory, setting, slot);
}
