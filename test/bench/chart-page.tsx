import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import uPlot from "uplot";
import { TimeChart } from "../../src-renderer/ui/TimeChart.tsx";

// Bundled and run in a browser by chart.ts: the same lines drawn by our component and by the bare library.

const POINTS = 10_080;
const MINUTE_MS = 60_000;
const WIDTH = 1100;
const HEIGHT = 240;
const START = Date.UTC(2026, 10, 13);
const times = Array.from({ length: POINTS }, (_, index) => START + index * MINUTE_MS);
const names = ["One", "Two", "Three"] as const;
const tones = ["ink", "second", "third"] as const;

/** Three lines that look as mentions do: waves of a day and noise that is the same each time. */
function linesOf(round: number): number[][] {
  let seed = round + 1;
  const noise = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  return names.map((_, line) =>
    times.map((_time, index) => (line + 1) * (2 + Math.sin((index / 1440) * 2 * Math.PI)) + noise()),
  );
}

// Made before anything is measured.
const rounds = [0, 1, 2, 3].map(linesOf);
const linesAt = (round: number) => rounds[round % rounds.length] ?? [];

function Chart({ lines }: { lines: number[][] }) {
  const series = names.map((name, index) => ({
    key: name,
    says: name,
    tone: tones[index] ?? "ink",
    values: lines[index] ?? [],
  }));
  return (
    <TimeChart
      label="Chart"
      help=""
      times={times}
      end={START + POINTS * MINUTE_MS}
      series={series}
      gaps={[{ from: START + 3000 * MINUTE_MS, to: START + 3400 * MINUTE_MS, says: "asleep" }]}
      height={HEIGHT}
      sayTick={(at) => new Date(at).toISOString().slice(5, 16)}
      sayAxis={String}
      sayStep={(index) => lines.map((values) => values[index]?.toFixed(1)).join(", ")}
    />
  );
}

type Drawn = { redraw: (round: number) => void; remove: () => void };

function ours(place: HTMLElement): Drawn {
  const root: Root = createRoot(place);
  const draw = (round: number) => flushSync(() => root.render(<Chart lines={linesAt(round)} />));
  draw(0);
  return { redraw: draw, remove: () => root.unmount() };
}

function bare(place: HTMLElement): Drawn {
  const dataOf = (round: number) => [times, ...linesAt(round)] as uPlot.AlignedData;
  const stroke = ["black", "blue", "purple"];
  const plot = new uPlot(
    {
      width: WIDTH,
      height: HEIGHT,
      ms: 1,
      legend: { show: false },
      series: [{}, ...names.map((label, index) => ({ label, stroke: stroke[index] ?? "black", width: 2 }))],
    },
    dataOf(0),
    place,
  );
  return { redraw: (round) => plot.setData(dataOf(round)), remove: () => plot.destroy() };
}

const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
let drawn: Drawn | null = null;

const bench = {
  async draw(which: "ours" | "bare"): Promise<void> {
    const place = document.createElement("div");
    place.style.width = `${WIDTH}px`;
    document.body.append(place);
    drawn = which === "ours" ? ours(place) : bare(place);
    await painted();
  },
  async redraw(round: number): Promise<void> {
    drawn?.redraw(round);
    await painted();
  },
  async remove(): Promise<void> {
    drawn?.remove();
    document.body.replaceChildren();
    await painted();
  },
};
export type ChartBench = typeof bench;
(window as unknown as { bench: ChartBench }).bench = bench;
