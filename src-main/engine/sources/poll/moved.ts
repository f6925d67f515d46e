import type { HttpAnswer } from "../../../ports/http.ts";
import type { FetchFacts } from "../../store/source-fetch.ts";
import type { Source } from "../../store/source.ts";

const dayMs = 24 * 60 * 60_000;
const provenPolls = 3;

export type Move = {
  readonly facts: Required<Pick<FetchFacts, "movedTo" | "movedSeen" | "movedSince">>;
  /** The source's new address, once that is beyond doubt. */
  readonly arrivedAt: string | null;
};

const stays: Move = { facts: { movedTo: null, movedSeen: 0, movedSince: null }, arrivedAt: null };

/**
 * Follows a source that answered well by way of a permanent redirect. It is believed when the same address answered so in
 * three polls over a day: a gate of a hotel's network redirects too.
 */
export function followMove(source: Source, answer: HttpAnswer, at: number): Move {
  const to = permanentTarget(answer);
  if (to === null || to === source.url || wouldLeakSecret(source, to)) return stays;
  const { movedTo, movedSeen, movedSince } = source;
  const since = to === movedTo && movedSince !== null && movedSince <= at ? movedSince : null;
  const seen = since === null ? 1 : movedSeen + 1;
  if (since !== null && seen >= provenPolls && at - since >= dayMs) return { facts: stays.facts, arrivedAt: to };
  return { facts: { movedTo: to, movedSeen: seen, movedSince: since ?? at }, arrivedAt: null };
}

/** Where the permanent redirects lead that stand before the first temporary one; null when there are none. */
function permanentTarget({ redirects }: HttpAnswer): string | null {
  const temporary = redirects.findIndex(({ permanent }) => !permanent);
  return (temporary < 0 ? redirects : redirects.slice(0, temporary)).at(-1)?.to ?? null;
}

/** A password was given for one server; only a person gives it to another. */
function wouldLeakSecret({ signIn, url }: Source, to: string): boolean {
  return signIn !== null && URL.parse(url)?.origin !== URL.parse(to)?.origin;
}
