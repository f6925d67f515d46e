/** "08:30" of a minute of the day; the end of the day is 24:00. */
export function sayClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** The minute of the day of "8", "8:30", "08.30" or "0830"; null when it is none. */
export function readClock(text: string): number | null {
  const parts = /^(\d{1,2})(?:[:.]?(\d\d))?$/.exec(text.trim());
  if (!parts) return null;
  const minute = Number(parts[1]) * 60 + Number(parts[2] ?? 0);
  return Number(parts[2] ?? 0) > 59 || minute > 1440 ? null : minute;
}
