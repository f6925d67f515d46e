import { createDetector } from "../../src-main/engine/alarms/detector.ts";
import { sensitivities } from "../../src-main/contract/methods/alarm-settings.ts";
import { slotsADay, timelineOf } from "../../src-main/domain/alarms/timeline.ts";
import { measureRates } from "../support/simulated-detection.ts";
import { simulateStream } from "../support/simulator.ts";
import { cpuOf, median } from "./measure.ts";

const rates = [5, 10, 20, 50, 100, 200];
const weeks = 13;
const seeds = [11, 42];
const mostFalse = 0.25;
const leastRecall = 0.95;
const [few, many] = [50, 500];
const rounds = 5;
/** Ten times the series may cost so many times as much. */
const mostTimes = 13;

/** False alarms and recall over the rates of the bar, and the cost of a look by the number of series. */
export async function benchAlarms(): Promise<boolean> {
  return [reportRates(), await reportCost()].every(Boolean);
}

function reportRates(): boolean {
  let isGood = true;
  for (const noise of ["quiet", "noisy"] as const)
    for (const perDay of rates) {
      const measured = sensitivities.map((sensitivity) => {
        const runs = seeds.map((seed) =>
          measureRates({ seed: seed * 97 + perDay, perDay, noise }, { sensitivity, weeks }),
        );
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
    `     (${weeks * seeds.length} weeks each; the bar is for normal: ${mostFalse} a week, ${100 * leastRecall} %)`,
  );
  return isGood;
}

async function reportCost(): Promise<boolean> {
  const costs = { one: [] as number[], ten: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    costs.one.push(await cpuOfLook(few));
    costs.ten.push(await cpuOfLook(many));
  }
  const [one, ten] = [median(costs.one), median(costs.ten)];
  const times = ten / one;
  const isFine = times <= mostTimes;
  console.log(
    `${isFine ? "ok  " : "FAIL"} alarms, a look with all that is usual worked out anew: ${few} series ${(one / 1000).toFixed(1)} ms, ${many} series ${(ten / 1000).toFixed(1)} ms, ${times.toFixed(1)}x (${mostTimes}x at most)`,
  );
  return isFine;
}

async function cpuOfLook(seriesCount: number): Promise<number> {
  const days = 31;
  const length = days * slotsADay;
  const streams = Array.from({ length: seriesCount }, (_, at) =>
    simulateStream({ seed: at + 1, perDay: 20, noise: "quiet", days }),
  );
  const [first] = streams;
  if (!first) return 0;
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
  return cpuOf(async () => createDetector().findings(memory, setting, slot));
}
