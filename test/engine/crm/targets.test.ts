import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCrmConnectors } from "../../../src-main/hosts/crm-connectors.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { createSystemClock } from "../../../src-main/adapters/system-clock.ts";
import { withTrialKeys } from "../../../src-main/adapters/trial-keys.ts";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createTargets } from "../../../src-main/engine/crm/target-methods.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { listTargets, pauseTarget } from "../../../src-main/engine/store/crm-target.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { addCase } from "../../support/crm-desk.ts";
import { addSourceRow } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { startWebhookReceiver } from "../../support/webhook-receiver.ts";

type Config = CrmTarget["config"];
const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const otherSecret = `whsec_${Buffer.alloc(24, 8).toString("base64")}`;
const espo = {
  ...{ kind: "espocrm", url: "https://crm.example/espo", log: "case", userId: null, keyField: null },
  ...{ handleField: null, fields: {} },
} as const satisfies Config;

let parts: TestParts;
let admin: Call;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let targets: ReturnType<typeof createTargets>;
let nudges: number;
/** Names under which a typed secret was lent. */
let lent: string[];
let keys: ReturnType<typeof withTrialKeys>;

beforeEach(async () => {
  parts = await startTestParts();
  admin = await parts.addPerson("Sunniva Clegg", "admin");
  receiver = await startWebhookReceiver(secret);
  nudges = 0;
  lent = [];
  keys = withTrialKeys(parts.secrets);
  const connectors = createCrmConnectors({
    ...{ http: createFetchHttp(), secrets: keys.secrets },
    // A receiver judges the stamp of a message by the real time.
    clock: createSystemClock(),
  });
  targets = createTargets({
    ...parts,
    connectors,
    trialKeys: {
      lend: (name, value) => {
        lent.push(name);
        return keys.trialKeys.lend(name, value);
      },
    },
    sender: { nudge: () => void nudges++ },
    say: ({ code }) => code,
  });
});
afterEach(async () => {
  await receiver.close();
  await parts.close();
});

const save = (config: Config, change: { id?: string; version?: number; secret?: string } = {}) =>
  targets["crm.saveTarget"](
    { commandId: parts.commandId(), name: `A ${config.kind}`, config, enabled: true, ...change },
    admin,
  );
const hook = (): Config => ({ kind: "webhook", url: receiver.url });
const databaseText = async () =>
  JSON.stringify([
    await parts.store.read.selectFrom("crm_target").selectAll().execute(),
    await parts.store.read.selectFrom("event_payload").selectAll().execute(),
    await parts.store.read.selectFrom("command").selectAll().execute(),
  ]);

describe("saving", () => {
  test("a CRM's key goes to the keyring and nowhere else; its address loses the slash at its end", async () => {
    const saved = await save({ ...espo, url: " https://crm.example/espo/ " }, { secret: "key-of-the-desk" });
    expect([saved.config, saved.secret]).toEqual([espo, "kept"]);
    expect([...parts.secrets.values]).toEqual([[`crm:${saved.id}`, "key-of-the-desk"]]);
    expect(await databaseText()).not.toContain("key-of-the-desk");
  });

  test("a webhook's former secret signs beside the new one for a day, and is forgotten with its target", async () => {
    const saved = await save(hook(), { secret });
    const { version } = await save(hook(), { id: saved.id, version: saved.version, secret: otherSecret });
    await save(hook(), { id: saved.id, version, secret: otherSecret });
    const until = parts.clock.now() + 24 * 3600 * 1000;
    expect([...parts.secrets.values]).toEqual([
      [`crm:${saved.id}:webhook`, otherSecret],
      [`crm:${saved.id}:webhook:previous`, `${until} ${secret}`],
    ]);
    const [target] = await targets["crm.targets"]({}, admin);
    const gone = { commandId: parts.commandId(), id: saved.id, version: target?.version ?? 0 };
    await targets["crm.removeTarget"](gone, admin);
    expect([...parts.secrets.values]).toEqual([]);
  });

  test("a CRM without its key is refused, a change without one keeps the one that is known", async () => {
    await expect(save(espo)).rejects.toMatchObject({ code: "secret-needed" });
    const saved = await save(espo, { secret: "key" });
    await save(espo, { id: saved.id, version: saved.version });
    expect([...parts.secrets.values.values()]).toEqual(["key"]);
  });

  test("a target does not become one of another kind", async () => {
    const saved = await save(espo, { secret: "key" });
    const change = { id: saved.id, version: saved.version, secret };
    await expect(save(hook(), change)).rejects.toMatchObject({ code: "target-invalid", params: { what: "kind" } });
  });

  test("one CRM is not connected twice, under whatever name; a folder and a webhook may be", async () => {
    const saved = await save(espo, { secret: "key" });
    const again = (config: Config) =>
      targets["crm.saveTarget"](
        { commandId: parts.commandId(), name: "Another", config, enabled: true, secret: "key" },
        admin,
      );
    await expect(again({ ...espo, url: `${espo.url}/` })).rejects.toMatchObject({
      ...{ code: "target-twice", params: { name: saved.name } },
    });
    const other = await again({ ...espo, url: "https://other.example" });
    const moved = { id: other.id, version: other.version };
    await expect(
      targets["crm.saveTarget"](
        { commandId: parts.commandId(), name: "Another", config: espo, enabled: true, ...moved },
        admin,
      ),
    ).rejects.toMatchObject({ code: "target-twice" });
    await save(espo, { id: saved.id, version: saved.version });
    await save(hook(), { secret });
    const twin = { commandId: parts.commandId(), name: "Hook 2", config: hook(), enabled: true, secret };
    expect((await targets["crm.saveTarget"](twin, admin)).name).toBe("Hook 2");
  });

  test("removing a target takes its key out of the keyring", async () => {
    const { id, version } = await save(espo, { secret: "key" });
    await targets["crm.removeTarget"]({ commandId: parts.commandId(), id, version }, admin);
    expect(parts.secrets.values.size).toBe(0);
  });
});

describe("testing", () => {
  test("a draft is tried with the secret that was typed, and nothing of it is kept", async () => {
    const told = await targets["crm.testTarget"]({ config: hook(), secret }, admin);
    expect(told).toMatchObject({ ok: true, findings: [{ state: "ok", says: { code: "crm.test-ok" } }] });
    expect(receiver.delivered).toMatchObject([{ verified: true, body: { schema: "watchroom.test/1" } }]);
    expect([parts.secrets.values.size, await listTargets(parts.store.read)]).toEqual([0, []]);
    expect(await databaseText()).not.toContain(secret);
  });

  test("a typed secret is lent for the one test, and nobody can ask for it after, whatever became of the test", async () => {
    await targets["crm.testTarget"]({ config: hook(), secret }, admin);
    await receiver.close();
    await targets["crm.testTarget"]({ config: hook(), secret }, admin);
    expect(lent).toHaveLength(2);
    expect(await Promise.all(lent.map((name) => keys.secrets.get(name)))).toEqual([null, null]);
  });

  test("a changed draft of a saved target is tried with the secret it has, until another is typed", async () => {
    const { id } = await save(hook(), { secret });
    await targets["crm.testTarget"]({ id, config: hook() }, admin);
    await targets["crm.testTarget"]({ id, config: hook(), secret: otherSecret }, admin);
    expect(receiver.delivered.map(({ verified }) => verified)).toEqual([true, false]);
    expect([...parts.secrets.values.values()]).toEqual([secret]);
  });

  test("without a secret it says that the secret is missing", async () => {
    const told = await targets["crm.testTarget"]({ config: hook() }, admin);
    expect(told).toMatchObject({ ok: false, findings: [{ state: "missing", says: { code: "crm.secret-missing" } }] });
  });

  test("a paused target that passes goes on, and the log says so; a failing test leaves it paused", async () => {
    const { id } = await save(hook(), { secret });
    const pause = async () => {
      const [target] = await listTargets(parts.store.read);
      await runEngineAct(parts, { topics: [] }, (act) =>
        pauseTarget(act.trx, target?.rowId ?? 0, { code: "crm.answered-auth", params: { status: 401 } }),
      );
    };
    const isPaused = async () => (await targets["crm.targets"]({}, admin))[0]?.paused !== null;
    await pause();
    parts.secrets.values.clear();
    await targets["crm.testTarget"]({ id }, admin);
    expect(await isPaused()).toBe(true);
    parts.secrets.values.set(`crm:${id}:webhook`, secret);
    const before = nudges;
    await targets["crm.testTarget"]({ id }, admin);
    expect([await isPaused(), nudges - before]).toEqual([false, 1]);
    const events = await listEvents(parts.store.read, { limit: 50 });
    expect(events.map(({ kind }) => kind)).toEqual(["target.saved", "target.resumed"]);
  });

  test("a draft that passes does not lift the pause of what is saved", async () => {
    const { id } = await save(hook(), { secret });
    const [target] = await listTargets(parts.store.read);
    await parts.store.write((trx) => pauseTarget(trx, target?.rowId ?? 0, { code: "crm.answered-gone", params: {} }));
    await targets["crm.testTarget"]({ id, config: hook(), secret }, admin);
    expect((await listTargets(parts.store.read))[0]?.paused).not.toBeNull();
  });
});

test("the preview shows a made interaction exactly as the target would get it, before there is a real one", async () => {
  const { from, line, records } = await targets["crm.preview"]({ config: hook() }, admin);
  expect([from, records]).toEqual(["example", []]);
  expect(JSON.parse(line ?? "")).toMatchObject({ schema: "watchroom.interaction/1", type: "reply" });
});

test("where nothing was logged yet the preview shows the newest case as it stands, not as if it had ended", async () => {
  await addCase(parts, { sourceRowId: await addSourceRow(parts), handle: "ada" });
  const { from, line } = await targets["crm.preview"]({ config: hook() }, admin);
  expect(from).toBe("recent");
  expect(JSON.parse(line ?? "")).toMatchObject({ type: "by-hand", outcome: "open" });
});
