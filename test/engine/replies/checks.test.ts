import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckHit } from "../../../src-main/contract/methods/checks.ts";
import { createChecks } from "../../../src-main/engine/checks/index.ts";
import { shippedLists } from "../../../src-main/engine/checks/shipped-lists.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPlaybook } from "../../../src-main/engine/playbook/index.ts";
import { addScript } from "../../../src-main/engine/playbook/save-script.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { template } from "./scripts.ts";

let parts: TestParts;
let replies: ReturnType<typeof createReplies>;
let checks: ReturnType<typeof createChecks>;
let ines: Call;
let mira: Call;
let sourceRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  ines = await parts.addPerson("Ines Thorn", "agent");
  mira = await parts.addPerson("Mira Falk", "corpcomm");
  sourceRowId = await addSourceRow(parts);
  replies = createReplies({
    ...parts,
    nudgeSender: () => {},
    cards: { storyRows: async () => [], original: async () => null },
  });
  checks = createChecks(parts);
});
afterEach(() => parts.close());

const command = () => ({ commandId: parts.commandId() });
type Draft = { readonly id: string; readonly version: number };

async function draft(text: string) {
  const { storyId } = await addStory(parts, { sourceRowId });
  const started = await replies["replies.start"]({ ...command(), storyId, scriptId: null, variant: "body" }, ines);
  return save(started, text);
}
const save = ({ id, version }: Draft, text: string) =>
  replies["replies.save"]({ ...command(), replyId: id, version, fields: {}, text }, ines);
const submit = ({ id, version }: Draft) =>
  replies["replies.submit"]({ ...command(), seen: [], replyId: id, version }, ines);
const hitsOf = async ({ id }: Draft) => (await replies["replies.check"]({ replyId: id }, ines)).hits;
async function sign({ id, version }: Draft, hit: CheckHit | undefined, reason = "Agreed with the ticket desk") {
  if (!hit) throw new Error("There is no hit to sign");
  const { rule, from, to } = hit;
  return replies["replies.sign"]({ ...command(), replyId: id, version, rule, from, to, reason }, ines);
}
const kinds = async () => (await listEvents(parts.store.read, { limit: 1000 })).map((event) => event.kind);

const promise = "We are sorry. We will refund you. See you on board.";

describe("a hit of the checks", () => {
  test("that nobody signed keeps a reply from its approvers", async () => {
    const refusal = { code: "checks-unsigned", params: { count: 1, rule: "promise", words: "We will refund" } };
    await expect(submit(await draft(promise))).rejects.toMatchObject(refusal);
  });
  test("that is signed lets it go, and the approver reads by whom and why", async () => {
    const reply = await draft(promise);
    const [hit] = await hitsOf(reply);
    const { looks, hits } = await sign(reply, hit);
    expect([looks, hits[0]?.signed]).toMatchObject([
      0,
      { by: { name: "Ines Thorn" }, reason: "Agreed with the ticket desk", at: parts.clock.now() },
    ]);
    const submitted = await submit(reply);
    expect([submitted.state, (await hitsOf(submitted))[0]?.signed?.by.name]).toEqual(["submitted", "Ines Thorn"]);
    expect(await kinds()).toContain("reply.signed");
  });
  test("that stops a reply cannot be signed", async () => {
    const reply = await draft("The card 4111 1111 1111 1111 was charged.");
    const [hit] = await hitsOf(reply);
    await expect(sign(reply, hit)).rejects.toMatchObject({ code: "checks-stop" });
    await expect(submit(reply)).rejects.toMatchObject({ code: "checks-stop" });
  });
  test("needs a reason", async () => {
    const reply = await draft(promise);
    await expect(sign(reply, (await hitsOf(reply))[0], "")).rejects.toMatchObject({ code: "reason-needed" });
  });
  test("that is not in the stored words is nothing to sign", async () => {
    const reply = await draft(promise);
    const [hit] = await hitsOf(reply);
    await expect(sign(reply, hit && { ...hit, from: hit.from + 1 })).rejects.toMatchObject({ code: "nothing-to-sign" });
  });
});

describe("a signature", () => {
  test("is void when its sentence changes, and stays void when the words come back", async () => {
    const reply = await draft(promise);
    await sign(reply, (await hitsOf(reply))[0]);
    const changed = await save(reply, promise.replace("refund you", "refund you £500"));
    const restored = await save(changed, promise);
    await expect(submit(restored)).rejects.toMatchObject({ code: "checks-unsigned" });
    expect(await kinds()).toContain("reply.signature_voided");
  });
  test("stands when another sentence changes", async () => {
    const reply = await draft(promise);
    await sign(reply, (await hitsOf(reply))[0]);
    const changed = await save(reply, `Hello Dorrit. ${promise}`);
    expect((await submit(changed)).state).toBe("submitted");
  });
  test("can be taken back", async () => {
    const reply = await draft(promise);
    const [hit] = await hitsOf(reply);
    await sign(reply, hit);
    const { rule, from, to } = hit ?? { rule: "promise", from: 0, to: 0 };
    await replies["replies.unsign"]({ ...command(), replyId: reply.id, version: reply.version, rule, from, to }, ines);
    await expect(submit(reply)).rejects.toMatchObject({ code: "checks-unsigned" });
  });
});

describe("what is typed", () => {
  test("is judged before it is stored, and by the network's own length", async () => {
    const reply = await draft("Thank you.");
    const typed = await replies["replies.check"]({ replyId: reply.id, text: promise, fields: {} }, ines);
    expect([typed.looks, typed.length.used, await hitsOf(reply)]).toEqual([1, promise.length, []]);
  });
  test("is measured by the limits of the account it goes out with", async () => {
    const reply = await draft("a".repeat(600));
    const account = parts.ids.ulid(1);
    const limits = JSON.stringify({ maxCharacters: 1000, maxBytes: null, charactersPerLink: 23 });
    const at = { kind: "mastodon", network: "mastodon", name: "Ternway", made_at: 1 } as const;
    await parts.store.write(async (trx) => {
      await trx.updateTable("reply").set({ network: "mastodon" }).execute();
      await trx
        .insertInto("account")
        .values({ public_id: account, limits, ...at })
        .execute();
    });
    await expect(submit(reply)).rejects.toMatchObject({ code: "reply-too-long", params: { used: 600, max: 500 } });
    await parts.store.write((trx) => trx.updateTable("reply").set({ account }).execute());
    for (const hit of await hitsOf(reply)) await sign(reply, hit);
    expect((await submit(reply)).limit).toEqual({ used: 600, max: 1000 });
  });
  test("in another language than the mention is said", async () => {
    const reply = await draft("Wir haben Ihre Nachricht gelesen und sehen uns das gleich morgen früh an.");
    await parts.store.write((trx) => trx.updateTable("item").set({ lang: "en" }).execute());
    expect((await hitsOf(reply)).map(({ rule, params }) => [rule, params["reply"]])).toContainEqual(["language", "de"]);
  });
});

describe("a template's own words", () => {
  const words = "Hello {{first name}}, we will refund you by {{time}}.";
  const fields = [
    { name: "first name", required: true, kind: "firstName" as const, usedIn: ["body"] },
    { name: "time", required: true, kind: "time" as const, usedIn: ["body"] },
  ];
  async function rendered() {
    const content = { ...template, body: words, fields };
    const scriptId = await runEngineAct(parts, { topics: [] }, (act) => addScript(act, content, null));
    await createPlaybook(parts)["playbook.approveTemplate"]({ ...command(), id: scriptId, version: 1 }, mira);
    const { storyId } = await addStory(parts, { sourceRowId });
    const started = await replies["replies.start"]({ ...command(), storyId, scriptId, variant: "body" }, ines);
    const filled = { "first name": "Dorrit", time: "15:00" };
    return replies["replies.save"](
      { ...command(), replyId: started.id, version: started.version, fields: filled, text: null },
      ines,
    );
  }
  test("were agreed to once and need no signature", async () => {
    const reply = await rendered();
    expect((await hitsOf(reply)).map(({ isAgreed }) => isAgreed)).not.toContain(false);
    expect((await submit(reply)).state).toBe("approved");
  });
  test("are new words as soon as one of them is changed", async () => {
    const reply = await rendered();
    const changed = await save(reply, `${reply.text} Bye.`);
    await expect(submit(changed)).rejects.toMatchObject({ code: "checks-unsigned" });
  });
});

describe("the lists", () => {
  const strict = { ...shippedLists, severities: { ...shippedLists.severities, promise: "stop" as const } };
  test("a desk begins with the shipped ones; what it saves is a new version for the next check", async () => {
    const before = await checks["checks.get"]({}, mira);
    const saved = await checks["checks.save"]({ ...command(), version: before.version, lists: strict }, mira);
    expect([before.version, before.saved, saved.version, saved.saved?.by?.name]).toEqual([0, null, 1, "Mira Falk"]);
    await expect(submit(await draft(promise))).rejects.toMatchObject({ code: "checks-stop" });
    expect((await checks["checks.versions"]({}, mira)).map(({ version }) => version)).toEqual([1]);
  });
  test("a second save over the same version is stale", async () => {
    await checks["checks.save"]({ ...command(), version: 0, lists: strict }, mira);
    const again = checks["checks.save"]({ ...command(), version: 0, lists: shippedLists }, mira);
    await expect(again).rejects.toMatchObject({ code: "stale" });
  });
  test("a phrase without a word is refused", async () => {
    const empty = { words: "… …", instead: "", lang: null, severity: null };
    const phrases = { ...shippedLists.phrases, banned: [empty] };
    const attempt = checks["checks.save"]({ ...command(), version: 0, lists: { ...shippedLists, phrases } }, mira);
    await expect(attempt).rejects.toMatchObject({ code: "bad-input" });
  });
  test("words can be tried on lists that are not saved, and a script with its fields filled", async () => {
    const banned = [{ words: "ship*", instead: "vessel", lang: null, severity: null }];
    const lists = { ...shippedLists, phrases: { ...shippedLists.phrases, banned } };
    const fields = [{ name: "time", kind: "time" }];
    const tried = await checks["checks.try"](
      { text: "The ships are back by {{time}}, we will write by {{time}}.", network: "forum", fields, lists },
      mira,
    );
    expect(tried.hits.map(({ rule, words, instead }) => [rule, words, instead])).toEqual([
      ["banned", "ships", "vessel"],
      ["promise", "back by 15:00", null],
      ["promise", "we will write by 15:00", null],
    ]);
  });
});
