import type uPlot from "uplot";
import type { ChartTokens, ChartTone } from "./chart-tokens.ts";

export type ChartGap = { readonly from: number; readonly to: number; readonly says: string };
export type ChartGoal = { readonly value: number; readonly says: string };
export type EndLabel = { readonly says: string; readonly tone: ChartTone };

const HATCH_PX = 6;
const LABEL_LINE_PX = 15;
const LABEL_MARGIN_PX = 8;
/** A pale line of small points says enough about a stretch that is narrower than this. */
const NARROWEST_GAP_PX = 2;

/** Stretches without data: hatched, with the word where there is room for it. Nothing is drawn as zero there. */
export function drawGaps(plot: uPlot, gaps: readonly ChartGap[], tokens: ChartTokens): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const right = bbox.left + bbox.width;
  ctx.save();
  for (const { from, to, says } of gaps) {
    const left = Math.max(bbox.left, plot.valToPos(from, "x", true));
    const end = Math.min(right, plot.valToPos(to, "x", true));
    if (end <= bbox.left || left >= right) continue;
    const width = Math.max(NARROWEST_GAP_PX * ratio, end - left);
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, bbox.top, width, bbox.height);
    ctx.clip();
    ctx.beginPath();
    for (let x = left - bbox.height; x < left + width; x += HATCH_PX * ratio) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.strokeStyle = tokens.hatch;
    ctx.lineWidth = 1.5 * ratio;
    ctx.stroke();
    ctx.restore();
    writeGap({ ctx, bbox, tokens, says, left, width, ratio });
  }
  ctx.restore();
}

type GapWord = {
  ctx: CanvasRenderingContext2D;
  bbox: uPlot.BBox;
  tokens: ChartTokens;
  says: string;
  left: number;
  width: number;
  ratio: number;
};

function writeGap({ ctx, bbox, tokens, says, left, width, ratio }: GapWord): void {
  ctx.font = scaled(tokens.font, ratio);
  const wide = ctx.measureText(says).width + 6 * ratio;
  if (wide > width) return;
  const middle = left + width / 2;
  const top = bbox.top + 4 * ratio;
  ctx.fillStyle = tokens.surface;
  ctx.fillRect(middle - wide / 2, top, wide, LABEL_LINE_PX * ratio);
  ctx.fillStyle = tokens.quietWords;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(says, middle, top + (LABEL_LINE_PX / 2) * ratio);
}

/** The line of the goal with its word. */
export function drawGoal(plot: uPlot, goal: ChartGoal, tokens: ChartTokens): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const y = Math.round(plot.valToPos(goal.value, "y", true));
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = tokens.axis;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = scaled(tokens.font, ratio);
  ctx.fillStyle = tokens.words;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.fillText(goal.says, bbox.left + 4 * ratio, y - 2 * ratio);
  ctx.restore();
}

/** The name of each line at its end, in place of a legend; names that would cover each other move apart. */
export function drawEndLabels(plot: uPlot, labels: readonly EndLabel[], tokens: ChartTokens): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const line = LABEL_LINE_PX * ratio;
  const placed = labels
    .flatMap(({ says, tone }, index) => {
      // Before the lines there may be the edges of a band.
      const end = lastKnown(plot.data.at(index - labels.length) ?? []);
      return end === null ? [] : [{ says, tone, y: plot.valToPos(end, "y", true) }];
    })
    .toSorted((one, other) => one.y - other.y);
  spread(placed, { line, top: bbox.top + line / 2, bottom: bbox.top + bbox.height - line / 2 });
  const room = plot.width * ratio - (bbox.left + bbox.width) - 2 * LABEL_MARGIN_PX * ratio;
  ctx.save();
  ctx.font = scaled(tokens.strongFont, ratio);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const { says, tone, y } of placed) {
    ctx.fillStyle = tokens.tones[tone];
    ctx.fillText(fitting(ctx, says, room), bbox.left + bbox.width + LABEL_MARGIN_PX * ratio, y);
  }
  ctx.restore();
}

type Placed = { y: number };

/** Moves labels, top first, down until none covers another, then up again from the bottom. */
function spread(labels: Placed[], { line, top, bottom }: { line: number; top: number; bottom: number }): void {
  let least = top;
  for (const label of labels) {
    label.y = Math.max(label.y, least);
    least = label.y + line;
  }
  let most = bottom;
  for (const label of labels.toReversed()) {
    label.y = Math.min(label.y, most);
    most = label.y - line;
  }
}

/** How wide the names at the ends of the lines are, in pixels of the page. */
export function endLabelsWidth(labels: readonly EndLabel[], tokens: ChartTokens, most: number): number {
  const ctx = document.createElement("canvas").getContext("2d");
  if (!ctx || labels.length === 0) return 0;
  ctx.font = tokens.strongFont;
  const widest = Math.max(...labels.map(({ says }) => ctx.measureText(says).width));
  return Math.ceil(Math.min(widest, most)) + 2 * LABEL_MARGIN_PX;
}

function fitting(ctx: CanvasRenderingContext2D, says: string, room: number): string {
  if (ctx.measureText(says).width <= room) return says;
  const letters = [...new Intl.Segmenter().segment(says)].map(({ segment }) => segment);
  while (letters.length > 1 && ctx.measureText(`${letters.join("")}…`).width > room) letters.pop();
  return `${letters.join("")}…`;
}

function lastKnown(values: ArrayLike<number | null | undefined>): number | null {
  for (let at = values.length - 1; at >= 0; at -= 1) {
    const value = values[at];
    if (value != null) return value;
  }
  return null;
}

function scaled(font: string, ratio: number): string {
  return font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * ratio}px`);
}
