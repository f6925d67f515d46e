import { createHash } from "node:crypto";
import { runEngineAct } from "../../commands.ts";
import { sourceById } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { feedErrorKey, isFeedError } from "../feed/parsed-feed.ts";
import { askServer } from "./ask.ts";
import { hearFrom, recordFailure, recordHttpFailure } from "./failure.ts";
import type { Poll, PollParts } from "./poll-parts.ts";
import { restingNeighbours } from "./rest.ts";
import { storeFeed } from "./store-feed.ts";
import { recordSuccess } from "./success.ts";
import type { GoodVisit } from "./success.ts";

const overtaken: Poll = { outcome: "not-modified", newMentions: 0, trouble: null };

/** Fetches a source once, conditionally, and stores what it says. Whatever goes wrong out there ends as a value on its row. */
export async function pollSource(parts: PollParts, polled: Source): Promise<Poll> {
  const asked = await askServer(parts, polled);
  if ("answer" in asked && asked.answer.status === "failed" && asked.answer.code === "cancelled")
    return { outcome: "offline", newMentions: 0, trouble: null };
  const source = await stillThere(parts, polled);
  if (!source) return overtaken;
  if ("trouble" in asked) return recordFailure(parts, { source, answer: null, conditional: false }, asked.trouble);
  const { answer, conditional } = asked;
  if (answer.status === "failed") return recordHttpFailure(parts, { source, ...asked }, answer);

  const visit: GoodVisit = { source, answer, conditional };
  hearFrom(parts, visit);
  if (answer.status === "not-modified") return recordUnchanged(parts, visit, "not_modified");
  const bodyHash = createHash("sha256").update(answer.body).digest("hex");
  if (bodyHash === source.bodyHash) return recordUnchanged(parts, visit, "same");

  const contentType = answer.headers["content-type"] ?? null;
  const feed = await parts.feeds.parse(answer.body, { contentType, url: answer.url });
  const parsed = await stillThere(parts, source);
  if (!parsed) return overtaken;
  const read = { ...visit, source: parsed };
  if (isFeedError(feed)) return recordFailure(parts, read, { code: feedErrorKey(feed), params: feed.error.params });
  return storeFeed(parts, read, { feed, bodyHash });
}

/**
 * The source as it is now: a person may have changed it while the answer was on its way. Null when it was removed or has
 * another address, about which this answer says nothing; that one is due already.
 */
async function stillThere({ store }: PollParts, { id, url }: Source): Promise<Source | null> {
  const source = await sourceById(store.read, id);
  return source?.url === url ? source : null;
}

/** Nothing new, which is a success like any other. */
async function recordUnchanged(parts: PollParts, visit: GoodVisit, outcome: "same" | "not_modified"): Promise<Poll> {
  const neighbours = await restingNeighbours(parts.store.read, visit);
  await runEngineAct(parts, { topics: ["sources", "status"] }, (act) =>
    recordSuccess(parts, act, visit, { outcome, newItems: 0, facts: {}, neighbours }),
  );
  return { outcome: "not-modified", newMentions: 0, trouble: null };
}
