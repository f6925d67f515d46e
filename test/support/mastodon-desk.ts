import { onTestFinished } from "vitest";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createMastodonPublisher } from "../../src-main/adapters/mastodon/mastodon-publisher.ts";
import type { Http } from "../../src-main/ports/http.ts";
import type {
  ConnectedAccount,
  ParentState,
  ReplyIntent,
  ReplyPublisher,
  Told,
} from "../../src-main/ports/reply-publisher.ts";
import { createFakeClock } from "./fake-clock.ts";
import type { FakeClock } from "./fake-clock.ts";
import { startMastodonServer } from "./mastodon-server/start-mastodon-server.ts";
import type { MastodonServer, MastodonServerOptions } from "./mastodon-server/start-mastodon-server.ts";
import { createMemorySecrets } from "./memory-secrets.ts";

export type MastodonDesk = {
  readonly server: MastodonServer;
  readonly publisher: ReplyPublisher;
  /** "desk" of the server, connected. */
  readonly account: ConnectedAccount;
  readonly secrets: ReturnType<typeof createMemorySecrets>;
  readonly clock: FakeClock;
  readonly http: Http;
  /** A reply to a post, with its address at its own server. */
  readonly replyTo: (post: { readonly url: string; readonly uri: string }, text: string) => ReplyIntent;
};

/** Loopback stands for the open net, and the machine counts as connected. */
export const openHttp = (): Http => createFetchHttp({ reachOf: () => "public", hasNetwork: () => true });

/** A connected account at a server of its own that lasts as long as the test; both go by one fake clock. */
export async function startMastodonDesk(
  options: MastodonServerOptions & { timeoutMs?: number } = {},
): Promise<MastodonDesk> {
  const { timeoutMs, ...switches } = options;
  const clock = createFakeClock();
  const server = await startMastodonServer({ now: clock.now, ...switches });
  onTestFinished(() => server.close());
  const { account, secretName, secret } = server.connect("desk", "01HZZZZZZZZZZZZZZZZZZZZZZZ");
  const secrets = createMemorySecrets();
  secrets.values.set(secretName, secret);
  const http = openHttp();
  const publisher = createMastodonPublisher({ http, secrets, clock, ...(timeoutMs !== undefined && { timeoutMs }) });
  let replies = 0;
  return {
    ...{ server, publisher, account, secrets, clock, http },
    replyTo: ({ url, uri }, text) => {
      replies += 1;
      return { replyId: `reply-${replies}`, text, lang: "en", parentUrl: url, parentKey: uri };
    },
  };
}

/** The value of something that went well; a failed one fails the test with its trouble. */
export function valueOf<Value>(told: Told<Value>): Value {
  if (!told.ok) throw new Error(`trouble: ${JSON.stringify(told.trouble)}`);
  return told.value;
}

export function troubleOf(told: Told<unknown>): {
  readonly class: string;
  readonly code: string;
  readonly retryAfterMs?: number;
} {
  if (told.ok) throw new Error(`no trouble: ${JSON.stringify(told.value)}`);
  const { class: kind, says, retryAfterMs } = told.trouble;
  return { class: kind, code: says.code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** One attempt as the outbox makes it, after its first look: reads the parent, then posts. */
export async function sendReply(
  { publisher, account, clock }: MastodonDesk,
  intent: ReplyIntent,
): ReturnType<ReplyPublisher["publish"]> {
  const parentRef = refOf(valueOf(await publisher.readParent(account, intent)));
  return publisher.publish(account, intent, { prepared: publisher.prepare(intent, clock.now()), parentRef });
}

export function refOf(parent: ParentState): string {
  if (parent.state !== "there") throw new Error(`the parent is ${parent.state}`);
  return parent.ref;
}
