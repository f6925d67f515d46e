const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** Says instants by the desk's clock, for people: "2026-11-16 06:30". */
export function deskTime(timeZone: string) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const sayInstant = (at: number): string => format.format(at);
  /** The text with its ISO instants said so. */
  const sayInstants = (text: string): string => text.replaceAll(instant, (found) => sayInstant(Date.parse(found)));
  /** A cell that is an instant, and nothing else; all others as they are. */
  const sayCell = <Cell>(cell: Cell): Cell | string =>
    typeof cell === "string" && cell.length <= 30 && cell.replace(instant, "") === "" ? sayInstants(cell) : cell;
  return { sayInstant, sayInstants, sayCell };
}
