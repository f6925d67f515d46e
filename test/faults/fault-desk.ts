import { onTestFinished } from "vitest";
import { reachOf } from "../../src-main/adapters/fetch-http/addresses.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HostAddress } from "../../src-main/adapters/fetch-http/resolve-host.ts";
import { loadWords } from "../../src-main/adapters/word-catalogue.ts";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createFeedParser } from "../../src-main/engine/sources/feed/feed-parser.ts";
import { parseWorkerUrl } from "../../src-main/hosts/paths.ts";
import type { Http } from "../../src-main/ports/http.ts";
import { answer, startFaultServer } from "../support/fault-server.ts";
import type { FaultServer, FaultServerOptions, Misbehave } from "../support/fault-server.ts";
import { startTestParts } from "../support/test-engine.ts";
import type { TestParts } from "../support/test-engine.ts";
import { createWholeEngine, resourcesFolder } from "../support/whole-engine.ts";

export const minute = 60_000;
export const hour = 60 * minute;
/** A step of the scheduler's time: short enough that no look seems to come after a sleep. */
const stepMs = minute;

export const words = loadWords(resourcesFolder);

/** A feed of posts with these guids and texts, newest first. */
export function rss(...entries: readonly (readonly [id: string, text: string])[]): string {
  const items = entries.map(
    ([id, text]) => `<item><guid isPermaLink="false">${id}</guid><description>${text}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Averby Gazette</title><link>https://gazette.example/</link>${items.join("")}</channel></rss>`;
}

export const twoPosts = rss(["a", "The ferry is late again"], ["b", "Lovely crossing this morning"]);
export const threePosts = rss(
  ["c", "The ferry came back"],
  ["a", "The ferry is late again"],
  ["b", "Lovely crossing this morning"],
);

export const feedAnswer = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Buffer =>
  answer(200, { "content-type": "application/rss+xml", ...headers }, body);

/** A server whose behaviour changes while it runs. It begins with two posts. */
export type SwitchServer = FaultServer & { behave: Misbehave };

export async function startSwitchServer(options: FaultServerOptions = {}): Promise<SwitchServer> {
  const server: FaultServer = await startFaultServer((socket, request) => switched.behave(socket, request), options);
  const switched: SwitchServer = Object.assign(server, {
    behave: ((socket) => socket.end(feedAnswer(twoPosts))) as Misbehave,
  });
  onTestFinished(() => server.close());
  return switched;
}

/** What names mean in the test's net; "unknown" is a name that nobody has. Every other name leads to this computer. */
export type Names = Map<string, readonly string[] | "unknown">;

/**
 * The real fetcher in a net where 127.0.0.1 stands for the open net, so that all its manners apply. The same computer by
 * another spelling (::ffff:127.0.0.1) is an inner address, and a request that got there would be seen by the server.
 */
export function openNetHttp(names: Names, options: { readonly certificateAuthorities?: readonly string[] } = {}): Http {
  const addressOf = (address: string): HostAddress => ({ address, family: address.includes(":") ? 6 : 4 });
  return createFetchHttp({
    ...options,
    hasNetwork: () => true,
    reachOf: (address) => (address === "127.0.0.1" ? "public" : reachOf(address)),
    resolve: (host) => {
      const known = names.get(host) ?? ["127.0.0.1"];
      return known === "unknown"
        ? Promise.reject(
            Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND", syscall: "getaddrinfo" }),
          )
        : Promise.resolve(known.map(addressOf));
    },
  });
}

export type FaultDesk = TestParts & {
  readonly engine: Engine;
  readonly call: Call;
  readonly names: Names;
  /** Adds a source that counts everything and is looked at every 15 minutes, whatever its pace. */
  readonly add: (url: string, options?: { readonly allowPrivate?: boolean }) => Promise<SourceRow>;
  readonly row: (id: string) => Promise<SourceRow>;
  /** The sentence on the row of a source, in the words of the catalogue; "" when there is none. */
  readonly sentence: (id: string) => Promise<string>;
  /** Lets time pass, and every poll on the way end. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets time pass as a computer that sleeps sees it: at once, and then the minutes in which what is due gets its turn. */
  readonly skip: (ms: number) => Promise<void>;
  /** Lets time pass until a row is as wanted; after `limitMs` the row stays as it is and the caller's check fails. */
  readonly passUntil: (id: string, isThere: (row: SourceRow) => boolean, limitMs?: number) => Promise<SourceRow>;
  /** A source beside the broken one, with a new post at each look. */
  readonly healthy: SourceRow;
};

export type FaultDeskOptions = { readonly http?: Http; readonly certificateAuthorities?: readonly string[] };

/** The whole engine with its parser in its worker, a fake clock, real sockets, and a healthy source that is polled already. */
export async function startFaultDesk(options: FaultDeskOptions = {}): Promise<FaultDesk> {
  const parts = await startTestParts();
  const names: Names = new Map();
  const { http = openNetHttp(names, options) } = options;
  const feedParser = createFeedParser({ workerUrl: parseWorkerUrl });
  const engine = createWholeEngine(parts, { http, feedParser });
  onTestFinished(async () => {
    await engine.stop();
    await feedParser.close();
    await parts.close();
  });
  const call = await parts.addPerson("Sunniva", "admin");
  const rows = () => engine.handlers["sources.list"]({}, call);
  const row = async (id: string) => {
    const found = (await rows()).find((one) => one.id === id);
    if (!found) throw new Error(`no source ${id}`);
    return found;
  };
  const pass = async (ms: number) => {
    await engine.idle();
    for (let left = ms; left > 0; left -= stepMs) {
      parts.clock.advance(Math.min(left, stepMs));
      await engine.idle();
    }
  };
  const skip = async (ms: number) => {
    await engine.idle();
    parts.clock.advance(ms);
    await pass(3 * minute);
  };
  const add: FaultDesk["add"] = async (url, { allowPrivate = false } = {}) => {
    const input = { commandId: parts.commandId(), url, allowPrivate, everything: true };
    const { id } = await engine.handlers["sources.add"](input, call);
    const often = { interval_minutes: 15 };
    await parts.store.write((trx) => trx.updateTable("source").set(often).where("public_id", "=", id).execute());
    return row(id);
  };
  const passUntil: FaultDesk["passUntil"] = async (id, isThere, limitMs = 3 * hour) => {
    for (let passed = 0; passed <= limitMs; passed += stepMs) {
      if (isThere(await row(id))) break;
      await pass(stepMs);
    }
    return row(id);
  };
  await engine.start();
  const healthy = await addHealthy(add, options.http !== undefined);
  await passUntil(healthy.id, (one) => one.items > 0);
  const sentence = async (id: string) => {
    const { trouble } = await row(id);
    return trouble === null ? "" : words.say(trouble);
  };
  return { ...parts, engine, call, names, add, row, sentence, pass, skip, passUntil, healthy };
}

async function addHealthy(add: FaultDesk["add"], allowPrivate: boolean): Promise<SourceRow> {
  let asked = 0;
  const server = await startFaultServer((socket) => {
    asked += 1;
    socket.end(feedAnswer(rss([`healthy-${asked}`, `Post number ${asked} of the healthy one`])));
  });
  onTestFinished(() => server.close());
  return add(allowPrivate ? server.url : `http://healthy.example:${server.port}/`, { allowPrivate });
}
