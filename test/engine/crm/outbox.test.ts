import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createCrm } from "../../../src-main/engine/crm/index.ts";
import { queueInteraction } from "../../../src-main/engine/crm/queue-interaction.ts";
import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { countWork } from "../../../src-main/engine/store/status.ts";
import { createCrmConnectors } from "../../../src-main/hosts/crm-connectors.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
type Received = { readonly id: string; readonly body: string; readonly verified: boolean };
type Answer = (seen: Received, response: ServerResponse, request: IncomingMessage) => void;

let parts: TestParts;
let admin: Call;
let server: Server;
let received: Received[];
let answer: Answer;
let sourceRowId: number;
let crm: ReturnType<typeof createCrm>;
let sender: ReturnType<typeof createCrmSender>;

beforeEach(async () => {
  parts = await startTestParts();
  admin = await parts.addPerson("Sunniva Clegg", "admin", "lead");
  sourceRowId = await addSourceRow(parts);
  received = [];
  answer = (_seen, response) => response.end("{}");
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (text: string) => (body += text));
    request.on("end", () => {
      const seen = { id: String(request.headers["webhook-id"]), body, verified: verifies(body, request) };
      received.push(seen);
      answer(seen, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const http = createFetchHttp();
  const connectors = createCrmConnectors({ ...parts, http });
  sender = createCrmSender(parts, connectors);
  crm = createCrm({
    ...{ ...parts, connectors, sender: { nudge: () => {}, tryNow: () => {} } },
    trialKeys: { lend: () => () => {} },
    say: ({ code }) => code,
  });
});
afterEach(async () => {
  await sender.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await parts.close();
});

function verifies(body: string, request: IncomingMessage): boolean {
  try {
    // The library judges the stamp by the machine's clock, so the test signs with the desk's own time set back to now.
    new Webhook(secret).verify(body, {
      "webhook-id": String(request.headers["webhook-id"]),
      "webhook-timestamp": String(request.headers["webhook-timestamp"]),
      "webhook-signature": String(request.headers["webhook-signature"]),
    });
    return true;
  } catch {
    return false;
  }
}

const command = () => ({ commandId: parts.commandId() });
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
const addWebhook = () =>
  crm["crm.saveTarget"](
    { ...command(), name: "CRM", config: { kind: "webhook", url: address() }, enabled: true, secret },
    admin,
  );
const addFolder = (folder: string, format: "ndjson" | "csv" | "both" = "both") =>
  crm["crm.saveTarget"](
    { ...command(), name: "Folder", config: { kind: "file", folder, format }, enabled: true },
    admin,
  );

/** A case with a sent reply, and its interaction in the outbox. */
async function logged({ handle = "dorrit_h", text = "Your refund comes today." } = {}): Promise<void> {
  const { storyRowId } = await addStory(parts, { sourceRowId, handle });
  await runEngineAct(parts, { topics: [] }, async (act) => {
    const { id: caseRowId } = await act.trx
      .selectFrom("desk_case")
      .select("id")
      .where("story_id", "=", storyRowId)
      .executeTakeFirstOrThrow();
    const reply = await act.trx
      .insertInto("reply")
      .values({
        public_id: act.newId(),
        case_id: caseRowId,
        state: "sent",
        network: "forum",
        account: "assisted",
        text,
        cycle: 1,
        saved_at: act.at,
        proof_url: "https://forum.example/p/1",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await queueInteraction(act, { caseRowId, replyRowId: reply.id });
  });
}
/** A page of the outbox, newest first. */
const page = ({ state = null, limit = 200 }: { state?: "queued" | "dead" | null; limit?: number } = {}) =>
  crm["crm.deliveries"]({ state, limit, targetId: null, search: "", cursor: null }, admin);
const states = async () => (await page({ state: null, limit: 200 })).rows.map((row) => row.state);
const lines = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split(ending === "csv" ? "\r\n" : "\n"))
    .filter((line) => line !== "");

/** Lets every wait of the outbox pass. */
async function passTime(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    parts.clock.advance(16 * 60_000);
    await sender.drain();
  }
}

describe("webhook", () => {
  test("a line arrives signed, under one key, with the reply and who approved it", async () => {
    parts.clock.setNow(Date.now());
    await addWebhook();
    await logged();
    await sender.drain();
    expect([received.length, received[0]?.verified]).toEqual([1, true]);
    expect(JSON.parse(received[0]?.body ?? "{}")).toMatchObject({
      schema: "watchroom.interaction/1",
      key: received[0]?.id,
      channel: "forum",
      direction: "out",
      contact: { key: "wr:forum:dorrit_h", name: "Dorrit Hask" },
      reply: { text: "Your refund comes today.", url: "https://forum.example/p/1" },
      outcome: "answered",
    });
    expect(await states()).toEqual(["done"]);
  });

  test("a 500 is tried again under the same key until it is taken", async () => {
    let refusals = 3;
    answer = (_seen, response) => {
      response.statusCode = refusals-- > 0 ? 500 : 200;
      response.end();
    };
    await addWebhook();
    await logged();
    await sender.drain();
    expect(await states()).toEqual(["queued"]);
    await passTime(4);
    expect([await states(), new Set(received.map((one) => one.id)).size, received.length]).toEqual([["done"], 1, 4]);
  });

  test("a target that never answers is given up after 72 hours and shown dead with its reason", async () => {
    answer = (_seen, _response, request) => request.socket.destroy();
    await addWebhook();
    await logged();
    await sender.drain();
    await passTime(25);
    expect(await states()).toEqual(["queued"]);
    parts.clock.advance(66 * 3_600_000);
    await passTime(1);
    const { rows } = await page({ state: "dead", limit: 10 });
    expect([rows.length, rows[0]?.attempts, rows[0]?.trouble?.code.startsWith("fetch.")]).toEqual([1, 27, true]);
  });

  test("a refused secret pauses the target, counts no attempt and loses nothing", async () => {
    answer = (_seen, response) => {
      response.statusCode = 401;
      response.end();
    };
    const target = await addWebhook();
    await logged();
    await sender.drain();
    const [paused] = await crm["crm.targets"]({}, admin);
    expect([paused?.paused?.code, await states()]).toEqual(["crm.answered-auth", ["queued"]]);
    answer = (_seen, response) => response.end();
    const config = target.config;
    await crm["crm.saveTarget"](
      { ...command(), id: target.id, version: paused?.version ?? 0, name: target.name, config, enabled: true, secret },
      admin,
    );
    await sender.drain();
    expect(await states()).toEqual(["done"]);
  });

  test("a line that is refused for good is dead at once; its contact's next lines wait, others go on; skip frees them", async () => {
    answer = (seen, response) => {
      response.statusCode = seen.body.includes("POISON") ? 422 : 200;
      response.end();
    };
    await addWebhook();
    await logged({ text: "POISON" });
    await logged({ text: "second of the same contact" });
    await logged({ handle: "somebody_else", text: "another contact" });
    await sender.drain();
    expect((await states()).toSorted()).toEqual(["blocked", "dead", "done"]);
    const dead = (await page({ state: "dead", limit: 1 })).rows[0];
    await crm["crm.skip"]({ ...command(), id: dead?.id ?? "", version: dead?.version ?? 0 }, admin);
    await sender.drain();
    expect((await states()).toSorted()).toEqual(["dead", "done", "done"]);
  });

  test("the secret is in no table, no event and no log", async () => {
    await addWebhook();
    await logged();
    await sender.drain();
    const everything = JSON.stringify([
      parts.store.raw.prepare("SELECT * FROM crm_target").all(),
      parts.store.raw.prepare("SELECT * FROM command").all(),
      parts.store.raw.prepare("SELECT * FROM delivery").all(),
      await listEvents(parts.store.read, { limit: 1000 }),
      parts.logged,
    ]);
    expect(everything).not.toContain(secret.slice("whsec_".length));
  });

  test.each([
    [{ kind: "webhook", url: "http://crm.example/hook" }, "target-invalid"],
    [{ kind: "webhook", url: "https://me:pw@crm.example/hook" }, "target-invalid"],
    [{ kind: "webhook", url: "not an address" }, "target-invalid"],
    [{ kind: "file", folder: "relative/folder", format: "csv" }, "target-invalid"],
  ] as const)("the target %j is refused", async (config, code) => {
    const attempt = crm["crm.saveTarget"]({ ...command(), name: "Bad", config, enabled: true, secret }, admin);
    await expect(attempt).rejects.toMatchObject({ code });
  });
});

describe("a target that is removed", () => {
  const outbox = async () => (await page({ state: null, limit: 10 })).rows;
  const retry = (row: { readonly id: string; readonly version: number } | undefined) =>
    crm["crm.retry"]({ ...command(), id: row?.id ?? "", version: row?.version ?? 0 }, admin);
  const remove = async () => {
    const [target] = await crm["crm.targets"]({}, admin);
    await crm["crm.removeTarget"]({ ...command(), id: target?.id ?? "", version: target?.version ?? 0 }, admin);
  };

  test("takes its open lines with it: they are dead with the reason, and nothing is left waiting", async () => {
    answer = (seen, response) => {
      response.statusCode = seen.body.includes("POISON") ? 422 : 503;
      response.end();
    };
    await addWebhook();
    await logged({ text: "POISON" });
    await logged({ text: "blocked behind it" });
    await logged({ handle: "somebody_else" });
    await sender.drain();
    expect((await states()).toSorted()).toEqual(["blocked", "dead", "queued"]);
    await remove();
    const rows = await outbox();
    expect(rows.map((row) => [row.state, row.trouble?.code])).toEqual([
      ["dead", "crm.target-removed"],
      ["dead", "crm.target-removed"],
      ["dead", "crm.answered-permanent"],
    ]);
    expect((await countWork(parts.store.read)).outbox).toEqual({ queued: 0, dead: 3 });
    const said = (await listEvents(parts.store.read, { limit: 1000, kinds: ["delivery.dead"] })).map(
      (event) => event.payload?.["because"],
    );
    expect(said).toEqual(["crm.answered-permanent", "crm.target-removed", "crm.target-removed"]);
    await expect(retry(rows[0])).rejects.toMatchObject({ code: "not-found", params: { what: "target" } });
    expect(await states()).toEqual(["dead", "dead", "dead"]);
  });

  test("while a line is under way, that line ends dead too unless it arrived", async () => {
    let removed = Promise.resolve();
    let status = 503;
    answer = (_seen, response) => {
      removed = remove().then(() => {
        response.statusCode = status;
        response.end();
      });
    };
    await addWebhook();
    await logged();
    await sender.drain();
    await removed;
    expect((await outbox()).map((row) => [row.state, row.trouble?.code])).toEqual([["dead", "crm.target-removed"]]);
    status = 200;
    await addWebhook();
    await logged();
    await sender.drain();
    await removed;
    expect((await outbox()).map((row) => row.state)).toEqual(["done", "dead"]);
  });
});

describe("chaos: lost answers, an outage, restarts", () => {
  const total = 60;
  async function chaos() {
    let calls = 0;
    const taken: string[] = [];
    answer = (seen, response, request) => {
      calls += 1;
      // A target that is down gets one line at a time.
      const isOut = calls > 40 && calls < 52;
      if (!isOut) taken.push(seen.id);
      // Every third answer is lost after the line was taken: the sender cannot know.
      if (isOut || calls % 3 === 0) return request.socket.destroy();
      response.end();
    };
    await addWebhook();
    for (let n = 0; n < total; n += 1) await logged({ handle: `contact-${n % 7}`, text: `line ${n}` });
    for (let round = 0; round < 60; round += 1) {
      await sender.drain();
      if ((await states()).every((state) => state === "done")) break;
      // As after a kill between the request and its answer.
      parts.store.raw.exec(
        "UPDATE delivery SET state = 'sending', next_at = 0 WHERE id IN (SELECT id FROM delivery WHERE state = 'queued' LIMIT 3)",
      );
      parts.clock.advance(16 * 60_000);
    }
    return taken;
  }

  test("every interaction arrives, repeats carry the key of the first, and each contact's order is kept", async () => {
    const taken = await chaos();
    const first = [...new Set(taken)];
    expect([first.length, await states().then((all) => all.every((state) => state === "done"))]).toEqual([total, true]);
    const order = new Map(first.map((id, index) => [id, index]));
    const rows = await parts.store.read.selectFrom("delivery").select(["contact_key", "key"]).orderBy("id").execute();
    for (let n = 0; n < 7; n += 1) {
      const places = rows
        .filter((row) => row.contact_key === `wr:forum:contact-${n}`)
        .map((row) => order.get(row.key) ?? -1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
    // Lost answers were real: without the keys a receiver would hold more lines than there are interactions.
    expect(taken.length).toBeGreaterThan(total);
  });
});

describe("file drop", () => {
  test("NDJSON and CSV get one whole line each, flushed, with formulas disarmed", async () => {
    const folder = join(parts.folder, "drop");
    mkdirSync(folder);
    await addFolder(folder);
    await logged({ text: '=HYPERLINK("https://evil.example")' });
    await sender.drain();
    expect(lines(folder, "ndjson").map((line) => JSON.parse(line).schema)).toEqual(["watchroom.interaction/1"]);
    const [header, row] = lines(folder, "csv");
    expect([header?.split(",")[0], row?.includes(`"'=HYPERLINK(""https://evil.example"")"`)]).toEqual(["key", true]);
  });

  test("a folder that vanished holds the line back in words, and gets it once when it is there again", async () => {
    const folder = join(parts.folder, "drop");
    mkdirSync(folder);
    await addFolder(folder, "ndjson");
    rmSync(folder, { recursive: true });
    await logged();
    await sender.drain();
    const { rows } = await page({ state: "queued", limit: 1 });
    expect(rows[0]?.trouble?.code).toBe("crm.folder-missing");
    mkdirSync(folder);
    await passTime(2);
    expect(lines(folder, "ndjson").length).toBe(1);
  });

  test("a person's retry writes no line twice where one of two files had it already", async () => {
    const folder = join(parts.folder, "drop");
    mkdirSync(folder);
    await addFolder(folder, "both");
    await logged();
    const day = new Date(parts.clock.now()).toISOString().slice(0, 10);
    const csv = join(folder, `watchroom-${day}.csv`);
    mkdirSync(csv);
    await sender.drain();
    expect([await states(), lines(folder, "ndjson").length]).toEqual([["queued"], 1]);
    rmdirSync(csv);
    const { rows } = await page({ state: "queued", limit: 1 });
    await crm["crm.retry"]({ ...command(), id: rows[0]?.id ?? "", version: rows[0]?.version ?? 0 }, admin);
    await sender.drain();
    const key = rows[0]?.key ?? "";
    expect(await states()).toEqual(["done"]);
    expect(lines(folder, "ndjson").filter((line) => line.includes(key)).length).toBe(1);
    expect(lines(folder, "csv").filter((line) => line.includes(key)).length).toBe(1);
  });

  test("a retry begins the count of tries and hours anew", async () => {
    const folder = join(parts.folder, "drop");
    mkdirSync(folder);
    await addFolder(folder, "ndjson");
    rmSync(folder, { recursive: true });
    await logged();
    await sender.drain();
    await passTime(25);
    parts.clock.advance(66 * 3_600_000);
    await passTime(1);
    const { rows } = await page({ state: "dead", limit: 1 });
    expect(rows[0]?.attempts).toBe(27);
    parts.clock.advance(100 * 3_600_000);
    await crm["crm.retry"]({ ...command(), id: rows[0]?.id ?? "", version: rows[0]?.version ?? 0 }, admin);
    await sender.drain();
    expect(await states()).toEqual(["queued"]);
    await passTime(25);
    expect((await page({ state: "queued", limit: 1 })).rows[0]?.attempts).toBe(26);
    parts.clock.advance(66 * 3_600_000);
    await passTime(1);
    expect(await states()).toEqual(["dead"]);
  });

  test("a line that was written before a crash is not written again, and half a line is cut off", async () => {
    const folder = join(parts.folder, "drop");
    mkdirSync(folder);
    await addFolder(folder, "ndjson");
    await logged();
    await sender.drain();
    const [name] = readdirSync(folder);
    parts.store.raw.exec("UPDATE delivery SET state = 'sending', next_at = 0, done_at = NULL");
    await sender.drain();
    expect(lines(folder, "ndjson").length).toBe(1);
    writeFileSync(
      join(folder, name ?? ""),
      `${readFileSync(join(folder, name ?? ""), "utf8")}{"schema":"watchroom.inter`,
    );
    await logged();
    await sender.drain();
    const all = lines(folder, "ndjson").map((line) => line.trim());
    expect([all.length, all.filter((line) => line.endsWith("}")).length]).toEqual([2, 2]);
  });
});
