import { afterEach, beforeEach, expect, test } from "vitest";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createAccounts } from "../../../src-main/engine/accounts/index.ts";
import { createPlaybook } from "../../../src-main/engine/playbook/index.ts";
import { addScript } from "../../../src-main/engine/playbook/save-script.ts";
import { createPublishing } from "../../../src-main/engine/publishing/index.ts";
import { createReplyOutbox } from "../../../src-main/engine/publishing/outbox.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { readReply } from "../../../src-main/engine/replies/reply-act.ts";
import { scriptOf } from "../../../src-main/engine/replies/requirement.ts";
import { renderedBy } from "../../../src-main/engine/replies/reply-view.ts";
import { insertAccount } from "../../../src-main/engine/store/account.ts";
import { findReplies } from "../../../src-main/engine/store/reply.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { createFakeNetworks } from "../../support/fake-publisher.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { template } from "./scripts.ts";

const prefix = "@ann@far.example ";
const words: typeof template = {
  ...template,
  body: "Hello {{first name}}, we have your message and answer today.",
  fields: [{ name: "first name", required: true, kind: "firstName", usedIn: ["body"] }],
};
const values = { "first name": "Ann" };
const rendered = "Hello Ann, we have your message and answer today.";

type Started = Awaited<ReturnType<typeof startDesk>>;
let desk: Started;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.parts.close());

async function startDesk() {
  const parts = await startTestParts();
  const nudgeSender = () => {};
  const { publishers, accountDoors: doors } = createFakeNetworks();
  const outbox = createReplyOutbox({ ...parts, publishers, nudgeSender });
  const cards = { storyRows: () => Promise.resolve([]), original: () => Promise.resolve(null) };
  const replies = createReplies({ ...parts, nudgeSender, cards });
  const publishing = createPublishing({ ...parts, outbox, nudgeSender });
  const accounts = createAccounts({ ...parts, publishers, doors, nudgeOutbox: () => {} });
  const ines = await parts.addPerson("Ines Thorn", "agent");
  const mira = await parts.addPerson("Mira Falk", "corpcomm");
  const sourceRowId = await addSourceRow(parts, { network: "mastodon", url: "https://far.example/@ann.rss" });
  const command = () => ({ commandId: parts.commandId() });
  const accountId = parts.commandId();
  await parts.store.write((trx) =>
    insertAccount(trx, {
      ...{ id: accountId, kind: "mastodon", network: "mastodon", name: "Ternway", server: "https://ours.example" },
      ...{ handle: "ternway@ours.example", remoteId: "7", allowPrivate: false, limits: null, at: 1 },
    }),
  );
  const on = (reply: Reply) => ({ ...command(), replyId: reply.id, version: reply.version });
  let posts = 0;
  return {
    ...{ parts, replies, ines, mira, on, accountId },
    begin: async (scriptId: string | null = null, handle: string | null = "@ann@far.example") => {
      const url = `https://far.example/@ann/${(posts += 1)}`;
      const { storyId } = await addStory(parts, { sourceRowId, network: "mastodon", handle, url });
      return replies["replies.start"]({ ...command(), storyId, scriptId, variant: "body" }, ines);
    },
    save: (reply: Reply, fields: Record<string, string>, text: string | null = null) =>
      replies["replies.save"]({ ...on(reply), fields, text }, ines),
    submit: (reply: Reply) => replies["replies.submit"]({ ...on(reply), seen: [] }, ines),
    post: (reply: Reply, account: string | null) =>
      publishing["publishing.setAccount"]({ ...on(reply), accountId: account }, ines),
    approve: (reply: Reply) => replies["replies.approve"]({ ...on(reply), hash: reply.hash }, mira),
    sendBack: (reply: Reply) => replies["replies.return"]({ ...on(reply), reason: "Not so", reasons: [] }, mira),
    takeBack: async ({ id }: Reply) => publishing["publishing.takeBack"]({ ...on(await readReply(parts, id)) }, ines),
    now: ({ id }: Reply) => readReply(parts, id),
    disconnect: async () => {
      const account = (await accounts["accounts.list"]({}, mira)).accounts.find(({ id }) => id === accountId);
      const version = account?.version ?? 0;
      await accounts["accounts.disconnect"]({ ...command(), id: accountId, version }, mira);
    },
    hits: async (reply: Reply, text?: string) =>
      (await replies["replies.check"]({ replyId: reply.id, ...(text !== undefined && { text, fields: {} }) }, ines))
        .hits,
    /** What the approvals card draws its difference against. */
    scriptText: async ({ id }: Reply) => {
      const [record] = await findReplies(parts.store.read, { id });
      if (!record) throw new Error("no reply");
      return renderedBy(await scriptOf(parts.store.read, record), record);
    },
    /** The script, approved as a template. */
    script: async () => {
      const id = await runEngineAct(parts, { topics: [] }, (act) => addScript(act, words, null));
      await createPlaybook(parts)["playbook.approveTemplate"]({ ...command(), id, version: 1 }, mira);
      return id;
    },
  };
}

test("a free draft begins with the name of whom it answers, and is empty as long as it says no more", async () => {
  const draft = await desk.begin();
  expect([draft.text, draft.prefix]).toEqual([prefix, prefix]);
  await expect(desk.submit(draft)).rejects.toMatchObject({ code: "reply-empty" });
  expect((await desk.begin(null, "@bob@other.example")).text).toBe("@bob@other.example ");
  expect((await desk.begin(null, null)).text).toBe("");
});

test("a script is rendered behind the name each time, and an approved template covers exactly that", async () => {
  const scriptId = await desk.script();
  const begun = await desk.begin(scriptId);
  expect([begun.text, begun.emptyFields]).toEqual([
    `${prefix}Hello {{first name}}, we have your message and answer today.`,
    ["first name"],
  ]);
  const once = await desk.save(begun, values);
  const other = await desk.save(once, { "first name": "Bo" });
  const saved = await desk.save(other, values);
  expect([once.text, saved.text, await desk.scriptText(saved)]).toEqual(Array(3).fill(`${prefix}${rendered}`));
  const submitted = await desk.submit(saved);
  expect([submitted.state, submitted.approvals.map(({ kind }) => kind)]).toEqual(["approved", ["template"]]);
});

test.each([
  ["the name left out", "@ann@far.example", rendered],
  ["a name that holds a sentence", `@${"we-lie.".repeat(6)}x@far.example`, null],
])("a template does not cover %s", async (_what, handle, text) => {
  const begun = await desk.begin(await desk.script(), handle);
  const saved = await desk.save(begun, values, text);
  for (const { rule, from, to, severity } of await desk.hits(saved))
    if (severity === "look")
      await desk.replies["replies.sign"]({ ...desk.on(saved), rule, from, to, reason: "She follows us" }, desk.ines);
  const submitted = await desk.submit(saved);
  expect([submitted.state, submitted.approvals]).toEqual(["submitted", []]);
});

test("with another account the words begin as it needs, there and back, and the fields stay", async () => {
  const begun = await desk.save(await desk.begin(await desk.script()), values);
  const byHand = await desk.post(begun, null);
  const again = await desk.post(byHand, desk.accountId);
  expect([byHand, again].map(({ text, prefix: before, fields }) => ({ text, before, fields }))).toEqual([
    { text: rendered, before: "", fields: values },
    { text: `${prefix}${rendered}`, before: prefix, fields: values },
  ]);
  expect(await desk.hits(byHand)).toEqual([]);
  expect((await desk.submit(again)).state).toBe("approved");
});

test("own words get the name with an account, unless they say it already", async () => {
  const free = await desk.post(await desk.begin(), null);
  expect(free.text).toBe("");
  const plain = await desk.post(await desk.save(free, {}, "We are sorry."), desk.accountId);
  const named = await desk.save(await desk.post(plain, null), {}, "We are sorry, @ann@far.example.");
  expect([plain.text, (await desk.post(named, desk.accountId)).text]).toEqual([`${prefix}We are sorry.`, named.text]);
});

test("another account takes an approval away, because the words change with it", async () => {
  const submitted = await desk.submit(await desk.save(await desk.begin(await desk.script()), values));
  const moved = await desk.post(submitted, null);
  expect([moved.state, moved.text, moved.approvals.every(({ voidedAt }) => voidedAt !== null)]).toEqual([
    "draft",
    rendered,
    true,
  ]);
});

test("words that would not reach whom they answer are looked at, with the name to put in; by hand they are not", async () => {
  const draft = await desk.begin();
  const unnamed = async (text: string) =>
    (await desk.hits(draft, text)).map(({ rule, severity, instead }) => [rule, severity, instead]);
  expect(await unnamed("We are sorry.")).toEqual([["unnamed", "look", `${prefix}We`]]);
  // Without its host a name is somebody on our own server.
  expect(await unnamed("@ann we are sorry.")).toEqual([["unnamed", "look", `${prefix}@ann`]]);
  expect([await unnamed(`${prefix}We are sorry.`), await unnamed("Sorry, @ann@far.example.")]).toEqual([[], []]);
  const saved = await desk.save(draft, {}, "We are sorry.");
  await expect(desk.submit(saved)).rejects.toMatchObject({ code: "checks-unsigned" });
  const byHand = await desk.post(saved, null);
  const typed = await desk.save(byHand, {}, "We are sorry.");
  expect([await desk.hits(typed), (await desk.submit(typed)).state]).toEqual([[], "submitted"]);
});

const own = async () => desk.save(await desk.begin(), {}, `${prefix}We are sorry.`);
const standOf = ({ text, prefix: begins, posting }: Reply) => ({ text, begins, account: posting.account });
const byHand = { begins: "", account: null };

test("an account that is disconnected leaves no draft behind, and takes its name along", async () => {
  const [free, filled] = [await own(), await desk.save(await desk.begin(await desk.script()), values)];
  const back = await desk.sendBack(await desk.submit(await own()));
  await desk.disconnect();
  expect(standOf(await desk.now(free))).toEqual({ ...byHand, text: "We are sorry." });
  expect(standOf(await desk.now(back))).toEqual({ ...byHand, text: "We are sorry." });
  const now = await desk.now(filled);
  expect([standOf(now), await desk.scriptText(now)]).toEqual([{ ...byHand, text: rendered }, rendered]);
});

test.each<[string, (reply: Reply) => Promise<Reply>]>([
  ["taken back, because nothing can post it", (reply) => desk.takeBack(reply)],
  ["sent back by its approver", async (reply) => desk.sendBack(await desk.now(reply))],
  ["written on", async (reply) => desk.save(await desk.now(reply), {}, `${prefix}We are sorry.`)],
])("what was handed in before its account was disconnected is on none once it is %s", async (how, act) => {
  const submitted = await desk.submit(await own());
  const reply = how.startsWith("taken") ? await desk.approve(submitted) : submitted;
  await desk.disconnect();
  expect((await desk.now(reply)).posting.account?.name).toBe("Ternway");
  expect(standOf(await act(reply))).toEqual({ ...byHand, text: "We are sorry." });
});
