import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Topic } from "../../src-main/contract/changes.ts";
import { Refusal } from "../../src-main/contract/refusal.ts";
import type { RefusalBody } from "../../src-main/contract/refusal.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import { createPairing } from "../../src-main/engine/people/pairing.ts";
import type { Pairing, PairingCode } from "../../src-main/engine/people/pairing.ts";
import { createSessions } from "../../src-main/engine/people/sessions.ts";
import type { Sessions } from "../../src-main/engine/people/sessions.ts";
import { storageRefusal } from "../../src-main/engine/store/open.ts";
import { createWorkspace } from "../../src-main/engine/workspace/create.ts";
import { createChangeFeed } from "../../src-main/transport/change-feed.ts";
import type { ChangeFeed } from "../../src-main/transport/change-feed.ts";
import { createDispatch } from "../../src-main/transport/dispatch.ts";
import type { Dispatch } from "../../src-main/transport/dispatch.ts";
import { createDevicesAtWork } from "../../src-main/transport/http/devices-at-work.ts";
import { startHttpServer } from "../../src-main/transport/http.ts";
import type { HttpServer } from "../../src-main/transport/http.ts";
import { startTestParts } from "./test-engine.ts";
import { createWholeEngine } from "./whole-engine.ts";
import type { TestParts } from "./test-engine.ts";

/** A whole engine behind the real door, on loopback. */
export type TestDesk = {
  readonly parts: TestParts;
  readonly engine: Engine;
  readonly dispatch: Dispatch;
  readonly sessions: Sessions;
  readonly pairing: Pairing;
  readonly replaced: PairingCode[];
  readonly changes: ChangeFeed;
  readonly server: HttpServer;
  readonly page: string;
  readonly close: () => Promise<void>;
};

export async function startTestDesk({
  firstPerson = "Desk",
}: { readonly firstPerson?: string | null } = {}): Promise<TestDesk> {
  const bare = await startTestParts();
  const changes = createChangeFeed();
  const parts: TestParts = { ...bare, changed: (...topics: readonly Topic[]) => changes.tell(topics) };
  await createWorkspace(parts, { kind: "desk", timeZone: "UTC", firstPerson, starterRules: [], starterScripts: [] });
  const engine = createWholeEngine(parts);
  engine.onChange((stale) => changes.tell(stale));
  const dispatch = createDispatch({
    ...parts,
    handlers: engine.handlers,
    storageRefusal: (cause) => storageRefusal(cause, parts.store.file),
    checkOutputs: true,
  });
  const sessions = createSessions(parts);
  const replaced: PairingCode[] = [];
  const pairing = createPairing({ ...parts, replaced: (code) => void replaced.push(code) });
  const page = writePage(parts.folder);
  const pair = async (code: string): Promise<{ token: string } | RefusalBody> => {
    try {
      const { kind, name, wall } = pairing.redeem(code);
      return { token: await sessions.pair(kind, { name, wall }) };
    } catch (cause) {
      if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
      throw cause;
    }
  };
  const { callOf, wasRevoked } = sessions;
  const devices = createDevicesAtWork(parts);
  const server = await startHttpServer({
    ...{ ...parts, dispatch, changes, pair, page, devices, wasRevoked, port: 0, address: "127.0.0.1" },
    callOf: (token) => callOf(token),
    admits: "everyone",
  });
  return {
    parts,
    engine,
    dispatch,
    sessions,
    pairing,
    replaced,
    changes,
    server,
    page,
    close: async () => {
      await server.close();
      await parts.close();
    },
  };
}

function writePage(folder: string): string {
  const page = join(folder, "page");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<!doctype html><title>Watchroom</title>");
  writeFileSync(join(page, "assets", "index-1a2b.js"), "export {};");
  writeFileSync(join(folder, "secret.json"), '"not for browsers"');
  return page;
}
