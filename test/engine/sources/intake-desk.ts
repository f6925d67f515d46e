import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createIntake } from "../../../src-main/engine/intake.ts";
import type { Intake } from "../../../src-main/engine/intake.ts";
import type { FeedMeta } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { parseFeed } from "../../../src-main/engine/sources/feed/parse.ts";
import { sourceById } from "../../../src-main/engine/store/source.ts";
import type { Source } from "../../../src-main/engine/store/source.ts";
import type { Http } from "../../../src-main/ports/http.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

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
  /** Lets time pass in steps of the scheduler, and every poll of each step end. */
  readonly pass: (ms: number) => Promise<void>;
  readonly events: (kind: string) => Promise<number>;
  /** All that is known of a source. */
  readonly source: (id: string) => Promise<Source>;
  /** The log of a source's fetches, newest first. */
  readonly fetches: (id: string) => ReturnType<Intake["handlers"]["sources.fetches"]>;
  /** Ends the way in and begins it anew over the same workspace, as when the program is started again. */
  readonly restart: () => Promise<void>;
};

/** The whole way in over real HTTP, with an admin at the desk; nothing polls by itself until `intake.start()`. */
export async function startPollDesk(http: Http = createFetchHttp()): Promise<PollDesk> {
  const parts = await startTestParts();
  const feeds = { parse: (bytes: Uint8Array, meta: FeedMeta) => parseFeed(bytes, meta) };
  let intake = createIntake({ ...parts, http, feeds, classify });
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
      intake = createIntake({ ...parts, http, feeds, classify });
    },
    add: (url, options = {}) =>
      intake.handlers["sources.add"]({ commandId: parts.commandId(), url, allowPrivate: true, ...options }, call),
    poll: (id) => intake.handlers["sources.poll"]({ ids: [id], all: false }, call),
    pass: async (ms) => {
      await intake.idle();
      for (let left = ms; left > 0; left -= 10_000) {
        parts.clock.advance(Math.min(left, 10_000));
        await intake.idle();
      }
    },
    events: async (kind) =>
      (await parts.store.read.selectFrom("event").select("seq").where("kind", "=", kind).execute()).length,
  };
}
