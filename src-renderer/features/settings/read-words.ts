/** One entry a line; empty lines and doubles count for nothing. */
export function readLines(text: string): string[] {
  return [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== "");
}

export const sayLines = (lines: readonly string[]): string => lines.join("\n");

/** Entries parted by commas. */
export function readCommas(text: string): string[] {
  return readLines(text.replaceAll(",", "\n"));
}

type Limits = { min: number; max: number; isWhole?: boolean };

/** A number as people type it, with point or comma; null outside its limits. */
export function readNumber(text: string, { min, max, isWhole = false }: Limits): number | null {
  const words = text.trim().replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(words)) return null;
  const value = Number(words);
  if (value < min || value > max || (isWhole && !Number.isInteger(value))) return null;
  return value;
}

/** The host of "https://www.firm.example/help" or "firm.example"; null when it is neither. */
export function readHost(text: string): string | null {
  const address = text.includes("://") ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname.includes(".") && !/\s/.test(text) ? hostname : null;
}
