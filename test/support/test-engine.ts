import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Topic } from "../../src-main/contract/changes.ts";
import type { Role } from "../../src-main/contract/values.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import type { Parts } from "../../src-main/engine/parts.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import type { Store } from "../../src-main/engine/store/open.ts";
import { insertPerson } from "../../src-main/engine/store/person.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import type { LogFields } from "../../src-main/ports/logger.ts";
import { createCountedIds } from "./counted-ids.ts";
import { createFakeClock } from "./fake-clock.ts";
import type { FakeClock } from "./fake-clock.ts";
import { placeFreshWorkspace } from "./fresh-workspace.ts";
import { createMemorySecrets } from "./memory-secrets.ts";

export type LogLine = { readonly level: "info" | "warn" | "error"; readonly event: string; readonly fields: LogFields };

export type TestParts = Parts & {
  readonly clock: FakeClock;
  readonly secrets: ReturnType<typeof createMemorySecrets>;
  readonly folder: string;
  /** What pages were told, in order. */
  readonly changes: (readonly Topic[])[];
  readonly logged: LogLine[];
  /** Adds a person with these roles (no PIN) and gives the call of somebody signed in as them. */
  readonly addPerson: (name: string, ...roles: readonly Role[]) => Promise<Call>;
  /** A command id, new each time. */
  readonly commandId: () => string;
  readonly close: () => Promise<void>;
};

/**
 * A real WAL file in a folder of its own with default settings (Mon–Fri 9–17 UTC) and no people, a fake clock, counted
 * ids and secrets in memory. `await using` or `close()` takes it all away. It begins with a copy of a workspace where one is given.
 */
export async function startTestParts({ copyOf }: { readonly copyOf?: string } = {}): Promise<TestParts> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-test-"));
  const file = join(folder, "desk.db");
  if (copyOf === undefined) await placeFreshWorkspace(file);
  else copyFileSync(copyOf, file);
  const clock = createFakeClock();
  const ids = createCountedIds();
  const store = await openStore({
    file,
    backups: join(folder, "backups"),
    holder: { what: "test", pid: process.pid, since: clock.now() },
  });
  await store.write((trx) => writeSettings(trx, { version: 1, settings: defaultSettings("UTC") }));
  const changes: (readonly Topic[])[] = [];
  const logged: LogLine[] = [];
  const log =
    (level: LogLine["level"]) =>
    (event: string, fields: LogFields = {}) =>
      void logged.push({ level, event, fields });
  return {
    store,
    clock,
    ids,
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    changed: (...topics) => void changes.push(topics),
    secrets: createMemorySecrets(),
    folder,
    changes,
    logged,
    addPerson: (name, ...roles) => addPerson({ store, clock, ids }, name, roles),
    commandId: () => ids.ulid(clock.now()),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addPerson(
  { store, clock, ids }: { store: Store; clock: FakeClock; ids: Parts["ids"] },
  name: string,
  roles: readonly Role[],
): Promise<Call> {
  const id = ids.ulid(clock.now());
  const rowId = await store.write((trx) => insertPerson(trx, { id, name, roles, pinHash: null, at: clock.now() }));
  return { device: "desk", sessionId: null, person: { rowId, id, name, roles }, actor: { kind: "person", id } };
}
