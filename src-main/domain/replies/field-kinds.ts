import { fallbackOf } from "./render-script.ts";
import type { ScriptField } from "./render-script.ts";

/**
 * What limits a closed field: hosts that a link may lead to, and what the desk itself suggests for this very case, by the
 * field's source. A field of the kind `known` holds that value and no other.
 */
export type FieldLimits = {
  readonly linkHosts: readonly string[];
  readonly known?: Readonly<Record<string, string>>;
};

/** Names of months in the languages that small firms here write in, long and short, in lower case. */
const months: ReadonlySet<string> = new Set(
  ["en", "de", "fr", "es", "it", "nl", "pt"].flatMap((locale) =>
    (["long", "short"] as const).flatMap((month) => {
      const named = new Intl.DateTimeFormat(locale, { month, timeZone: "UTC" });
      return Array.from({ length: 12 }, (_, at) =>
        named
          .format(Date.UTC(2026, at, 15))
          .toLowerCase()
          .replace(".", ""),
      );
    }),
  ),
);
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const shapes: Readonly<Record<string, (value: string) => boolean>> = {
  time: (value) => /^([01]?\d|2[0-3])[:.][0-5]\d( ?(am|pm))?$/i.test(value),
  date: isDate,
  number: (value) => /^\d{1,9}([.,]\d{1,3})?$/.test(value),
  amount: isAmount,
  // One short word, or two joined by a hyphen or apostrophe: no room for a sentence.
  firstName: (value) => /^\p{L}[\p{L}\p{M}]{0,19}([-'’]\p{L}[\p{L}\p{M}]{0,19})?$/u.test(value),
};

function isDate(value: string): boolean {
  if (/^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})$/.test(value)) return true;
  const worded =
    /^\d{1,2}\.? (\p{L}{3,12})\.?( \d{4})?$/u.exec(value) ?? /^(\p{L}{3,12})\.? \d{1,2}(, \d{4})?$/u.exec(value);
  return worded !== null && months.has((worded[1] ?? "").toLowerCase());
}

function isAmount(value: string): boolean {
  const match = /^(\p{Sc} ?)?\d{1,9}([.,]\d{2})?( ?(\p{Sc}|[A-Z]{3}))?$/u.exec(value);
  if (!match) return false;
  const unit = match[4] ?? "";
  return !/^[A-Z]{3}$/.test(unit) || currencies.has(unit);
}

/**
 * Whether a value is one that nobody needs to read again: a closed kind within its limits. Free text never is.
 * Decides whether an approved template covers a reply.
 */
export function isClosedValue(field: ScriptField, value: string, limits: FieldLimits): boolean {
  if (field.kind === "text") return false;
  // The fallback was read by whoever approved the script.
  const fallback = fallbackOf(field);
  if (value === "") return !field.required || fallback !== "";
  if (value === fallback) return true;
  if (field.kind === "known") return isKnownValue(field, value, limits);
  if (field.kind === "choice") return field.options?.includes(value) ?? false;
  if (field.kind === "link") return isAllowedLink(value, limits.linkHosts);
  return shapes[field.kind]?.(value) ?? false;
}

/** A name as networks give them: feeds write anything there, and in a template nobody would read it. */
const handleForm =
  /^@?[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{0,62}[\p{L}\p{M}\p{N}_])?(?:@[\w.-]{1,60}(?::\d{1,5})?)?$/u;

function isKnownValue(field: ScriptField, value: string, { known = {} }: FieldLimits): boolean {
  const source = field.suggestFrom ?? "";
  if (source === "contact.handle" && !handleForm.test(value)) return false;
  return Object.hasOwn(known, source) && known[source] === value;
}

function isAllowedLink(value: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  // Neither query nor fragment: both could carry words.
  const isPlain = url.protocol === "https:" && `${url.username}${url.password}${url.search}${url.hash}` === "";
  return isPlain && hosts.some((host) => isHostOf(url.hostname, host));
}

/** `www.firm.example` and `help.firm.example` belong to `firm.example`. */
export function isHostOf(hostname: string, host: string): boolean {
  const bare = host.toLowerCase().replace(/^www\./, "");
  return bare !== "" && (hostname === bare || hostname.endsWith(`.${bare}`));
}
