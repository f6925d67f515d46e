import type { WallFit } from "./geometry.ts";
import { pagePad } from "./layout.ts";
import { textWidth } from "./text-width.ts";
import { cutAtUnits } from "./wall-numbers.ts";

/** What the pinned numbers say, each in all its lengths. */
export type StripWords = {
  readonly state: string;
  readonly clock: string;
  readonly service: {
    readonly titles: { readonly full: string; readonly today: string; readonly short: string };
    readonly percent: string;
    readonly goal: string;
    readonly goalOf: string;
  };
  readonly waiting: { readonly title: string; readonly number: string };
  readonly oldest: { readonly title: string; readonly number: string; readonly late: string | null };
};

/** With all words, without the count that the level rests on, with what names each number only, or in two lines of two. */
export type StripFit = {
  readonly form: "full" | "today" | "short" | "folded";
  readonly number: number;
  readonly height: number;
};

/** Words as long as they usually are, where the numbers are not known: the editor fits tiles under these. */
const usualWords: StripWords = {
  state: "00000000",
  clock: "00:00",
  service: {
    titles: { full: "0".repeat(26), today: "0".repeat(19), short: "0".repeat(13) },
    ...{ percent: "100", goal: "000000000", goalOf: "00000000000000" },
  },
  waiting: { title: "0000000", number: "000" },
  oldest: { title: "000000", number: "00 00", late: "000000" },
};

/** The shape before a word, with its gap, in em and in hundredths of the height. */
const shapeOf = (min: number) => 0.77 * min + 1.3;
/** Edges, the lines between the numbers, and what keeps words off them. */
const BETWEEN = 2 + 3 * (2.6 + 0.3 + 1.4);
const BESIDE = 2.4;
const lessAlarmed = 0.66;
const lessen = [0.91, 0.82, 0.74, 0.68];

type Stands = { readonly isAlarmed: boolean; readonly words?: StripWords };

/** The largest numbers, and of those the most words, that stand beside each other. */
export function fitStrip(fit: WallFit, { isAlarmed, words = usualWords }: Stands): StripFit {
  const { sizes, aspect } = fit;
  const room = 100 * aspect - 2 * pagePad - BETWEEN;
  const wanted = isAlarmed ? lessAlarmed * sizes.strip : sizes.strip;
  const height = (number: number, rows: number) => rows * (1.16 * sizes.min + number + 0.8) + (rows - 1) * 1.4;
  const widths = (form: StripFit["form"], number: number) => columnWidths(words, { form, number, min: sizes.min });
  for (const forms of isAlarmed ? [["short"] as const] : [["full", "today"] as const, ["short"] as const])
    for (const share of [1, ...lessen])
      for (const form of forms) {
        const number = share * wanted;
        if (number >= sizes.text && sum(widths(form, number)) <= room)
          return { form, number, height: height(number, 1) };
      }
  // Two columns, each as wide as the wider of its numbers.
  const folded = (number: number) => {
    const [first = 0, second = 0, third = 0, fourth = 0] = widths("folded", number);
    return Math.max(first, third) + Math.max(second, fourth);
  };
  const halves = 100 * aspect - 2 * pagePad - 2 - 4.3;
  const share = [1, ...lessen].find((one) => folded(one * wanted) <= halves) ?? 0.6;
  // Two lines take from the tiles: no number of theirs is higher than a sixth of the width.
  const number = Math.max(sizes.text, Math.min(share * wanted, (100 * aspect - 2 * pagePad - 14) / 6));
  return { form: "folded", number, height: height(number, 2) };
}

type Drawn = { readonly form: StripFit["form"]; readonly number: number; readonly min: number };

function columnWidths({ state, clock, service, waiting, oldest }: StripWords, { form, number, min }: Drawn): number[] {
  const words = (text: string, weight: 500 | 600 = 500) => min * textWidth(text, weight);
  const shaped = (text: string, weight: 500 | 600 = 600) => shapeOf(min) + words(text, weight);
  const figure = (text: string) => figureWidth(text, { number, min });
  const isLong = form === "full" || form === "today";
  const late = oldest.late === null ? 0 : 0.28 * min + shaped(oldest.late, 500);
  return [
    Math.max(shaped(state), figure(clock)),
    isLong
      ? Math.max(
          words(service.titles[form]),
          figure(service.percent) + BESIDE + Math.max(shaped(service.goal), words(service.goalOf)),
        )
      : Math.max(shaped(service.titles.short, 500), figure(service.percent)),
    Math.max(words(waiting.title), figure(waiting.number)),
    Math.max(isLong ? words(oldest.title) + late : shaped(oldest.title, 500), figure(oldest.number)),
  ];
}

function figureWidth(text: string, { number, min }: { number: number; min: number }): number {
  return sum(
    cutAtUnits(text).map((part) =>
      part.isUnit ? Math.max(0.52 * number, min) * textWidth(part.text, 500) : number * textWidth(part.text, 600),
    ),
  );
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
