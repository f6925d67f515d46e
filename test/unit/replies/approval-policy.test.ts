import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  approvingRoles,
  isCoveredByTemplate,
  judgeApproval,
} from "../../../src-main/domain/replies/approval-policy.ts";
import type { ScriptPolicy } from "../../../src-main/domain/replies/approval-policy.ts";
import { isClosedValue } from "../../../src-main/domain/replies/field-kinds.ts";
import { renderScript } from "../../../src-main/domain/replies/render-script.ts";
import type { FieldKind, ScriptField } from "../../../src-main/domain/replies/render-script.ts";

const limits = { linkHosts: ["firm.example"] };
const field = (name: string, kind: FieldKind, options?: readonly string[]): ScriptField => ({
  name,
  kind,
  required: true,
  options,
  usedIn: ["body"],
});

const template: ScriptPolicy = {
  approvers: 0,
  by: [],
  isTemplateApproved: true,
  words: "Hello {{first name}}, please write to {{private channel}}.",
  fields: [field("first name", "firstName"), field("private channel", "link")],
};
const values = { "first name": "Ann", "private channel": "https://firm.example/write" };
const rendered = (policy: ScriptPolicy, filled: Record<string, string>) => ({
  text: renderScript(policy.words, policy.fields, filled).text,
  values: filled,
});
const covered = (policy: ScriptPolicy, reply: { text: string; values: Record<string, string> }) =>
  isCoveredByTemplate(policy, reply, { storyRoles: [], limits });

describe("closed kinds of fields", () => {
  const cases: [FieldKind, string, boolean][] = [
    ["time", "15:30", true],
    ["time", "3.30 pm", true],
    ["time", "soon", false],
    ["date", "7 December", true],
    ["date", "2026-12-07", true],
    ["date", "next week", false],
    ["number", "12", true],
    ["number", "twelve people", false],
    ["amount", "£12.50", true],
    ["amount", "12.50 EUR", true],
    ["amount", "a full refund", false],
    ["amount", "12.50 BAD", false],
    ["date", "5 idiots", false],
    ["date", "7. Dezember", true],
    ["firstName", "Liar.We-admit-all-fault", false],
    ["link", "https://firm.example/write?it-was-our-fault", false],
    ["link", "https://firm.example/write#really", false],
    ["firstName", "Ann", true],
    ["firstName", "Anne-Marie", true],
    ["firstName", "Ann, you are entitled to a refund", false],
    ["firstName", "Ann http://x.example", false],
    ["link", "https://firm.example/write", true],
    ["link", "https://help.firm.example/write", true],
    ["link", "http://firm.example/write", false],
    ["link", "https://firm.example.evil.example/", false],
    ["link", "https://ann@firm.example/", false],
    ["link", "javascript:alert(1)", false],
    ["text", "anything", false],
  ];
  test.each(cases)("%s takes %j: %s", (kind, value, fits) => {
    expect(isClosedValue(field("f", kind), value, limits)).toBe(fits);
  });
  test("a choice takes its options only", () => {
    const choice = field("f", "choice", ["your booking", "your refund"]);
    expect([isClosedValue(choice, "your refund", limits), isClosedValue(choice, "your fault", limits)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("template approval", () => {
  test("covers an unchanged rendering with closed values", () => {
    expect(covered(template, rendered(template, values))).toBe(true);
  });
  test.each([
    ["the version is not approved", { ...template, isTemplateApproved: false }],
    ["the script asks for an approver", { ...template, approvers: 1 }],
    [
      "a field takes free text",
      { ...template, fields: [field("first name", "text"), field("private channel", "link")] },
    ],
  ] as [string, ScriptPolicy][])("does not cover it when %s", (_why, policy) => {
    expect(covered(policy, rendered(policy, values))).toBe(false);
  });
  test("reads a placeholder with blanks as the rendering does: words stay words", () => {
    const spaced = {
      ...template,
      words: "Your refund of {{ amount }} is on its way.",
      fields: [field("amount", "amount")],
    };
    expect([
      covered(spaced, rendered(spaced, { amount: "nothing, because you lied" })),
      covered(spaced, rendered(spaced, { amount: "£12.50" })),
    ]).toEqual([false, true]);
  });
  test("does not cover a placeholder that nobody declared", () => {
    const open = { ...template, words: "{{anything}}", fields: [] };
    expect(covered(open, rendered(open, { anything: "all our fault" }))).toBe(false);
  });
  test("never covers the legal lane", () => {
    expect(isCoveredByTemplate(template, rendered(template, values), { storyRoles: ["legal"], limits })).toBe(false);
  });
  test("is lost with any changed character, wherever it stands", () => {
    const reply = rendered(template, values);
    fc.assert(
      fc.property(
        fc.nat(reply.text.length),
        fc.string({ minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (at, typed, replaces) => {
          const text = reply.text.slice(0, at) + typed + reply.text.slice(replaces ? at + 1 : at);
          return text === reply.text || !covered(template, { ...reply, text });
        },
      ),
    );
  });
});

describe("who may approve", () => {
  const ann = { id: "ann", roles: ["corpcomm"] as const };
  const judge = (more: Partial<Parameters<typeof judgeApproval>[0]>) =>
    judgeApproval({ approver: ann, authors: ["bob"], roles: ["corpcomm"], selfApproval: false, ...more });
  test("another person with the role may", () => {
    expect(judge({})).toEqual({ ok: true, role: "corpcomm", kind: "person" });
  });
  test("an author may not", () => {
    expect(judge({ authors: ["bob", "ann"] })).toEqual({ ok: false, because: "own-approval" });
  });
  test("an author may under the recorded policy, and it is marked as their own", () => {
    expect(judge({ authors: ["ann"], selfApproval: true })).toEqual({ ok: true, role: "corpcomm", kind: "own" });
  });
  test.each(["agent", "lead", "admin", "display"] as const)("a person who is only %s never may", (role) => {
    expect(judge({ approver: { id: "ann", roles: [role] }, selfApproval: true })).toEqual({
      ok: false,
      because: "role-cannot-approve",
    });
  });
  test("the legal lane needs legal, whatever the script says", () => {
    const roles = approvingRoles(["legal"], { ...template, by: ["corpcomm"] });
    expect([roles, judge({ roles })]).toEqual([["legal"], { ok: false, because: "role-cannot-approve" }]);
  });
  test("a script cannot name a role that never approves", () => {
    expect(approvingRoles([], { ...template, by: ["lead", "admin"] })).toEqual(["corpcomm"]);
  });
});
