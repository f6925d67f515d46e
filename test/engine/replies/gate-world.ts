import { createHash } from "node:crypto";
import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPlaybook } from "../../../src-main/engine/playbook/index.ts";
import { addScript } from "../../../src-main/engine/playbook/save-script.ts";
import { createPolicy } from "../../../src-main/engine/policy/index.ts";
import { createReplies } from "../../../src-main/engine/replies/index.ts";
import { mayLeave } from "../../../src-main/engine/replies/reply-view.ts";
import { findReplies } from "../../../src-main/engine/store/reply.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { refund, template } from "./scripts.ts";

export const holdMs = 5 * 60_000;

export type Step =
  | { readonly act: "save" | "edit"; readonly who: number; readonly text: string }
  | { readonly act: "submit" | "approve" | "return" | "cancel" | "undo" | "handOver" | "send"; readonly who: number }
  | { readonly act: "legal"; readonly who: number; readonly wanted: boolean }
  | { readonly act: "policy"; readonly rows: readonly PolicyRow[] }
  | { readonly act: "reach"; readonly followers: number | null }
  | {
      readonly act: "tamper";
      readonly column: "text" | "account" | "parent_url" | "network" | "state";
      readonly value: string;
    }
  | { readonly act: "wait"; readonly ms: number };

/** What the test itself remembers of a reply: who wrote, and who approved which words. It asks the engine nothing. */
type Ledger = {
  readonly authors: Set<string>;
  approvals: { readonly by: string; readonly hash: string; readonly at: number }[];
  /** The strictest that was asked for since the words were submitted. */
  asked: { approvers: number; legal: boolean; template: boolean } | null;
  templateHash: string | null;
  isStateTampered: boolean;
};

export type World = Awaited<ReturnType<typeof createWorld>>;

/** A desk with people of all roles, on which replies go their way by random acts. */
export async function createWorld(parts: TestParts) {
  const people: readonly Call[] = [
    await parts.addPerson("Ines", "agent", "corpcomm"),
    await parts.addPerson("Mira", "corpcomm"),
    await parts.addPerson("Joss", "corpcomm", "lead"),
    await parts.addPerson("Lena", "legal"),
    await parts.addPerson("Owen", "legal", "corpcomm"),
    await parts.addPerson("Petra", "agent"),
    await parts.addPerson("Adam", "admin"),
  ];
  const sourceRowId = await addSourceRow(parts);
  const cards = { storyRows: () => Promise.resolve([]), original: () => Promise.resolve(null) };
  const replies = createReplies({ ...parts, nudgeSender: () => {}, cards });
  const fixed = { ...template, key: "fixed", body: "We are on it.", privateVariant: null, holding: null, fields: [] };
  const two = { ...refund, key: "two", body: "Two look.", privateVariant: null, holding: null, fields: [] };
  const add = (content: typeof refund) => runEngineAct(parts, { topics: [] }, (act) => addScript(act, content, null));
  const fixedId = await add(fixed);
  const [, mira] = people;
  if (!mira) throw new Error("nobody");
  await createPlaybook(parts)["playbook.approveTemplate"](
    { commandId: parts.commandId(), id: fixedId, version: 1 },
    mira,
  );
  const scripts = {
    none: null,
    fixed: fixedId,
    two: await add({ ...two, approval: { approvers: 2, by: ["corpcomm"] } }),
  };
  return { parts, people, replies, policy: createPolicy(parts), scripts, sourceRowId };
}

const idOf = (call: Call) => call.person?.id ?? "";
const rolesOf = (call: Call): readonly Role[] => call.person?.roles ?? [];

/** The hash that an approval is pinned to, written down a second time. */
function hashOfRow(row: { network: string; account: string; parent_url: string | null; text: string }): string {
  return createHash("sha256")
    .update(JSON.stringify([row.network, row.account, row.parent_url, row.text]))
    .digest("hex");
}

/** Walks one reply through the steps. Throws as soon as something leaves that should not. Returns how often words left. */
export async function walk(
  { parts, people, replies, policy, scripts, sourceRowId }: World,
  { script, isLegalRoute, steps }: { script: keyof World["scripts"]; isLegalRoute: boolean; steps: readonly Step[] },
): Promise<{ readonly left: number; readonly wasAsked: number }> {
  const { storyId } = await addStory(parts, { sourceRowId, approvalRoles: isLegalRoute ? ["legal"] : [] });
  await giveContact(parts, storyId);
  const command = () => ({ commandId: parts.commandId() });
  const [writer] = people;
  if (!writer) throw new Error("nobody");
  const started = await replies["replies.start"](
    { ...command(), storyId, scriptId: scripts[script], variant: "body" },
    writer,
  );
  const ledger: Ledger = { authors: new Set(), approvals: [], asked: null, templateHash: null, isStateTampered: false };
  let [rows, isLegalAdded, reach]: [readonly PolicyRow[], boolean, number | null] = [usual, false, null];
  let [left, wasAsked] = [0, 0];

  const save = async (next: readonly PolicyRow[], call: Call) => {
    const [saved] = await policy["policy.get"]({}, call);
    await policy["policy.save"]({ ...command(), version: saved?.version ?? 0, rows: [...next] }, call);
    rows = next;
  };
  // Each walk begins with the policy that a desk begins with.
  await save(usual, writer);

  const record = async () => {
    const [found] = await findReplies(parts.store.read, { id: started.id });
    if (!found) throw new Error("the reply is gone");
    return found;
  };
  const row = () =>
    parts.store.read
      .selectFrom("reply")
      .select(["network", "account", "parent_url", "text", "state"])
      .where("public_id", "=", started.id)
      .executeTakeFirstOrThrow();
  const bare = { bucket: "care", priority: 2, urgency: "normal" };
  const asksNow = () => {
    const fit = rows.filter(
      ({ when }) =>
        (["bucket", "priority", "urgency"] as const).every(
          (part) => when[part] === null || when[part] === bare[part],
        ) &&
        (when.script === null || when.script === script) &&
        (when.reachFrom === null || (reach !== null && reach >= when.reachFrom)),
    );
    return {
      approvers: Math.max(1, ...fit.map(({ asks }) => asks.approvers)),
      legal: fit.some(({ asks }) => asks.legal),
      template: fit.length > 0 && fit.every(({ asks }) => asks.template),
    };
  };

  /** Throws unless exactly these words have every approval they need, by the test's own book. */
  const demand = async (how: string) => {
    left += 1;
    const now = await row();
    const hash = hashOfRow(now);
    const asks = asksNow();
    const asked = ledger.asked ?? asks;
    const needed = Math.max(asks.approvers, asked.approvers, script === "two" ? 2 : 1);
    const legal = asks.legal || asked.legal || isLegalAdded || isLegalRoute;
    const valid = ledger.approvals.filter((one) => one.hash === hash && !ledger.authors.has(one.by));
    const by = [...new Set(valid.map((one) => one.by))];
    const roles = by.map((id) => rolesOf(people.find((call) => idOf(call) === id) ?? writer));
    const isByPeople = by.length >= needed && (!legal || roles.some((held) => held.includes("legal")));
    const isByTemplate =
      script === "fixed" &&
      now.text === "We are on it." &&
      ledger.templateHash === hash &&
      asks.template &&
      asked.template &&
      !legal;
    if (!isByPeople && !isByTemplate)
      throw new Error(`${how}: "${now.text}" left with ${by.length} of ${needed}${legal ? " and legal" : ""}`);
    const latest = Math.max(...valid.map(({ at }) => at));
    if (
      isByPeople &&
      !isByTemplate &&
      !ledger.isStateTampered &&
      by.length === needed &&
      parts.clock.now() < latest + holdMs
    )
      throw new Error(`${how}: left inside its hold`);
  };

  for (const step of steps) {
    const call = "who" in step ? (people[step.who % people.length] ?? writer) : writer;
    const before = await record();
    const hash = hashOfRow(await row());
    const target = { ...command(), replyId: started.id, version: before.version };
    try {
      switch (step.act) {
        case "save": {
          const saved = await replies["replies.save"]({ ...target, fields: {}, text: step.text }, call);
          if (saved.version !== before.version) startOver(ledger, idOf(call));
          break;
        }
        case "edit": {
          const edited = await replies["replies.edit"]({ ...target, text: step.text }, call);
          if (edited.version === before.version) break;
          startOver(ledger, idOf(call));
          ledger.asked = strictest(asked(ledger, before.asked), asksNow());
          break;
        }
        case "submit": {
          const sent = await replies["replies.submit"]({ ...target, seen: [] }, call);
          if (ledger.authors.size === 0) ledger.authors.add(idOf(call));
          ledger.asked = asksNow();
          ledger.templateHash = sent.state === "approved" ? hash : null;
          break;
        }
        case "approve":
          await replies["replies.approve"]({ ...target, hash }, call);
          ledger.approvals.push({ by: idOf(call), hash, at: parts.clock.now() });
          break;
        case "undo":
          await replies["replies.undoApproval"](target, call);
          ledger.approvals = ledger.approvals.filter(({ by }) => by !== idOf(call));
          break;
        case "return":
          await replies["replies.return"]({ ...target, reason: "", reasons: ["facts"] }, call);
          forget(ledger);
          break;
        case "cancel":
          await replies["replies.cancel"]({ ...target, reason: "" }, call);
          forget(ledger);
          break;
        case "legal":
          await replies["replies.setLegal"]({ ...target, wanted: step.wanted }, call);
          isLegalAdded = step.wanted;
          break;
        case "policy": {
          await save(step.rows, call);
          break;
        }
        case "reach":
          await replies["replies.setReach"]({ ...command(), storyId, followers: step.followers }, people[1] ?? writer);
          reach = step.followers;
          break;
        case "tamper":
          if (step.column === "state") ledger.isStateTampered = true;
          parts.store.raw
            .prepare(`UPDATE reply SET ${step.column} = ? WHERE public_id = ?`)
            .run(step.value, started.id);
          break;
        case "wait":
          parts.clock.advance(step.ms);
          break;
        case "handOver": {
          wasAsked += 1;
          const wasOut = before.state === "handed_over";
          await replies["replies.handOver"](target, call);
          // What was given out once is given out again as it was; the first time is what counts.
          if (!wasOut) await demand("handed over");
          break;
        }
        case "send": {
          wasAsked += 1;
          if (
            before.state === "approved" &&
            (before.holdUntil ?? 0) <= parts.clock.now() &&
            (await mayLeave(parts.store.read, before))
          )
            await demand("sent");
          break;
        }
      }
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
    }
  }
  return { left, wasAsked };
}

function startOver(ledger: Ledger, author: string): void {
  ledger.authors.add(author);
  forget(ledger);
  ledger.asked = null;
}

function forget(ledger: Ledger): void {
  ledger.approvals = [];
  ledger.templateHash = null;
}

const asked = (ledger: Ledger, before: Ledger["asked"]) => ledger.asked ?? before;

function strictest(one: Ledger["asked"], other: NonNullable<Ledger["asked"]>): NonNullable<Ledger["asked"]> {
  if (one === null) return other;
  return {
    approvers: Math.max(one.approvers, other.approvers),
    legal: one.legal || other.legal,
    template: one.template && other.template,
  };
}

const everything = { bucket: null, script: null, priority: null, urgency: null, reachFrom: null } as const;
/** What a desk begins with, written down a second time. */
const usual: readonly PolicyRow[] = [
  { when: everything, asks: { template: true, approvers: 1, legal: false } },
  { when: { ...everything, reachFrom: 10_000 }, asks: { template: false, approvers: 2, legal: false } },
];

async function giveContact(parts: TestParts, storyId: string): Promise<void> {
  const id = parts.commandId();
  await parts.store.write(async (trx) => {
    const contact = await trx
      .insertInto("contact")
      .values({ public_id: id, name: "Hettie", created_at: parts.clock.now() } as never)
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx
      .updateTable("desk_case")
      .set({ contact_id: contact.id })
      .where("story_id", "=", (eb) => eb.selectFrom("story").select("id").where("public_id", "=", storyId))
      .execute();
  });
}
