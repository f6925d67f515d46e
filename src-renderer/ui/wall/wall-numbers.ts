import type { Format } from "../../lib/use-format.ts";

const DASH = "–";

/** A count for reading across a room: "607", "1.2k", "12k"; unknown is a dash. */
export function wallCount(value: number | null | undefined, { number }: Pick<Format, "number">): string {
  if (value === null || value === undefined) return DASH;
  if (Math.abs(value) < 1000) return number(value);
  return `${number(value / 1000, Math.abs(value) < 9950 ? 1 : 0)}k`;
}

/** A text cut where units begin and end, so that "1 h 08" can show its unit smaller than its digits. */
export function cutAtUnits(text: string): { text: string; isUnit: boolean }[] {
  return text
    .split(/(\s*\p{L}+\s*|\s+%)/u)
    .filter((part) => part !== "")
    .map((part) => ({ text: part, isUnit: /[\p{L}%]/u.test(part) }));
}
