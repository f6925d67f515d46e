import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Role } from "../../../src-main/contract/values.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { replyHash } from "../../../src-main/domain/replies/reply-hash.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPlaybook } from "../../../src-main/engine/playbook/index.ts";
import { addScript } from "../../../src-main/engine/playbook/save-script.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { cycleTimes } from "../../../src-main/engine/store/case-cycle.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import type { ScriptContent } from "../../../src-main/engine/store/script.ts";
import { updatePerson } from "../../../src-main/engine/store/person.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { refund, template } from "./scripts.ts";
import type { TestParts } from "../../support/test-engine.ts";

const holdMs = 5 * 60_000;
let parts: TestParts;
let replies: ReturnType<typeof createReplies>;
let ines: Call;
let mira: Call;
let sourceRowId: number;

beforeEach(async () => {
  parts = await startTestParts();
  ines = await parts.addPerson("Ines Thorn", "agent", "corpcomm");
  mira = await parts.addPerson("Mira Falk", "corpcomm", "lead");
  sourceRowId = await addSourceRow(parts);
  replies = createReplies({
    ...parts,
    nudgeSender: () => {},
    cards: { storyRows: async () => [], original: async () => null },
  });
});
afterEach(() => parts.close());

const command = () => ({ commandId: parts.commandId() });
const script = (content: ScriptContent) => runEngineAct(parts, { topics: [] }, (act) => addScript(act, content, null));
const story = (approvalRoles: readonly Role[] = []) => addStory(parts, { sourceRowId, approvalRoles });

async function draft({ text = "We are sorry. Your refund comes today.", storyId = "" } = {}) {
  const id = storyId === "" ? (await story()).storyId : storyId;
  const started = await replies["replies.start"]({ ...command(), storyId: id, scriptId: null, variant: "body" }, ines);
  return replies["replies.save"](
    { ...command(), replyId: started.id, version: started.version, fields: {}, text },
    ines,
  );
}
async function submitted(words?: string) {
  const reply = await draft(words === undefined ? {} : { text: words });
  return replies["replies.submit"]({ ...command(), seen: [], replyId: reply.id, version: reply.version }, ines);
}
async function approved() {
  const reply = await submitted();
  return replies["replies.approve"](
    { ...command(), replyId: reply.id, version: reply.version, hash: reply.hash },
    mira,
  );
}
const handOver = (reply: { id: string; version: number }) =>
  replies["replies.handOver"]({ ...command(), replyId: reply.id, version: reply.version }, ines);
const prove = (reply: { id: string; version: number }, url: string) =>
  replies["replies.prove"]({ ...command(), replyId: reply.id, version: reply.version, url, resolve: true }, ines);
const kinds = async () => (await listEvents(parts.store.read, { limit: 1000 })).map((event) => event.kind);

describe("the way of a public reply", () => {
  test("what belongs elsewhere is given out for there; the parent that the approval is pinned to stays", async () => {
    const place = "https://talk.example/item?id=1";
    const { storyId } = await story();
    const setPlace = (reply_url: string) =>
      parts.store.write((trx) => trx.updateTable("item").set({ reply_url }).execute());
    await setPlace(place);
    const saved = await draft({ storyId });
    const waiting = await replies["replies.submit"](
      { ...command(), seen: [], replyId: saved.id, version: saved.version },
      ines,
    );
    const { id, version, hash } = waiting;
    const reply = await replies["replies.approve"]({ ...command(), replyId: id, version, hash }, mira);
    // A feed that changes its mind after the approval moves nothing.
    await setPlace("https://elsewhere.example/");
    parts.clock.advance(holdMs);
    const given = await handOver(reply);
    const { network, parentUrl, placeUrl, text } = given.reply;
    expect([given.url, placeUrl]).toEqual([place, place]);
    expect(hash).toBe(replyHash({ network, account: "assisted", parentUrl, text }));
    await expect(prove(given.reply, "https://elsewhere.example/9")).rejects.toMatchObject({ code: "proof-wrong-host" });
    await expect(prove(given.reply, place)).rejects.toMatchObject({ code: "proof-is-original" });
    expect((await prove(given.reply, "https://talk.example/item?id=9")).state).toBe("sent");
  });

  test("draft, submit, approve by another, hold, hand over, proof, answered", async () => {
    const reply = await approved();
    expect([reply.state, reply.holdUntil]).toEqual(["approved", parts.clock.now() + holdMs]);
    parts.clock.advance(holdMs);
    const given = await handOver(reply);
    expect([given.text, given.url, given.reply.state]).toEqual([
      "We are sorry. Your refund comes today.",
      reply.parentUrl,
      "handed_over",
    ]);
    const sent = await prove(given.reply, `${reply.parentUrl ?? ""}#post-9`);
    expect([sent.state, sent.proofUrl, sent.sentAt]).toEqual([
      "sent",
      `${reply.parentUrl ?? ""}#post-9`,
      parts.clock.now(),
    ]);
    const row = await parts.store.read
      .selectFrom("desk_case")
      .select(["status", "resolution", "first_response_at"])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ status: "resolved", resolution: "answered", first_response_at: parts.clock.now() });
    const cycle = await parts.store.read.selectFrom("case_cycle").selectAll().executeTakeFirstOrThrow();
    expect([cycle.submitted_at, cycle.approved_at, cycle.first_response_at].map((at) => at !== null)).toEqual([
      true,
      true,
      true,
    ]);
    expect(await findChainFault(parts.store.read)).toBeNull();
    expect((await kinds()).filter((kind) => kind.startsWith("reply."))).toEqual([
      "reply.started",
      "reply.submitted",
      "reply.approved",
      "reply.handed_over",
      "reply.sent",
    ]);
  });

  test("nothing is given out before the hold has ended", async () => {
    const reply = await approved();
    parts.clock.advance(holdMs - 1000);
    await expect(handOver(reply)).rejects.toMatchObject({ code: "hold-running", params: { seconds: 1 } });
  });

  test("a cancelled reply cannot be handed over", async () => {
    const reply = await approved();
    const cancelled = await replies["replies.cancel"](
      { ...command(), replyId: reply.id, version: reply.version, reason: "wrong ship" },
      mira,
    );
    parts.clock.advance(holdMs);
    await expect(handOver(cancelled)).rejects.toMatchObject({ code: "reply-state" });
  });

  test("an author cannot approve, nor can a second author who changed a word", async () => {
    const reply = await submitted();
    const approve = (target: typeof reply, call: Call) =>
      replies["replies.approve"](
        { ...command(), replyId: target.id, version: target.version, hash: target.hash },
        call,
      );
    await expect(approve(reply, ines)).rejects.toMatchObject({ code: "own-approval" });
    const edited = await replies["replies.save"](
      { ...command(), replyId: reply.id, version: reply.version, fields: {}, text: `${reply.text}!` },
      mira,
    );
    const again = await replies["replies.submit"](
      { ...command(), seen: [], replyId: edited.id, version: edited.version },
      ines,
    );
    await expect(approve(again, mira)).rejects.toMatchObject({ code: "own-approval" });
  });

  async function allowSelfApproval(): Promise<void> {
    await parts.store.write(async (trx) => {
      const { version, settings } = await readSettings(trx);
      await writeSettings(trx, { version: version + 1, settings: { ...settings, selfApproval: true } });
    });
  }
  const approveOwn = (reply: { id: string; version: number; hash: string }) =>
    replies["replies.approve"]({ ...command(), replyId: reply.id, version: reply.version, hash: reply.hash }, ines);

  test("a firm of one approves its own words under the recorded policy, and the log says so", async () => {
    await allowSelfApproval();
    await parts.store.write((trx) => updatePerson(trx, mira.person?.rowId ?? 0, { removedAt: parts.clock.now() }));
    const reply = await submitted();
    const own = await approveOwn(reply);
    expect(own.approvals.map((approval) => approval.kind)).toEqual(["own"]);
    const event = (await listEvents(parts.store.read, { limit: 1000 })).find((one) => one.kind === "reply.approved");
    expect(event?.payload).toMatchObject({ approval: "own", by: "Ines Thorn" });
  });

  test("the policy of a firm of one is void while somebody else could approve", async () => {
    await allowSelfApproval();
    await expect(approveOwn(await submitted())).rejects.toMatchObject({ code: "own-approval" });
  });

  test("the legal lane takes no approval but legal's", async () => {
    const { storyId } = await story(["legal"]);
    const reply = await draft({ storyId });
    const sent = await replies["replies.submit"](
      { ...command(), seen: [], replyId: reply.id, version: reply.version },
      ines,
    );
    await expect(
      replies["replies.approve"]({ ...command(), replyId: sent.id, version: sent.version, hash: sent.hash }, mira),
    ).rejects.toMatchObject({
      code: "role-cannot-approve",
      params: { roles: "legal" },
    });
    const counsel = await parts.addPerson("Inge Law", "legal");
    const approvedByLegal = await replies["replies.approve"](
      { ...command(), replyId: sent.id, version: sent.version, hash: sent.hash },
      counsel,
    );
    expect(approvedByLegal.state).toBe("approved");
  });

  test("a return needs a reason and gives the draft back with it", async () => {
    const reply = await submitted();
    const giveBack = (reason: string) =>
      replies["replies.return"]({ ...command(), replyId: reply.id, version: reply.version, reason }, mira);
    await expect(giveBack("")).rejects.toMatchObject({ code: "reason-needed" });
    const returned = await giveBack("Say when.");
    expect([returned.state, returned.returned?.reason]).toEqual(["returned", "Say when."]);
  });

  test.each([
    ["https://elsewhere.example/t/1", "proof-wrong-host"],
    ["posted it", "proof-not-a-link"],
  ])("the proof %s is refused and the reply still waits for one", async (url, code) => {
    const reply = await approved();
    parts.clock.advance(holdMs);
    const { reply: waiting } = await handOver(reply);
    await expect(prove(waiting, url)).rejects.toMatchObject({ code });
    const row = await parts.store.read.selectFrom("reply").select("state").executeTakeFirstOrThrow();
    expect(row.state).toBe("handed_over");
  });

  test("the same command twice is done once", async () => {
    const reply = await submitted();
    const input = { ...command(), replyId: reply.id, version: reply.version, hash: reply.hash };
    await replies["replies.approve"](input, mira);
    await replies["replies.approve"](input, mira);
    expect((await parts.store.read.selectFrom("approval").select("id").execute()).length).toBe(1);
  });
});

describe("the clock of the case", () => {
  const clock = async () => {
    const { submittedAt, approvedAt } = await cycleTimes(parts.store.read, { caseRowId: 1, cycle: 1 });
    return [submittedAt, approvedAt];
  };
  const edit = (reply: { readonly id: string; readonly version: number }, text: string) =>
    replies["replies.save"]({ ...command(), replyId: reply.id, version: reply.version, fields: {}, text }, ines);

  test("does not say approved over words that are a draft again", async () => {
    const reply = await approved();
    const at = parts.clock.now();
    expect(await clock()).toEqual([at, at]);
    const edited = await edit(reply, "Other words.");
    expect([edited.state, await clock()]).toEqual(["draft", [null, null]]);
    parts.clock.advance(60_000);
    await replies["replies.submit"]({ ...command(), seen: [], replyId: edited.id, version: edited.version }, ines);
    expect(await clock()).toEqual([at + 60_000, null]);
  });

  test.each(["return", "cancel"] as const)("says neither submitted nor approved after a %s", async (act) => {
    const reply = await approved();
    await replies[`replies.${act}`](
      { ...command(), replyId: reply.id, version: reply.version, reason: "Say when." },
      mira,
    );
    expect(await clock()).toEqual([null, null]);
  });

  test("keeps what another reply of the case stands for", async () => {
    const { storyId } = await story();
    const first = await draft({ storyId });
    const sent = await replies["replies.submit"](
      { ...command(), seen: [], replyId: first.id, version: first.version },
      ines,
    );
    parts.clock.advance(60_000);
    const second = await draft({ storyId });
    await replies["replies.submit"](
      { ...command(), seen: [first.id], replyId: second.id, version: second.version },
      ines,
    );
    expect(await clock()).toEqual([parts.clock.now() - 60_000, null]);
    await edit(sent, "Other words.");
    expect(await clock()).toEqual([parts.clock.now(), null]);
  });
});

describe("scripts", () => {
  test("required fields block submit until they are filled, in the order of the text", async () => {
    const scriptId = await script(refund);
    const { storyId } = await story();
    const started = await replies["replies.start"]({ ...command(), storyId, scriptId, variant: "body" }, ines);
    expect([started.text, started.emptyFields]).toEqual([
      "Hello Dorrit, your refund comes from {{who}}. Ines",
      ["who"],
    ]);
    const submit = (version: number) =>
      replies["replies.submit"]({ ...command(), seen: [], replyId: started.id, version }, ines);
    await expect(submit(started.version)).rejects.toMatchObject({ code: "fields-empty", params: { fields: "who" } });
    const fields = { ...started.fields, who: "the counter" };
    const filled = await replies["replies.save"](
      { ...command(), replyId: started.id, version: started.version, fields, text: null },
      ines,
    );
    expect((await submit(filled.version)).state).toBe("submitted");
  });

  async function rendered(link: string) {
    const scriptId = await script(template);
    const playbook = createPlaybook(parts);
    await playbook["playbook.approveTemplate"]({ ...command(), id: scriptId, version: 1 }, mira);
    await parts.store.write(async (trx) => {
      const { version, settings } = await readSettings(trx);
      await writeSettings(trx, {
        version: version + 1,
        settings: { ...settings, brand: { ...settings.brand, sites: ["https://firm.example/"] } },
      });
    });
    const { storyId } = await story();
    const started = await replies["replies.start"]({ ...command(), storyId, scriptId, variant: "body" }, ines);
    return replies["replies.save"](
      {
        ...command(),
        replyId: started.id,
        version: started.version,
        fields: { "first name": "Dorrit", channel: link },
        text: null,
      },
      ines,
    );
  }
  test("an unchanged rendering of an approved template is approved for exactly its hash", async () => {
    const reply = await rendered("https://firm.example/write");
    const sent = await replies["replies.submit"](
      { ...command(), seen: [], replyId: reply.id, version: reply.version },
      ines,
    );
    expect([sent.state, sent.approvals.map((approval) => approval.kind)]).toEqual(["approved", ["template"]]);
  });
  test("a link that leads elsewhere takes the template's approval away", async () => {
    const reply = await rendered("https://elsewhere.example/write");
    const target = { replyId: reply.id, version: reply.version };
    const [hit] = (await replies["replies.check"]({ replyId: reply.id }, ines)).hits;
    if (!hit) throw new Error("The host is not ours");
    const { rule, from, to } = hit;
    await replies["replies.sign"]({ ...command(), ...target, rule, from, to, reason: "The carrier's own page" }, ines);
    const sent = await replies["replies.submit"](
      { ...command(), seen: [], replyId: reply.id, version: reply.version },
      ines,
    );
    expect([sent.state, sent.approvals]).toEqual(["submitted", []]);
  });
  test("a new version of a script needs its own approval", async () => {
    const scriptId = await script(template);
    const playbook = createPlaybook(parts);
    await playbook["playbook.approveTemplate"]({ ...command(), id: scriptId, version: 1 }, mira);
    const saved = await playbook["playbook.save"](
      { ...command(), id: scriptId, version: 1, script: { ...template, body: `${template.body} Bye.` } },
      mira,
    );
    expect([saved.version, saved.templateApproval]).toEqual([2, null]);
  });
  test("free text can never be approved as a template", async () => {
    const scriptId = await script({
      ...template,
      fields: [{ name: "first name", required: true, kind: "text", usedIn: ["body"] }, ...template.fields.slice(1)],
    });
    const attempt = createPlaybook(parts)["playbook.approveTemplate"]({ ...command(), id: scriptId, version: 1 }, mira);
    await expect(attempt).rejects.toMatchObject({ code: "bad-input" });
  });
});

describe("two people", () => {
  test("a script that asks for two waits for the second, and one person is never two", async () => {
    const scriptId = await script({ ...refund, approval: { approvers: 2, by: ["corpcomm"] } });
    const { storyId } = await story();
    const started = await replies["replies.start"]({ ...command(), storyId, scriptId, variant: "body" }, ines);
    const fields = { ...started.fields, who: "the counter" };
    const saved = await replies["replies.save"](
      { ...command(), replyId: started.id, version: started.version, fields, text: null },
      ines,
    );
    const sent = await replies["replies.submit"](
      { ...command(), seen: [], replyId: saved.id, version: saved.version },
      ines,
    );
    const approve = (reply: typeof sent, call: Call) =>
      replies["replies.approve"]({ ...command(), replyId: reply.id, version: reply.version, hash: reply.hash }, call);
    const once = await approve(sent, mira);
    expect([once.state, once.holdUntil]).toEqual(["submitted", null]);
    await expect(approve(once, mira)).rejects.toMatchObject({ code: "already-approved" });
    await expect(handOver(once)).rejects.toMatchObject({ code: "reply-state" });
    const second = await parts.addPerson("Tom Reed", "corpcomm");
    expect((await approve(once, second)).state).toBe("approved");
  });

  test("who wrote a template does not approve it", async () => {
    const playbook = createPlaybook(parts);
    const saved = await playbook["playbook.save"]({ ...command(), script: template }, mira);
    const approveAs = (call: Call) =>
      playbook["playbook.approveTemplate"]({ ...command(), id: saved.id, version: saved.version }, call);
    await expect(approveAs(mira)).rejects.toMatchObject({ code: "own-approval" });
    expect((await approveAs(ines)).templateApproval?.by.name).toBe("Ines Thorn");
  });
});

describe("words that come too late", () => {
  test("an approved reply stays here once its case is over", async () => {
    const reply = await approved();
    parts.store.raw.prepare("UPDATE desk_case SET status = 'resolved', resolution = 'spam'").run();
    parts.clock.advance(holdMs);
    await expect(handOver(reply)).rejects.toMatchObject({ code: "case-resolved" });
  });

  test("of two replies to one case the second is held when the first was posted meanwhile", async () => {
    const { storyId } = await story();
    const both = [await draft({ storyId, text: "First." }), await draft({ storyId, text: "Second." })];
    const ready = [];
    const seen = both.map(({ id }) => id);
    for (const reply of both) {
      const sent = await replies["replies.submit"](
        { ...command(), seen, replyId: reply.id, version: reply.version },
        ines,
      );
      ready.push(
        await replies["replies.approve"](
          { ...command(), replyId: sent.id, version: sent.version, hash: sent.hash },
          mira,
        ),
      );
    }
    const [first, second] = ready;
    if (!first || !second) throw new Error("two replies were approved");
    parts.clock.advance(holdMs);
    const { reply: given } = await handOver(first);
    await expect(handOver(second)).rejects.toMatchObject({ code: "answered-meanwhile" });
    await replies["replies.prove"](
      { ...command(), replyId: given.id, version: given.version, url: `${given.parentUrl ?? ""}#a`, resolve: false },
      ines,
    );
    await expect(handOver(second)).rejects.toMatchObject({ code: "answered-meanwhile" });
    const again = await replies["replies.save"](
      { ...command(), replyId: second.id, version: second.version, fields: {}, text: "Second, after the first." },
      ines,
    );
    parts.clock.advance(1000);
    const submit = (seen: string[]) =>
      replies["replies.submit"]({ ...command(), seen, replyId: again.id, version: again.version }, ines);
    await expect(submit([])).rejects.toMatchObject({ code: "answered-meanwhile", params: { count: 1 } });
    const meanwhile = await replies["replies.meanwhile"]({ replyId: again.id }, ines);
    expect(meanwhile).toMatchObject([
      { kind: "reply", id: first.id, state: "sent", text: "First.", by: { name: "Ines Thorn" } },
    ]);
    expect((await submit([first.id])).state).toBe("submitted");
  });
});

describe("an approval holds for its hash and for nothing else", () => {
  test("any edit after approval voids it: what is given out was always approved as it is", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40 }), fc.boolean(), async (words, editsAfter) => {
        const reply = await approved();
        const edited = editsAfter
          ? await replies["replies.save"](
              { ...command(), replyId: reply.id, version: reply.version, fields: {}, text: words },
              ines,
            )
          : reply;
        parts.clock.advance(holdMs);
        if (edited.text === reply.text) return (await handOver(edited)).text === reply.text;
        await expect(handOver(edited)).rejects.toMatchObject({ code: "reply-state" });
        return edited.state === "draft" && edited.approvals.every((approval) => approval.voidedAt !== null);
      }),
      { numRuns: 25 },
    );
  });

  test("words changed behind the engine's back are never given out", async () => {
    const reply = await approved();
    parts.store.raw.prepare("UPDATE reply SET text = text || '!'").run();
    parts.clock.advance(holdMs);
    await expect(handOver(reply)).rejects.toMatchObject({ code: "approval-void" });
    const row = await parts.store.read.selectFrom("reply").select("state").executeTakeFirstOrThrow();
    expect([row.state, (await kinds()).includes("reply.voided")]).toEqual(["void", true]);
  });

  test("an approver who saw older words is told so", async () => {
    const reply = await submitted();
    const attempt = replies["replies.approve"](
      { ...command(), replyId: reply.id, version: reply.version, hash: "0".repeat(64) },
      mira,
    );
    await expect(attempt).rejects.toMatchObject({ code: "approval-void" });
  });
});
