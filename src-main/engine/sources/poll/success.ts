import type { HttpNotModified, HttpOk } from "../../../ports/http.ts";
import type { Act } from "../../commands.ts";
import { insertFetch } from "../../store/fetch.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import type { FetchFacts } from "../../store/source-fetch.ts";
import type { Source } from "../../store/source.ts";
import { nextFetchMs } from "../interval.ts";
import { changeAddress } from "./change-address.ts";
import { fetchLine } from "./fetch-line.ts";
import { hasHint, hintMinutes } from "./hint.ts";
import { followMove } from "./moved.ts";
import type { PollParts, Visit } from "./poll-parts.ts";
import { giveRest } from "./rest.ts";

export type GoodVisit = Visit<HttpOk | HttpNotModified> & { readonly answer: HttpOk | HttpNotModified };

export type Success = {
  readonly outcome: "stored" | "same" | "not_modified";
  readonly newItems: number;
  /** What the feed itself taught, besides what its server's headers did. */
  readonly facts: FetchFacts;
  readonly neighbours: readonly Source[];
};

/** Writes down that a source answered well, what its answer taught, and when its next turn is. */
export async function recordSuccess(
  { ids }: Pick<PollParts, "ids">,
  act: Act,
  visit: GoodVisit,
  { outcome, newItems, facts, neighbours }: Success,
): Promise<void> {
  const { source, answer } = visit;
  const move = followMove(source, answer, act.at);
  const learned = { ...headerFacts(source, answer, act.at), ...facts, ...move.facts };
  const known = { ...source, lastOkAt: act.at, ...learned };
  const wait = Math.max(nextFetchMs(known, ids.fraction()), answer.retryAfterMs ?? 0);
  const nextCheckAt = act.at + wait;
  await saveFetch(act.trx, source.rowId, {
    ...learned,
    failures: 0,
    trouble: null,
    lastOkAt: act.at,
    lastTryAt: act.at,
    nextCheckAt,
    restUntil: null,
  });
  await giveRest(act, visit, neighbours);
  await insertFetch(
    act.trx,
    source.rowId,
    fetchLine(visit, { at: act.at, outcome, newItems, trouble: null, nextCheckAt }),
  );
  const { id: subjectId, name, failures } = source;
  if (failures > 0) await act.record({ kind: "source.back", subjectId, payload: { name, failures } });
  if (move.arrivedAt !== null) await changeAddress(act, source, move.arrivedAt);
}

function headerFacts(source: Source, answer: HttpOk | HttpNotModified, at: number): FetchFacts {
  const { headers } = answer;
  const hint = hasHint(headers) || answer.status === "ok" ? { hintMinutes: hintMinutes(headers, at) } : {};
  if (answer.status === "ok") return { ...hint, ...validatorsOf(answer), fullFetchAt: at };
  const lastModified = headers["last-modified"];
  return {
    ...hint,
    ...(lastModified === undefined ? {} : { lastModified }),
    // A source of an older workspace: its week begins now.
    ...(source.fullFetchAt === null ? { fullFetchAt: at } : {}),
  };
}

/** Both validators are replaced together, byte for byte; one that the answer lacks is dropped. */
function validatorsOf({
  headers,
  url,
}: HttpOk): Required<Pick<FetchFacts, "etag" | "lastModified" | "validatorsFrom">> {
  return { etag: headers["etag"] ?? null, lastModified: headers["last-modified"] ?? null, validatorsFrom: url };
}
