import type { Said } from "../../contract/values.ts";
import type { Network } from "../../contract/values.ts";
import { foldHandle, foldName } from "./fold.ts";
import { showPhone } from "./phone.ts";

/** What is compared of two contacts. */
export type Comparable = {
  readonly name: string;
  readonly town: string | null;
  readonly organisation: string | null;
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  readonly phones: readonly { readonly digits: string }[];
  readonly emails: readonly { readonly folded: string }[];
};

/** Names that many use on every network. */
const commonHandles: ReadonlySet<string> = new Set([
  ...["admin", "info", "support", "help", "news", "contact", "office", "team", "service", "press", "official"],
  ...["anonymous", "user", "guest", "hello", "mail", "sales", "unknown"],
]);
const notNames: ReadonlySet<Network> = new Set(["phone", "email", "walk-in"]);

/** Whether a bare handle says enough to compare people by it. */
export function isTellingHandle(folded: string): boolean {
  return folded.length >= 4 && !commonHandles.has(folded);
}

/**
 * What says that two contacts may be one person, the strongest first; empty when nothing does. A name alone says
 * nothing: it needs the same town, the same organisation or the same conversation (`sharesThread`) beside it.
 * @example reasonsBetween(hettie, hMoss, { sharesThread: false }) // [{ code: "contacts.same.phone", params: { phone: "+44 20 7946 0958" } }]
 */
export function reasonsBetween(
  one: Comparable,
  other: Comparable,
  { sharesThread }: { readonly sharesThread: boolean },
): readonly Said[] {
  const reasons: Said[] = [];
  const phone = one.phones.find(({ digits }) => other.phones.some((theirs) => theirs.digits === digits));
  if (phone) reasons.push({ code: "contacts.same.phone", params: { phone: showPhone(phone.digits) } });
  const email = one.emails.find(({ folded }) => other.emails.some((theirs) => theirs.folded === folded));
  if (email) reasons.push({ code: "contacts.same.email", params: { email: email.folded } });
  reasons.push(...handleReasons(one, other));
  if (foldName(one.name) !== foldName(other.name) || foldName(one.name) === "") return reasons;
  const { name } = one;
  if (isSame(one.town, other.town))
    reasons.push({ code: "contacts.same.town", params: { name, town: one.town ?? "" } });
  if (isSame(one.organisation, other.organisation))
    reasons.push({ code: "contacts.same.organisation", params: { name, organisation: one.organisation ?? "" } });
  if (sharesThread) reasons.push({ code: "contacts.same.thread", params: { name } });
  return reasons;
}

function handleReasons(one: Comparable, other: Comparable): readonly Said[] {
  const theirs = new Map(named(other).map((handle) => [handle.folded, handle]));
  for (const mine of named(one)) {
    const same = theirs.get(mine.folded);
    // On one network two handles that fold to the same are two accounts ("@ann@a.example", "@ann@b.example").
    if (!same || same.network === mine.network) continue;
    const params = { handle: mine.folded, network: mine.network, other: same.network };
    return [{ code: "contacts.same.handle", params }];
  }
  return [];
}

function named({ handles }: Comparable) {
  return handles
    .filter(({ network }) => !notNames.has(network))
    .map(({ network, handle }) => ({ network, folded: foldHandle(handle) }))
    .filter(({ folded }) => isTellingHandle(folded));
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && foldName(one) !== "" && foldName(one) === foldName(other);
}
