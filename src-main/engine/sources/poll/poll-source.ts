import { hash } from "node:crypto";
import type { Said } from "../../../contract/values.ts";
import type { HttpFailed, HttpOk } from "../../../ports/http.ts";
import { sourceById } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { feedErrorKey } from "../feed/parsed-feed.ts";
import { askServer } from "./ask.ts";
import { hearFrom, recordFailure, recordHttpFailure } from "./failure.ts";
import { isLittle } from "./little-news.ts";
import type { Heard, Poll, PollParts } from "./poll-parts.ts";
import { readFeed } from "./read-feed.ts";
import { storeFeed } from "./store-feed.ts";
import type { GoodVisit } from "./success.ts";
import { mayWait } from "./unchanged.ts";

const overtaken: Poll = { outcome: "not-modified", newMentions: 0, trouble: null };

/** Fetches a source once, conditionally, and stores what it says. Whatever goes wrong out there ends as a value on its row. */
export async function pollSource(parts: PollParts, source: Source): Promise<Heard> {
  const asked = await askServer(parts, source);
  if ("trouble" in asked) return written(await blame(parts, source, asked.trouble));
  const { answer, conditional } = asked;
  if (answer.status === "failed") return written(await storeFailure(parts, source, { ...asked, answer }));
  // Nothing new is a success like any other.
  if (answer.status === "not-modified") return hearUnchanged(parts, { source, answer, conditional }, "not_modified");
  const bodyHash = hash("sha256", answer.body);
  if (bodyHash === source.bodyHash) return hearUnchanged(parts, { source, answer, conditional }, "same");
  return storeAnswer(parts, source, { answer, conditional, bodyHash });
}

function written(poll: Poll): Heard {
  return { written: Promise.resolve(poll) };
}

async function hearUnchanged(parts: PollParts, visit: GoodVisit, outcome: "same" | "not_modified"): Promise<Heard> {
  hearFrom(parts, visit);
  const poll = parts.unchanged.add({ visit, outcome });
  return mayWait(visit) ? { written: poll } : written(await poll);
}

async function blame(parts: PollParts, polled: Source, trouble: Said): Promise<Poll> {
  const source = await stillThere(parts, polled);
  return source ? recordFailure(parts, { source, answer: null, conditional: false }, trouble) : overtaken;
}

async function storeFailure(
  parts: PollParts,
  polled: Source,
  { answer, conditional }: { readonly answer: HttpFailed; readonly conditional: boolean },
): Promise<Poll> {
  if (answer.code === "cancelled") return { outcome: "offline", newMentions: 0, trouble: null };
  const source = await stillThere(parts, polled);
  return source ? recordHttpFailure(parts, { source, answer, conditional }, answer) : overtaken;
}

async function storeAnswer(
  parts: PollParts,
  polled: Source,
  {
    answer,
    conditional,
    bodyHash,
  }: { readonly answer: HttpOk; readonly conditional: boolean; readonly bodyHash: string },
): Promise<Heard> {
  hearFrom(parts, { source: polled, answer, conditional });
  const read = await readFeed(parts, polled, answer);
  const source = await stillThere(parts, polled);
  if (!source) return written(overtaken);
  const visit = { source, answer, conditional };
  if ("error" in read)
    return written(await recordFailure(parts, visit, { code: feedErrorKey(read), params: read.error.params }));
  const news = { visit, read, bodyHash };
  return isLittle(news) ? { written: parts.news.add(news) } : written(await storeFeed(parts, visit, news));
}

/**
 * The source as it is now: a person may have changed it while the answer was on its way. Null when it was removed or has
 * another address, about which this answer says nothing; that one is due already.
 */
async function stillThere({ store }: PollParts, { id, url }: Source): Promise<Source | null> {
  const source = await sourceById(store.read, id);
  return source?.url === url ? source : null;
}
