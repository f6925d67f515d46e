import type { ScriptField } from "./render-script.ts";

/** What limits a closed field: hosts that a link may lead to. */
export type FieldLimits = { readonly linkHosts: readonly string[] };

const shapes: Readonly<Record<string, RegExp>> = {
  time: /^([01]?\d|2[0-3])[:.][0-5]\d( ?(am|pm))?$/i,
  date: /^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2} \p{L}{3,12}( \d{4})?|\p{L}{3,12} \d{1,2}(, \d{4})?)$/u,
  number: /^\d{1,9}([.,]\d{1,3})?$/,
  amount: /^(\p{Sc} ?)?\d{1,9}([.,]\d{2})?( ?(\p{Sc}|[A-Z]{3}))?$/u,
  // One word, or two joined by a hyphen or apostrophe: no room for a sentence.
  firstName: /^\p{L}[\p{L}\p{M}'’.-]{0,39}$/u,
};

/**
 * Whether a value is one that nobody needs to read again: a closed kind within its limits. Free text never is.
 * Decides whether an approved template covers a reply.
 */
export function isClosedValue(field: ScriptField, value: string, limits: FieldLimits): boolean {
  if (field.kind === "text") return false;
  if (value === "") return !field.required;
  if (field.kind === "choice") return field.options?.includes(value) ?? false;
  if (field.kind === "link") return isAllowedLink(value, limits.linkHosts);
  return shapes[field.kind]?.test(value) ?? false;
}

function isAllowedLink(value: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    url.protocol === "https:" &&
    url.username === "" &&
    url.password === "" &&
    hosts.some((host) => isHostOf(url.hostname, host))
  );
}

/** `www.firm.example` and `help.firm.example` belong to `firm.example`. */
export function isHostOf(hostname: string, host: string): boolean {
  const bare = host.toLowerCase().replace(/^www\./, "");
  return bare !== "" && (hostname === bare || hostname.endsWith(`.${bare}`));
}
