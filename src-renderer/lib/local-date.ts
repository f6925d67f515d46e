const DAY_MS = 86_400_000;

/** The local date of an instant in a time zone, YYYY-MM-DD; without one, in that of this computer. */
export function localDate(at: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone && { timeZone }),
  }).format(at);
}

/** How many days lie between two local dates, whatever the clocks did meanwhile. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
