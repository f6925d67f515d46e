import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createIntake } from "../../../src-main/engine/intake.ts";
import type { Intake } from "../../../src-main/engine/intake.ts";
import type { FeedParser } from "../../../src-main/engine/sources/feed/feed-parser.ts";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { sourceById } from "../../../src-main/engine/store/source.ts";
import type { Source } from "../../../src-main/engine/store/source.ts";
import type { ReplyPublishers } from "../../../src-main/ports/reply-publisher.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import type { FakeClock } from "../../support/fake-clock.ts";
import { noNetworks } from "../../support/fake-network.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { onlyShipped } from "../../support/only-shipped.ts";

const { classify } = loadSentiment(fileURLToPath(new URL("../../../resources/", import.meta.url)));

export type PollDesk = TestParts & {
  readonly intake: Intake;
  readonly call: Call;
  readonly add: (
    url: string,
    options?: { readonly allowPrivate?: boolean; readonly everything?: boolean; readonly name?: string },
  ) => Promise<SourceRow>;
  readonly row: (id: string) => Promise<SourceRow>;
  readonly poll: (id: string) => ReturnType<Intake["handlers"]["sources.poll"]>;
  /** Lets time pass in steps of the scheduler, and every poll of each step end; what waits for its host gets its time. */
  readonly pass: (ms: number, stepMs?: number) => Promise<void>;
  readonly events: (kind: string) => Promise<number>;
  /** All that is known of a source. */
  readonly source: (id: string) => Promise<Source>;
  /** The log of a source's fetches, newest first. */
  readonly fetches: (id: string) => ReturnType<Intake["handlers"]["sources.fetches"]>;
  /** Ends the way in and begins it anew over the same workspace, as when the program is started again. */
  readonly restart: () => Promise<void>;
};

/** The whole way in over real HTTP, with an admin at the desk; nothing polls by itself until `intake.start()`. */
export async function startPollDesk(
  http: Http = createFetchHttp(),
  parse: FeedParser["parse"] = (bytes, meta) => parseFeed(bytes, meta),
  publishers: ReplyPublishers = noNetworks(),
): Promise<PollDesk> {
  const parts = await startTestParts();
  const feeds = { parse };
  const line = countRequests(http);
  let intake = createIntake({ ...parts, http: line.http, feeds, deskModels: onlyShipped(classify), publishers });
  onTestFinished(async () => {
    await intake.stop();
    await parts.close();
  });
  const call = await parts.addPerson("Sunniva", "admin");
  const row = async (id: string) => {
    const found = (await intake.handlers["sources.list"]({}, call)).find((one) => one.id === id);
    if (!found) throw new Error(`no source ${id}`);
    return found;
  };
  return {
    ...parts,
    get intake() {
      return intake;
    },
    call,
    row,
    source: async (id) => {
      const found = await sourceById(parts.store.read, id);
      if (!found) throw new Error(`no source ${id}`);
      return found;
    },
    fetches: (id) => intake.handlers["sources.fetches"]({ id }, call),
    restart: async () => {
      await intake.stop();
      intake = createIntake({ ...parts, http: line.http, feeds, deskModels: onlyShipped(classify), publishers });
    },
    add: (url, options = {}) =>
      intake.handlers["sources.add"]({ commandId: parts.commandId(), url, allowPrivate: true, ...options }, call),
    poll: (id) => intake.handlers["sources.poll"]({ ids: [id], all: false }, call),
    pass: async (ms, stepMs = 10_000) => {
      const end = parts.clock.monotonic() + ms;
      await settle(parts.clock, line, () => intake.idle());
      while (parts.clock.monotonic() < end) {
        parts.clock.advance(Math.min(end - parts.clock.monotonic(), stepMs));
        await settle(parts.clock, line, () => intake.idle());
      }
    },
    events: async (kind) =>
      (await parts.store.read.selectFrom("event").select("seq").where("kind", "=", kind).execute()).length,
  };
}

type Line = { readonly http: Http; readonly underWay: () => number };

function countRequests(http: Http): Line {
  let underWay = 0;
  return {
    underWay: () => underWay,
    http: {
      ...http,
      get: async (request) => {
        underWay += 1;
        return http.get(request).finally(() => (underWay -= 1));
      },
    },
  };
}

/** So many turns of the event loop without a request under way are enough to see that work waits for the clock. */
const quietTurns = 50;

/** Waits until nothing runs. What waits for its host's turn meanwhile gets the seconds that it needs. */
async function settle(clock: FakeClock, { underWay }: Line, whenIdle: () => Promise<void>): Promise<void> {
  let isIdle = false;
  const idle = whenIdle().then(() => (isIdle = true));
  for (let quiet = 0; !isIdle;) {
    await new Promise(setImmediate);
    quiet = underWay() > 0 ? 0 : quiet + 1;
    if (quiet % quietTurns === quietTurns - 1) clock.advance(500);
  }
  await idle;
}
