import ICAL from "ical.js";
import { Refusal } from "../../contract/refusal.ts";

export type CalendarEvent = ICAL.Component;

export type IcsCalendar = {
  /** What the file calls itself. */
  readonly name: string | null;
  readonly events: readonly CalendarEvent[];
  /** The names of events that could not be read at all. */
  readonly unreadable: readonly string[];
};

/** The events of an iCalendar file. Refusals: holidays-not-ics, holidays-broken for one that breaks off. */
export function readCalendars(text: string): IcsCalendar {
  const given = text.replace(/^\uFEFF/, "").trimStart();
  if (!/^BEGIN:VCALENDAR\s*$/im.test(given.slice(0, 2000))) throw new Refusal("holidays-not-ics");
  const whole = parse(given);
  if (whole) return { name: nameOf(whole), events: eventsOf(whole), unreadable: [] };
  if (!/^END:VCALENDAR\s*$/im.test(given)) throw new Refusal("holidays-broken");
  return readOneByOne(given);
}

/** More than any calendar of holidays has. A time zone that is longer is left out: each event is read with its zone anew. */
const mostBlocks = { events: 5000, zones: 20, zoneLetters: 10_000 } as const;

/** One line that makes no sense spoils the whole file for the parser: each event gets a file of its own. */
function readOneByOne(text: string): IcsCalendar {
  const head = text.match(/^X-WR-CALNAME[:;].*$/im)?.[0] ?? "";
  const zones = new Map(blocksOf(text, "VTIMEZONE").slice(0, mostBlocks.zones).flatMap(namedZone));
  const events: CalendarEvent[] = [];
  const unreadable: string[] = [];
  for (const block of blocksOf(text, "VEVENT").slice(0, mostBlocks.events)) {
    const named = [...zones].flatMap(([name, zone]) => (block.includes(name) ? [zone] : []));
    const calendars = parse(["BEGIN:VCALENDAR", ...named, block, "END:VCALENDAR"].join("\r\n"));
    if (calendars) events.push(...eventsOf(calendars));
    else unreadable.push(plain(/^SUMMARY(?:;[^:\r\n]*)?:(.*)$/im.exec(block)?.[1]));
  }
  if (events.length === 0) throw new Refusal("holidays-broken");
  return { name: plain(head.slice(head.indexOf(":") + 1)) || null, events, unreadable };
}

function namedZone(zone: string): readonly (readonly [string, string])[] {
  const name = /^TZID(?:;[^:\r\n]*)?:(.*)$/im.exec(zone)?.[1]?.trim() ?? "";
  return name === "" || zone.length > mostBlocks.zoneLetters ? [] : [[name, zone]];
}

/** The parts of a file from a BEGIN of this name to its END. Line by line: a pattern over the whole would look at it again from each BEGIN. */
function blocksOf(text: string, name: string): readonly string[] {
  const blocks: string[] = [];
  let open: string[] | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const says = line.trimEnd().toUpperCase();
    if (open === null && says === `BEGIN:${name}`) open = [];
    open?.push(line);
    if (open === null || says !== `END:${name}`) continue;
    blocks.push(open.join("\r\n"));
    open = null;
  }
  return blocks;
}

/** Null when the text is no calendar for the parser, which throws plain errors of several kinds. */
function parse(text: string): readonly ICAL.Component[] | null {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    // One calendar comes as itself, several as a list of them.
    const roots = typeof parsed[0] === "string" ? [parsed] : (parsed as unknown[][]);
    return roots.map((root) => new ICAL.Component(root as ConstructorParameters<typeof ICAL.Component>[0]));
  } catch {
    return null;
  }
}

function nameOf([first]: readonly ICAL.Component[]): string | null {
  return first ? firstText(first, "x-wr-calname") || null : null;
}

function eventsOf(calendars: readonly ICAL.Component[]): readonly CalendarEvent[] {
  return calendars.flatMap((calendar) => calendar.getAllSubcomponents("vevent"));
}

/** A text of a component on one line without control characters; "" when it has none. */
export function firstText(component: ICAL.Component, property: string): string {
  return plain(component.getFirstPropertyValue(property));
}

function plain(value: unknown): string {
  if (typeof value !== "string") return "";
  return value
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, 120);
}
