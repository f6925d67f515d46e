import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWebhookConnector } from "../../../src-main/adapters/crm/webhook.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import { previousSecretName, replacedSecret, webhookSecretName } from "../../../src-main/domain/crm/webhook-secret.ts";
import { correctionOf, erasureOf, interactionOf } from "../../support/crm-lines.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import type { FakeClock } from "../../support/fake-clock.ts";
import { answer, startFaultServer } from "../../support/fault-server.ts";
import type { Misbehave } from "../../support/fault-server.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const former = `whsec_${Buffer.alloc(24, 8).toString("base64")}`;
const stranger = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;
const dayMs = 24 * 3600 * 1000;
const { say } = loadWords("resources");

let clock: FakeClock;
let secrets: ReturnType<typeof createMemorySecrets>;
const closing: (() => Promise<void> | void)[] = [];
beforeEach(() => {
  // The standard's library looks at the computer's clock.
  clock = createFakeClock(Date.now());
  secrets = createMemorySecrets();
  secrets.values.set(webhookSecretName("T1"), secret);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

type Came = { readonly text: string; readonly headers: IncomingHttpHeaders };

async function receive(): Promise<{ readonly url: string; readonly came: Came[] }> {
  const came: Came[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      came.push({ text, headers: request.headers });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, came };
}

async function refuse(misbehave: Misbehave): Promise<{ readonly url: string; readonly requests: readonly unknown[] }> {
  const server = await startFaultServer(misbehave);
  closing.push(server.close);
  return { url: `${server.url}hook`, requests: server.requests };
}

const connector = () => createWebhookConnector({ http: createFetchHttp({ hasNetwork: () => true }), secrets, clock });
const deliver = (url: string, line: CrmLine = interactionOf()) =>
  connector().deliver({ kind: "webhook", url }, line, { targetId: "T1", isRepeat: false });

/** What the standard's own library says of a message. */
function judge({ text, headers }: Came, by: string = secret): "taken" | "refused" {
  try {
    new Webhook(by).verify(text, headers as Record<string, string>);
    return "taken";
  } catch {
    return "refused";
  }
}

describe("a message, judged by the standard's own library", () => {
  test.each([
    ["interaction", interactionOf()],
    ["correction", correctionOf()],
    ["erasure", erasureOf()],
  ])("an %s is taken, whole and under its own key", async (_, line) => {
    const { url, came } = await receive();
    expect(await deliver(url, line)).toEqual({ class: "ok", says: null });
    expect(came.map((one) => [judge(one), judge(one, stranger), one.headers["webhook-id"]])).toEqual([
      ["taken", "refused", line.key],
    ]);
    expect(JSON.parse(came[0]?.text ?? "")).toEqual(line);
  });

  test("a changed body, an id that was changed and an old stamp are refused", async () => {
    const { url, came } = await receive();
    await deliver(url);
    const [one] = came;
    if (!one) throw new Error("Nothing came");
    expect(judge({ ...one, text: one.text.replace("sorry", "glad") })).toBe("refused");
    expect(judge({ ...one, headers: { ...one.headers, "webhook-id": "wr:other" } })).toBe("refused");
    clock.setNow(Date.now() - 400_000);
    await deliver(url);
    expect(judge(came[1] ?? one)).toBe("refused");
  });

  test("a repeat has the same id and body, and the stamp of its own attempt", async () => {
    const { url, came } = await receive();
    await deliver(url);
    clock.advance(60_000);
    await deliver(url);
    const [first, second] = came;
    expect(second?.text).toBe(first?.text);
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(Number(second?.headers["webhook-timestamp"]) - Number(first?.headers["webhook-timestamp"])).toBe(60);
  });

  test("for a day after a change both secrets sign, then the new one alone", async () => {
    secrets.values.set(previousSecretName("T1"), replacedSecret(former, clock.now()));
    const { url, came } = await receive();
    await deliver(url);
    expect([judge(came[0] as Came), judge(came[0] as Came, former), judge(came[0] as Came, stranger)]).toEqual([
      ...["taken", "taken", "refused"],
    ]);
    secrets.values.set(previousSecretName("T1"), replacedSecret(former, clock.now() - dayMs));
    await deliver(url);
    expect([judge(came[1] as Came), judge(came[1] as Came, former)]).toEqual(["taken", "refused"]);
  });

  test("the test message is signed, and is no line", async () => {
    const { url, came } = await receive();
    const tried = await connector().test({ kind: "webhook", url }, { targetId: "T1" });
    expect([tried, judge(came[0] as Came), JSON.parse(came[0]?.text ?? "")]).toEqual([
      { class: "ok", says: null },
      "taken",
      { schema: "watchroom.test/1" },
    ]);
  });
});

const page = { "content-type": "text/html" };
const replies =
  (status: number, headers: Record<string, string> = {}, body = "") =>
  (socket: Parameters<Misbehave>[0]) =>
    void socket.end(answer(status, headers, body));

describe("a receiver that does not take it", () => {
  test.each<readonly [string, Misbehave, string, string]>([
    ["301", replies(301, { location: "https://evil.example/" }), "unknown", "crm.answered-unknown"],
    ["307", replies(307, { location: "/elsewhere" }), "unknown", "crm.answered-unknown"],
    ["400", replies(400), "permanent", "crm.answered-permanent"],
    ["401", replies(401), "auth", "crm.answered-auth"],
    ["410", replies(410), "gone", "crm.answered-gone"],
    ["413", replies(413, page, "<h1>Too Large</h1>"), "permanent", "crm.answered-too-long"],
    [
      "422 with a reason",
      replies(422, page, "<p>No <b>contact</b></p>"),
      "permanent",
      "crm.answered-permanent-because",
    ],
    ["429", replies(429, { "retry-after": "9" }), "retry", "crm.answered-retry"],
    ["502", replies(502, page, "<h1>Bad Gateway</h1>"), "retry", "crm.answered-retry"],
    ["a line lost before the answer", (socket) => socket.resetAndDestroy(), "unknown", "fetch.broke-off"],
    [
      "half an answer",
      (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
      "unknown",
      "fetch.broke-off",
    ],
  ])("%s", async (_, misbehave, kind, code) => {
    const { url, requests } = await refuse(misbehave);
    const outcome = await deliver(url);
    expect([outcome.class, outcome.says?.code]).toEqual([kind, code]);
    expect(outcome.says && say(outcome.says)).toMatch(/^[A-Z][^{}<>]+$/);
    expect(requests.length).toBe(1);
  });

  test.each([
    [403, "crm.answered-auth"],
    [404, "crm.answered-nowhere"],
    [405, "crm.answered-nowhere"],
  ])("%i to everything is the target's: it waits for a person, and no line dies of it", async (status, code) => {
    const { url, requests } = await refuse(replies(status));
    const outcome = await deliver(url);
    expect(outcome).toEqual({ class: "auth", says: { code, params: { status } } });
    expect(outcome.says && say(outcome.says)).toMatch(/^[A-Z][^{}<>]+$/);
    expect(requests.length).toBe(2);
  });

  test("403 to one line alone, as a filter before the receiver gives it, is that line's", async () => {
    const statuses = [403, 200, 403, 500];
    const { url } = await refuse((socket) => void socket.end(answer(statuses.shift() ?? 200, {}, "")));
    const says = { code: "crm.answered-permanent", params: { status: 403 } };
    expect(await deliver(url)).toEqual({ class: "permanent", says });
    // The receiver went away meanwhile: nobody can tell whose it is.
    expect(await deliver(url)).toMatchObject({ class: "retry" });
  });

  test("its wish for rest is kept, in seconds or as a date", async () => {
    const { url } = await refuse(replies(429, { "retry-after": "9" }));
    expect(await deliver(url)).toMatchObject({ retryAfterMs: 9000 });
    const later = new Date(clock.now() + 30_000).toUTCString();
    const dated = await refuse(replies(503, { "retry-after": later, date: new Date(clock.now()).toUTCString() }));
    expect(await deliver(dated.url)).toMatchObject({ class: "retry", retryAfterMs: 30_000 });
  });

  test("what it says of our secret goes no further", async () => {
    const { url } = await refuse(replies(400, {}, `bad signature by ${secret}`));
    const { says } = await deliver(url);
    expect(says?.params["words"]).toBe("bad signature by …");
  });

  test("a secret that is not there, and a keyring that is locked, wait for a person", async () => {
    const { url, came } = await receive();
    secrets.values.clear();
    expect(await deliver(url)).toMatchObject({ class: "auth", says: { code: "crm.secret-missing" } });
    secrets = { ...secrets, get: () => Promise.reject(new Error("locked")) };
    expect(await deliver(url)).toMatchObject({ class: "auth", says: { code: "crm.secret-locked" } });
    expect(came).toEqual([]);
  });
});
