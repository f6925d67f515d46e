import type { SentimentSlot } from "../../contract/values.ts";
import { netSentiment } from "../sentiment/net-sentiment.ts";
import type { KpiFigure } from "./figures-of.ts";
import { percentOf } from "./statistics.ts";

/** What was counted in one stretch with one sentiment. */
export type Volume = {
  readonly sentiment: SentimentSlot;
  readonly mentions: number;
  readonly stories: number;
  readonly purged: number;
  /** Whose sentiment a person set. */
  readonly corrected: { readonly mentions: number; readonly stories: number };
};

const sentiments = ["positive", "neutral", "negative", "unsure"] as const satisfies readonly SentimentSlot[];
/** Fewer sure mentions than this mean nothing (product.md section 6). */
export const thinBelow = 10;

function sumOf(cells: readonly Volume[], count: "mentions" | "stories" | "purged"): number {
  return cells.reduce((sum, cell) => sum + cell[count], 0);
}

/** All copies, or each story once; `spread` is given by whoever knows the days. A purged mention is counted and has no row. */
export function volumeFigure(cells: readonly Volume[], counted: "mentions" | "stories"): KpiFigure {
  const [mentions, stories, purged] = [sumOf(cells, "mentions"), sumOf(cells, "stories"), sumOf(cells, "purged")];
  const value = counted === "mentions" ? mentions : stories;
  return { value, n: value, parts: { mentions, stories, purged }, also: {}, spread: [] };
}

/** How many copies a story has. */
export function syndicationFigure(cells: readonly Volume[]): KpiFigure {
  const [mentions, stories] = [sumOf(cells, "mentions"), sumOf(cells, "stories")];
  return {
    value: stories === 0 ? null : mentions / stories,
    n: stories,
    parts: { mentions, stories },
    also: {},
    spread: [],
  };
}

/**
 * Net sentiment with its 95 % band; what nobody is sure of is left out of n and its share printed beside, as is how many of n a
 * person corrected.
 */
export function sentimentFigure(cells: readonly Volume[], counted: "mentions" | "stories"): KpiFigure {
  const of = (sentiment: SentimentSlot) =>
    sumOf(
      cells.filter((cell) => cell.sentiment === sentiment),
      counted,
    );
  const [positive = 0, neutral = 0, negative = 0, unsure = 0] = sentiments.map(of);
  const { value, n, band } = netSentiment({ positive, neutral, negative, unsure });
  const corrected = cells.reduce((sum, cell) => sum + (cell.sentiment === "unsure" ? 0 : cell.corrected[counted]), 0);
  return {
    value,
    n,
    parts: { positive, neutral, negative, unsure },
    also: { band, unsure_share: percentOf(unsure, n + unsure), corrected: n === 0 ? null : corrected },
    spread: [],
  };
}
