import type { Said } from "../../../contract/values.ts";
import type { Http, HttpAnswer } from "../../../ports/http.ts";
import type { ReplyPublishers } from "../../../ports/reply-publisher.ts";
import type { Secrets } from "../../../ports/secrets.ts";
import type { Parts } from "../../parts.ts";
import type { Db } from "../../store/open.ts";
import type { Source } from "../../store/source.ts";
import type { FeedParser } from "../feed/feed-parser.ts";
import type { NetworkWatch } from "../network.ts";
import type { Understanding } from "../understanding.ts";
import type { NewsWriter } from "./little-news.ts";
import type { UnchangedWriter } from "./unchanged.ts";

export type PollParts = Parts & {
  readonly http: Http;
  readonly feeds: Pick<FeedParser, "parse">;
  readonly publishers: ReplyPublishers;
  readonly network: NetworkWatch;
  readonly secrets: Pick<Secrets, "get">;
  readonly understandings: (db: Db) => Promise<Understanding>;
  readonly unchanged: Pick<UnchangedWriter, "add">;
  readonly news: Pick<NewsWriter, "add">;
  /** Aborted when the engine stops. */
  readonly closing: AbortSignal;
};

/** What a poll came to. `offline`: the desk could reach nobody, the source is not blamed. */
export type Poll = {
  readonly outcome: "stored" | "not-modified" | "failed" | "offline";
  readonly newMentions: number;
  readonly trouble: Said | null;
};

/** A poll whose server was heard: the next request may go out while `written` is being stored. */
export type Heard = { readonly written: Promise<Poll> };

/** One request and what came back: what every ending of a poll goes by. */
export type Visit<Answer extends HttpAnswer = HttpAnswer> = {
  readonly source: Source;
  /** Null when nothing was sent, because the source could not sign in. */
  readonly answer: Answer | null;
  /** Validators went along to the address that answered. */
  readonly conditional: boolean;
};
