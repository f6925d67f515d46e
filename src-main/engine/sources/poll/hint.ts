type Headers = Readonly<Record<string, string>>;

const mostMinutes = 24 * 60;

/**
 * For how many minutes a server calls its answer fresh: max-age of Cache-Control less Age, else Expires measured on the
 * server's own clock (RFC 9111, 4.2.1). Null when it says nothing, or that the answer is stale at once.
 */
export function hintMinutes(headers: Headers, now: number): number | null {
  const control = directives(headers["cache-control"]);
  if (control.has("no-cache") || control.has("no-store")) return null;
  const seconds = control.has("max-age") ? maxAge(control, headers) : untilExpires(headers, now);
  return seconds > 0 ? Math.min(Math.ceil(seconds / 60), mostMinutes) : null;
}

/** Whether an answer says anything about it; one that does not leaves the last hint standing. */
export function hasHint(headers: Headers): boolean {
  return headers["cache-control"] !== undefined || headers["expires"] !== undefined;
}

function directives(header = ""): ReadonlyMap<string, string> {
  const pairs = header.split(",").map((part) => part.trim().split("=", 2));
  return new Map(pairs.map(([name = "", value = ""]) => [name.toLowerCase().trim(), value.replaceAll('"', "").trim()]));
}

/** 0 for what is no number: the answer is then stale. */
function maxAge(control: ReadonlyMap<string, string>, headers: Headers): number {
  const whole = (text = "") => (/^\d+$/.test(text) ? Number(text) : 0);
  return whole(control.get("max-age")) - whole(headers["age"]?.trim());
}

/** "0" and "-1" are no dates: the answer is then stale. */
function untilExpires(headers: Headers, now: number): number {
  const expires = dateOf(headers["expires"]);
  return expires === null ? 0 : (expires - (dateOf(headers["date"]) ?? now)) / 1000;
}

function dateOf(text = ""): number | null {
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
