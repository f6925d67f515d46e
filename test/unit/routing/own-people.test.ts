import { expect, test } from "vitest";
import type { RoutableMention } from "../../../src-main/domain/routing/features.ts";
import type { OwnPerson } from "../../../src-main/domain/routing/own-people.ts";
import { routeMention } from "../../../src-main/domain/routing/route-mention.ts";
import type { CompiledRule } from "../../../src-main/domain/routing/rule.ts";

const complaint = "I am still waiting for my refund for booking 4417, this is unacceptable and nobody answers me";
const ann: OwnPerson = { name: "Ann Lee", kind: "staff" };
const reason = { code: "reason.by_staff", params: { name: "Ann Lee" } };

function mentionOf(text: string, writtenBy: OwnPerson | null): RoutableMention {
  const blank = { title: null, lang: "en", source: "tag", network: "microblog", watches: [], reach: null } as const;
  return { ...blank, text, sentiment: null, isAddressedToUs: true, writtenBy };
}
const ruleTo = (bucket: "care" | "pr" | undefined): CompiledRule<RoutableMention> => ({
  ...{ id: "r", name: "Refunds", stop: true, reason: "because" },
  then: { ...(bucket && { bucket }), labels: ["refund"] },
  matches: () => ({ matched: true, words: [] }),
});

test("a complaint by a stranger is care, by a member of staff it is counted and says why", () => {
  expect(routeMention({ rules: [], mention: mentionOf(complaint, null) }).bucket).toBe("care");
  expect(routeMention({ rules: [], mention: mentionOf(complaint, ann) })).toMatchObject({
    ...{ bucket: "analytics", confidence: 1, urgency: "low" },
    reasons: [reason],
  });
});

test("an advocate is named as one, and words that say nothing certain are not left unsorted", () => {
  const mention = mentionOf("hm", { name: "Bo", kind: "advocate" });
  expect(routeMention({ rules: [], mention })).toMatchObject({
    bucket: "analytics",
    reasons: [{ code: "reason.by_advocate", params: { name: "Bo" } }],
  });
});

test("what staff say of a public matter goes to PR, with both reasons", () => {
  const mention = mentionOf(
    "Whimbrel is being sued and the regulator has opened an investigation into a data breach",
    ann,
  );
  const routing = routeMention({ rules: [], mention });
  expect([routing.bucket, routing.reasons[0]]).toEqual(["pr", reason]);
  expect(routing.reasons.length).toBeGreaterThan(1);
});

test("no rule sends staff to care; one for PR, or one without a bucket, holds for them too", () => {
  const at = (bucket: "care" | "pr" | undefined) =>
    routeMention({ rules: [ruleTo(bucket)], mention: mentionOf(complaint, ann) });
  expect([at("care").bucket, at("care").labels]).toEqual(["analytics", []]);
  expect([at("pr").bucket, at("pr").reasons]).toMatchObject(["pr", [{ code: "reason.rule" }, reason]]);
  expect([at(undefined).bucket, at(undefined).labels]).toEqual(["analytics", ["refund"]]);
});
