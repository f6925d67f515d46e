import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBlueskyDoor } from "../../src-main/adapters/bluesky/bluesky-door.ts";
import { createBlueskyPublisher } from "../../src-main/adapters/bluesky/bluesky-publisher.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { accountSecretName } from "../../src-main/ports/reply-publisher.ts";
import type { ConnectedAccount, ReplyIntent, ReplyPublisher } from "../../src-main/ports/reply-publisher.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { startPds } from "./pds-server.ts";
import type { Member, PdsServer, Ref } from "./pds-server.ts";
import type { ChildOrder, ChildResult } from "./publish-child.ts";

const clock = createSystemClock();
const parts = { http: createFetchHttp(), secrets: createMemorySecrets(), clock };
const door = createBlueskyDoor(parts);
const publisher = createBlueskyPublisher(parts);

let pds: PdsServer;
let firm: Member;
let customer: Member;
let appPassword: string;
let account: ConnectedAccount;

beforeAll(async () => {
  pds = await startPds();
  firm = await pds.join("firm");
  customer = await pds.join("customer");
  appPassword = await pds.makeAppPassword(firm, "desk");
  account = await connect(appPassword, "01JB0000000000000000000001");
});
afterAll(async () => {
  await pds?.stop();
});

const given = (password: string, handle = firm.handle) => ({
  server: pds.origin,
  handle,
  password,
  allowPrivate: true,
});

async function connect(password: string, id: string): Promise<ConnectedAccount> {
  const signed = await door.withPassword(given(password));
  if (!signed.ok) throw new Error(JSON.stringify(signed.trouble));
  const { remoteId, handle, server, secret } = signed.value;
  await parts.secrets.set(accountSecretName(id), secret);
  return { id, kind: "bluesky", server, handle, remoteId, allowPrivate: true };
}

let replies = 0;
function intentFor(parent: Ref, more: Partial<ReplyIntent> = {}): ReplyIntent {
  replies += 1;
  return {
    replyId: `01JR${String(replies).padStart(22, "0")}`,
    text: `We are sorry. Answer ${replies}.`,
    lang: "en",
    parentUrl: `https://bsky.app/profile/${customer.handle}/post/${parent.uri.split("/").at(-1)}`,
    parentKey: parent.uri,
    ...more,
  };
}

async function send(intent: ReplyIntent, by: ReplyPublisher = publisher) {
  const prepared = by.prepare(intent, clock.now());
  const parent = await by.readParent(account, intent);
  if (!parent.ok || parent.value.state !== "there") throw new Error(JSON.stringify(parent));
  return { prepared, sent: await by.publish(account, intent, { prepared, parentRef: parent.value.ref }) };
}

const postsUnder = async (key: string) => (await pds.postsOf(firm.did)).filter(({ uri }) => uri.endsWith(`/${key}`));

test("an app password signs in, by the handle as people write it", async () => {
  const signed = await door.withPassword(given(appPassword, `@${firm.handle.toUpperCase()}`));
  expect(signed).toMatchObject({
    ok: true,
    value: {
      remoteId: firm.did,
      handle: firm.handle,
      server: pds.origin,
      limits: { maxCharacters: 300, maxBytes: 3000 },
    },
  });
});

test("a wrong password, and the password of the whole account, are refused in words", async () => {
  expect(await door.withPassword(given("abcd-abcd-abcd-abcd"))).toEqual({
    ok: false,
    trouble: { class: "auth", says: { code: "bluesky.password-refused", params: {} } },
  });
  expect(await door.withPassword(given(firm.password))).toEqual({
    ok: false,
    trouble: { class: "auth", says: { code: "bluesky.app-password-needed", params: {} } },
  });
});

test("a reply stands under the customer's post, with its facets and language", async () => {
  const root = await pds.post(customer, { text: "My parcel is late" });
  const text = `Grüße 🙈 @${customer.handle}, see https://example.com/help?a=1. #parcel example.com`;
  const { prepared, sent } = await send(intentFor(root, { text, lang: "de" }));
  expect(sent).toMatchObject({ ok: true, value: { parentId: root.uri, text } });
  const [stored] = await postsUnder(prepared.key);
  const at = (part: string) => Buffer.byteLength(text.slice(0, text.indexOf(part)));
  const index = (part: string) => ({ byteStart: at(part), byteEnd: at(part) + Buffer.byteLength(part) });
  expect(stored?.value).toMatchObject({
    text,
    createdAt: prepared.createdAt,
    langs: ["de"],
    reply: { root, parent: root },
    facets: [
      { index: index(`@${customer.handle}`), features: [{ did: customer.did }] },
      { index: index("https://example.com/help?a=1"), features: [{ uri: "https://example.com/help?a=1" }] },
      { index: index("#parcel"), features: [{ tag: "parcel" }] },
      {
        index: { byteStart: Buffer.byteLength(text) - 11, byteEnd: Buffer.byteLength(text) },
        features: [{ uri: "https://example.com" }],
      },
    ],
  });
});

test("a reply in a thread keeps the thread's root, and is found by permalink with a handle and with a DID", async () => {
  const root = await pds.post(customer, { text: "First" });
  const second = await pds.post(customer, { text: "Second", reply: { root, parent: root } });
  const key = second.uri.split("/").at(-1);
  for (const author of [customer.handle, customer.did]) {
    const parentUrl = `https://bsky.app/profile/${author}/post/${key}`;
    const { prepared, sent } = await send(intentFor(second, { parentUrl, parentKey: null }));
    expect(sent).toMatchObject({ ok: true, value: { parentId: second.uri } });
    expect((await postsUnder(prepared.key))[0]?.value).toMatchObject({ reply: { root, parent: second } });
  }
});

test("the same reply five times at once is one post", async () => {
  const root = await pds.post(customer, { text: "Five times" });
  const intent = intentFor(root);
  const prepared = publisher.prepare(intent, clock.now());
  const parent = await publisher.readParent(account, intent);
  const parentRef = parent.ok && parent.value.state === "there" ? parent.value.ref : "";
  const sent = await Promise.all(
    Array.from({ length: 5 }, () => publisher.publish(account, intent, { prepared, parentRef })),
  );
  expect(sent.map((one) => one.ok)).toEqual([true, true, true, true, true]);
  expect((await pds.postsOf(firm.did)).filter(({ value }) => value["text"] === intent.text)).toHaveLength(1);
  expect(await publisher.reconcile(account, intent, prepared)).toMatchObject({
    ok: true,
    value: { text: intent.text },
  });
});

test("other words under the same key never overwrite what stands", async () => {
  const root = await pds.post(customer, { text: "Overwrite" });
  const intent = intentFor(root);
  const { prepared } = await send(intent);
  const parent = await publisher.readParent(account, intent);
  const parentRef = parent.ok && parent.value.state === "there" ? parent.value.ref : "";
  const other = await publisher.publish(account, { ...intent, text: "Other words" }, { prepared, parentRef });
  expect(other).toMatchObject({ ok: false, trouble: { class: "permanent", says: { code: "bluesky.another-post" } } });
  expect((await postsUnder(prepared.key))[0]?.value["text"]).toBe(intent.text);
});

test("a post that was deleted, and one whose author nobody knows, are gone", async () => {
  const root = await pds.post(customer, { text: "Soon gone" });
  await pds.remove(customer, root.uri);
  expect(await publisher.readParent(account, intentFor(root))).toEqual({ ok: true, value: { state: "gone" } });
  const parentUrl = "https://bsky.app/profile/nobody.test/post/3kabcdefghijk";
  expect(await publisher.readParent(account, intentFor(root, { parentUrl, parentKey: null }))).toEqual({
    ok: true,
    value: { state: "gone" },
  });
});

test("the server itself takes a reply to what is not there, which is why the parent is read", async () => {
  const root = await pds.post(customer, { text: "Gone before the answer" });
  await pds.remove(customer, root.uri);
  const intent = intentFor(root);
  const about = { prepared: publisher.prepare(intent, clock.now()), parentRef: JSON.stringify({ root, parent: root }) };
  expect(await publisher.publish(account, intent, about)).toMatchObject({ ok: true, value: { parentId: root.uri } });
});

test("a thread that its author closed is blocked; one open to who is named lets in who is named", async () => {
  const gate = async (text: Record<string, unknown>, allow: readonly object[]) => {
    const root = await pds.post(customer, text);
    const rkey = root.uri.split("/").at(-1);
    const record = { $type: "app.bsky.feed.threadgate", post: root.uri, allow, createdAt: new Date().toISOString() };
    const body = { repo: customer.did, collection: "app.bsky.feed.threadgate", rkey, record };
    await pds.call("com.atproto.repo.putRecord", { body, token: customer.token });
    const read = await publisher.readParent(account, intentFor(root));
    return read.ok ? read.value.state : read.trouble;
  };
  const named = {
    text: `@${firm.handle}`,
    facets: [
      {
        index: { byteStart: 0, byteEnd: firm.handle.length + 1 },
        features: [{ $type: "app.bsky.richtext.facet#mention", did: firm.did }],
      },
    ],
  };
  const mentioned = [{ $type: "app.bsky.feed.threadgate#mentionRule" }];
  expect(await gate({ text: "Closed" }, [])).toBe("blocked");
  expect(await gate({ text: "Who is named" }, mentioned)).toBe("blocked");
  expect(await gate(named, mentioned)).toBe("there");
  expect(await gate({ text: "Followers" }, [{ $type: "app.bsky.feed.threadgate#followerRule" }])).toBe("there");
});

test("too much is refused before it is sent, and the server agrees on the limit", async () => {
  const root = await pds.post(customer, { text: "Long" });
  const long = await send(intentFor(root, { text: "a".repeat(301) }));
  expect(long.sent).toMatchObject({
    ok: false,
    trouble: { class: "permanent", says: { code: "bluesky.too-long", params: { used: 301, max: 300 } } },
  });
  const family = "👨‍👩‍👧‍👦";
  expect((await send(intentFor(root, { text: family.repeat(121) }))).sent).toMatchObject({
    ok: false,
    trouble: { class: "permanent", says: { code: "bluesky.too-many-bytes", params: { used: 3025, max: 3000 } } },
  });
  expect((await send(intentFor(root, { text: family.repeat(120) }))).sent).toMatchObject({ ok: true });
  expect((await send(intentFor(root, { text: "e\u0301".repeat(300) }))).sent).toMatchObject({ ok: true });
  await expect(pds.post(customer, { text: "a".repeat(301) })).rejects.toThrow(
    /grapheme too big \(maximum 300, got 301\)/,
  );
  await expect(pds.post(customer, { text: family.repeat(121) })).rejects.toThrow(/maximum 3000/);
});

test("killed just before and just after the request, the reply is posted exactly once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "watchroom-bluesky-"));
  try {
    for (const dies of ["before", "after"] as const) {
      const root = await pds.post(customer, { text: `Killed ${dies}` });
      const intent = intentFor(root, { text: `Once, killed ${dies}` });
      const secretFile = join(folder, `${dies}.json`);
      await writeFile(secretFile, (await parts.secrets.get(accountSecretName(account.id))) ?? "");
      const order = { account, intent, prepared: publisher.prepare(intent, clock.now()), secretFile };
      expect(await runChild({ ...order, dies })).toEqual({ signal: "SIGKILL", result: null });
      const again = await runChild({ ...order, dies: "never" });
      expect(again).toMatchObject({
        signal: null,
        result: { wasThere: dies === "after", posted: { parentId: root.uri } },
      });
      expect((await pds.postsOf(firm.did)).filter(({ value }) => value["text"] === intent.text)).toHaveLength(1);
      await parts.secrets.set(accountSecretName(account.id), await readFile(secretFile, "utf8"));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function runChild(order: ChildOrder): Promise<{ signal: NodeJS.Signals | null; result: ChildResult | null }> {
  const words = [join(import.meta.dirname, "publish-child.ts"), JSON.stringify(order)];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const [, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { signal, result: text === "" ? null : (JSON.parse(text) as ChildResult) };
}

test("a thread is gathered from the lists of who takes part, and a taken root is said", async () => {
  const root = await pds.post(customer, { text: "Where is it?" });
  const { sent } = await send(intentFor(root, { text: "It left yesterday" }));
  if (!sent.ok) throw new Error("not sent");
  const ours = (await pds.postsOf(firm.did)).find(({ uri }) => uri === sent.value.id);
  const cid = String((ours as unknown as Ref).cid);
  await pds.post(customer, { text: "Thank you", reply: { root, parent: { uri: sent.value.id, cid } } });
  const about = { id: sent.value.id, url: sent.value.url };
  const read = await publisher.thread(account, about);
  expect(read.ok && read.value.posts.map(({ text, author }) => [author.handle, text])).toEqual([
    [customer.handle, "Where is it?"],
    [firm.handle, "It left yesterday"],
    [customer.handle, "Thank you"],
  ]);
  await pds.remove(customer, root.uri);
  expect(await publisher.thread(account, about)).toMatchObject({ ok: true, value: { isRootGone: true } });
  expect(await publisher.thread(account, { id: root.uri, url: null })).toEqual({
    ok: true,
    value: { posts: [], isRootGone: true },
  });
});

test("notifications and search are said to be missing on a server without the network's view", async () => {
  const none = { ok: false, trouble: { class: "permanent", says: { code: "bluesky.no-view", params: {} } } };
  expect(await publisher.mentions(account, null)).toEqual(none);
  expect(await publisher.search(account, "parcel", null)).toEqual(none);
});

test("a restart goes on by the refresh token, without signing in; taken back, the password serves no longer", async () => {
  const root = await pds.post(customer, { text: "Restart" });
  const password = await pds.makeAppPassword(firm, "second desk");
  const other = await connect(password, "01JB0000000000000000000002");
  const secret = (await parts.secrets.get(accountSecretName(other.id))) ?? "";
  const calls: string[] = [];
  const http = { ...parts.http, post: counted(parts.http.post) };
  function counted(post: typeof parts.http.post): typeof post {
    return (request) => (calls.push(new URL(request.url).pathname), post(request));
  }
  const restarted = () => createBlueskyPublisher({ ...parts, http });
  const running = restarted();
  expect(await running.readParent(other, intentFor(root))).toMatchObject({ ok: true, value: { state: "there" } });
  expect(calls).toEqual(["/xrpc/com.atproto.server.refreshSession"]);
  expect(await parts.secrets.get(accountSecretName(other.id))).not.toBe(secret);
  await pds.call("com.atproto.server.revokeAppPassword", { body: { name: "second desk" }, token: firm.token });
  expect(await restarted().readParent(other, intentFor(root))).toEqual({
    ok: false,
    trouble: { class: "auth", says: { code: "bluesky.password-refused", params: {} } },
  });
  // What is open stays open until its token runs out, two hours at most.
  expect(await running.readParent(other, intentFor(root))).toMatchObject({ ok: true, value: { state: "there" } });
  // A test of the account asks anew.
  expect(await running.signInAnew(other)).toMatchObject({ ok: false, trouble: { class: "auth" } });
});

test("leaving ends our session at the server, and may be done twice", async () => {
  const password = await pds.makeAppPassword(firm, "third desk");
  const leaving = await connect(password, "01JB0000000000000000000003");
  expect(await door.revoke(leaving)).toEqual({ ok: true, value: null });
  expect(await door.revoke(leaving)).toEqual({ ok: true, value: null });
});
