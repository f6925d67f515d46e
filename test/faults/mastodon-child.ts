// Sends one approved reply as the outbox does: what it is about to do is on disk before it is done. Says where it stands,
// and at the moment named on the command line stays there until it is killed.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createMastodonPublisher } from "../../src-main/adapters/mastodon/mastodon-publisher.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import type { Http } from "../../src-main/ports/http.ts";
import type { ConnectedAccount, Posted, Prepared, ReplyIntent, Told } from "../../src-main/ports/reply-publisher.ts";
import type { Secrets } from "../../src-main/ports/secrets.ts";

export type ChildOrder = {
  readonly journal: string;
  readonly account: ConnectedAccount;
  readonly secret: string;
  readonly intent: ReplyIntent;
  readonly stopAt: "before" | "after" | null;
  /** Does not look for an earlier attempt. */
  readonly isBlind: boolean;
};
type Entry = { readonly prepared: Prepared; readonly sent: Posted | null };

const order = JSON.parse(process.argv[2] ?? "") as ChildOrder;
const { account, intent } = order;
const http = createFetchHttp();
const clock = createSystemClock();
const secrets: Secrets = {
  get: () => Promise.resolve(order.secret),
  set: () => Promise.resolve("session"),
  remove: () => Promise.resolve(),
  kind: () => Promise.resolve("session"),
};

/** Says it and waits for the end of the world. */
function stay(at: string): Promise<never> {
  writeSync(1, `${at}\n`);
  setInterval(() => {}, 1_000);
  return new Promise(() => {});
}

const watched: Http = {
  get: (request) => http.get(request),
  post: async (request) => {
    if (order.stopAt === "before") await stay("before");
    const answer = await http.post(request);
    if (order.stopAt === "after") await stay("after");
    return answer;
  },
};

function note(entry: Entry): void {
  const file = openSync(order.journal, "a");
  writeSync(file, `${JSON.stringify(entry)}\n`);
  fsyncSync(file);
  closeSync(file);
}

function lastNoted(): Entry | null {
  if (!existsSync(order.journal)) return null;
  const line = readFileSync(order.journal, "utf8").trimEnd().split("\n").at(-1);
  return line ? (JSON.parse(line) as Entry) : null;
}

function valueOf<Value>(told: Told<Value>): Value {
  if (told.ok) return told.value;
  throw new Error(JSON.stringify(told.trouble));
}

const publisher = createMastodonPublisher({ http: watched, secrets, clock });
const earlier = lastNoted();
const prepared = earlier?.prepared ?? publisher.prepare(intent, clock.now());
const found = earlier === null || order.isBlind ? null : valueOf(await publisher.reconcile(account, intent, prepared));
note({ prepared, sent: null });
if (found) {
  note({ prepared, sent: found });
  writeSync(1, `found ${found.url}\n`);
} else {
  const parent = valueOf(await publisher.readParent(account, intent));
  if (parent.state !== "there") throw new Error(`the parent is ${parent.state}`);
  const sent = valueOf(await publisher.publish(account, intent, { prepared, parentRef: parent.ref }));
  note({ prepared, sent });
  writeSync(1, `sent ${sent.url}\n`);
}
