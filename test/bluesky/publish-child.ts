// Publishes one reply as the outbox does: looks for an earlier attempt, reads the parent, sends. `dies` kills the process
// for good just before, or just after, the request that posts. What it is told comes as JSON in its first argument.
import { readFileSync, writeFileSync } from "node:fs";
import { createBlueskyPublisher } from "../../src-main/adapters/bluesky/bluesky-publisher.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import type { Http } from "../../src-main/ports/http.ts";
import type { ConnectedAccount, Posted, Prepared, ReplyIntent } from "../../src-main/ports/reply-publisher.ts";
import type { Secrets } from "../../src-main/ports/secrets.ts";

export type ChildOrder = {
  readonly account: ConnectedAccount;
  readonly intent: ReplyIntent;
  readonly prepared: Prepared;
  /** A file that stands for the keyring. */
  readonly secretFile: string;
  readonly dies: "before" | "after" | "never";
};
export type ChildResult = { readonly wasThere: boolean; readonly posted: Posted };

const order = JSON.parse(process.argv[2] ?? "") as ChildOrder;

const secrets: Secrets = {
  get: () => Promise.resolve(readFileSync(order.secretFile, "utf8")),
  set: (_name, value) => {
    writeFileSync(order.secretFile, value);
    return Promise.resolve("kept");
  },
  remove: () => Promise.resolve(),
  kind: () => Promise.resolve("keyring"),
};

const real = createFetchHttp();
const die = () => process.kill(process.pid, "SIGKILL");
const http: Http = {
  get: real.get,
  post: async (request) => {
    const posts = request.url.endsWith("com.atproto.repo.putRecord");
    if (posts && order.dies === "before") die();
    const answer = await real.post(request);
    if (posts && order.dies === "after") die();
    return answer;
  },
};

async function publish(): Promise<ChildResult> {
  const { account, intent, prepared } = order;
  const publisher = createBlueskyPublisher({ http, secrets, clock: createSystemClock() });
  const earlier = await publisher.reconcile(account, intent, prepared);
  if (!earlier.ok) throw new Error(JSON.stringify(earlier.trouble));
  if (earlier.value) return { wasThere: true, posted: earlier.value };
  const parent = await publisher.readParent(account, intent);
  if (!parent.ok || parent.value.state !== "there") throw new Error(JSON.stringify(parent));
  const sent = await publisher.publish(account, intent, { prepared, parentRef: parent.value.ref });
  if (!sent.ok) throw new Error(JSON.stringify(sent.trouble));
  return { wasThere: false, posted: sent.value };
}

process.stdout.write(JSON.stringify(await publish()));
