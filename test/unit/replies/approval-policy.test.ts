import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isCoveredByTemplate,
  isFullyApproved,
  judgeApproval,
  requirementOf,
  rolesStillOpen,
} from "../../../src-main/domain/replies/approval-policy.ts";
import type { Counting, ScriptPolicy, StandingApproval } from "../../../src-main/domain/replies/approval-policy.ts";
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
  prefix: "",
});
const usual = { asks: { template: true, approvers: 1, legal: false }, storyRoles: [] } as const;
const covered = (policy: ScriptPolicy, reply: { text: string; values: Record<string, string>; prefix: string }) =>
  isCoveredByTemplate(policy, reply, { requirement: { template: true }, limits });

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
  test("covers it behind the name of whom it answers, and behind nothing else", () => {
    const behind = (prefix: string, text = `${prefix}${rendered(template, values).text}`) =>
      covered(template, { text, values, prefix });
    expect(["", "@ann@far.example ", "@a.n_n-9@social.far-off.example "].map((prefix) => behind(prefix))).toEqual([
      true,
      true,
      true,
    ]);
    const smuggled = [
      ...[
        "You lied. ",
        "@ann@far.example",
        "@ann@far.example you lied ",
        "@ann ",
        "@ann@far.example:8080 ",
        "@änn@far.example ",
      ],
      ...[
        "@ann@far.example @bob@far.example ",
        "@ann@far.example\n",
        "@ann@far..example ",
        "@ann@far_off.example ",
        "@@far.example ",
      ],
      `@${"we-are-all-thieves.".repeat(2)}x@far.example `,
      `@ann@${"we-are-all-thieves.".repeat(12)}example `,
    ];
    expect(smuggled.filter((prefix) => behind(prefix))).toEqual([]);
    // The name is whom the desk answers, not whom the words name.
    expect(behind("", `@ann@far.example ${rendered(template, values).text}`)).toBe(false);
    expect(behind("@ann@far.example ", `@bob@far.example ${rendered(template, values).text}`)).toBe(false);
    expect(behind("@ann@far.example ", rendered(template, values).text)).toBe(false);
  });
  test("does not cover a placeholder that nobody declared", () => {
    const open = { ...template, words: "{{anything}}", fields: [] };
    expect(covered(open, rendered(open, { anything: "all our fault" }))).toBe(false);
  });
  test.each([
    ["the legal lane", { ...usual, storyRoles: ["legal"] as const }],
    ["what the policy takes out", { ...usual, asks: { ...usual.asks, template: false } }],
    ["what legal must see", { ...usual, asks: { ...usual.asks, legal: true } }],
  ])("never covers %s", (_what, asked) => {
    const requirement = requirementOf({ ...asked, script: template });
    expect(isCoveredByTemplate(template, rendered(template, values), { requirement, limits })).toBe(false);
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
    const { roles } = requirementOf({ ...usual, storyRoles: ["legal"], script: { ...template, by: ["corpcomm"] } });
    expect([roles, judge({ roles })]).toEqual([["legal"], { ok: false, because: "role-cannot-approve" }]);
  });
  test("a script cannot name a role that never approves", () => {
    expect(requirementOf({ ...usual, script: { ...template, by: ["lead", "admin"] } }).roles).toEqual(["corpcomm"]);
  });
  test("the strictest of script and policy wins, and nothing asks for nobody", () => {
    const two = { template: true, approvers: 2, legal: false } as const;
    const asked = (approvers: number, asks: typeof two | (typeof usual)["asks"]) =>
      requirementOf({ asks, storyRoles: [], script: { approvers, by: [] } }).needed;
    expect([asked(0, usual.asks), asked(1, two), asked(2, usual.asks), asked(-3, usual.asks)]).toEqual([1, 2, 2, 1]);
  });
});

describe("whether approvals suffice", () => {
  const person = (personId: number, role: "corpcomm" | "legal" = "corpcomm"): StandingApproval => ({
    kind: "person",
    personId,
    role,
  });
  const counting = (change: Partial<Counting["requirement"]>, more: Partial<Counting> = {}): Counting => ({
    requirement: { needed: 1, legal: false, roles: ["corpcomm"], template: false, ...change },
    authors: [9],
    isCovered: false,
    selfApproval: false,
    ...more,
  });
  const lane = { needed: 2, legal: true, roles: ["legal", "corpcomm"] } as const;
  test.each<[string, readonly StandingApproval[], Counting, boolean]>([
    ["nobody", [], counting({}), false],
    ["one of one", [person(1)], counting({}), true],
    ["an author, whatever the row says", [person(9)], counting({}), false],
    ["a role that is not asked for", [person(1, "legal")], counting({}), false],
    ["one person twice", [person(1), person(1)], counting({ needed: 2 }), false],
    ["two people", [person(1), person(2)], counting({ needed: 2 }), true],
    ["two without legal where legal must be", [person(1), person(2)], counting(lane), false],
    ["legal and another", [person(1), person(2, "legal")], counting(lane), true],
    ["a template that is not asked for", [{ kind: "template", personId: null, role: null }], counting({}), false],
    [
      "a template whose words were changed",
      [{ kind: "template", personId: null, role: null }],
      counting({ template: true }),
      false,
    ],
    [
      "a template unchanged",
      [{ kind: "template", personId: null, role: null }],
      counting({ template: true }, { isCovered: true }),
      true,
    ],
    ["one's own words", [{ kind: "own", personId: 9, role: "corpcomm" }], counting({}), false],
    [
      "one's own words under the recorded policy",
      [{ kind: "own", personId: 9, role: "corpcomm" }],
      counting({}, { selfApproval: true }),
      true,
    ],
  ])("%s", (_who, standing, by, suffices) => {
    expect(isFullyApproved(standing, by)).toBe(suffices);
  });
  test("when only legal's look is missing, nobody else's brings it on", () => {
    expect([rolesStillOpen([], counting(lane)), rolesStillOpen([person(1)], counting(lane))]).toEqual([
      ["legal", "corpcomm"],
      ["legal"],
    ]);
  });
});
