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

/** One line that makes no sense spoils the whole file for the parser: each event gets a file of its own. */
function readOneByOne(text: string): IcsCalendar {
  const head = text.match(/^X-WR-CALNAME[:;].*$/im)?.[0] ?? "";
  const zones = text.match(/^BEGIN:VTIMEZONE\s*$[\s\S]*?^END:VTIMEZONE\s*$/gim)?.slice(0, 20) ?? [];
  const events: CalendarEvent[] = [];
  const unreadable: string[] = [];
  for (const [block] of text.matchAll(/^BEGIN:VEVENT\s*$[\s\S]*?^END:VEVENT\s*$/gim)) {
    const calendars = parse(["BEGIN:VCALENDAR", ...zones, block, "END:VCALENDAR"].join("\r\n"));
    if (calendars) events.push(...eventsOf(calendars));
    else unreadable.push(plain(/^SUMMARY(?:;[^:]*)?:(.*)$/im.exec(block)?.[1]));
  }
  if (events.length === 0) throw new Refusal("holidays-broken");
  return { name: plain(head.slice(head.indexOf(":") + 1)) || null, events, unreadable };
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
