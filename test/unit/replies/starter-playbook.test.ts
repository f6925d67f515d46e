import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ScriptContent } from "../../../src-main/contract/methods/playbook.ts";
import { placeholdersOf } from "../../../src-main/domain/replies/render-script.ts";

const file = new URL("../../../resources/starter/playbook.json", import.meta.url);
const written: unknown = JSON.parse(readFileSync(file, "utf8"));
const scripts = ScriptContent.array().parse(written);

describe("the starter playbook", () => {
  test.each(scripts.map((script) => [script.key, script] as const))(
    "%s declares exactly the fields it uses",
    (_key, script) => {
      const words = [script.body, script.privateVariant, script.holding].filter((text) => text !== null);
      expect(new Set(script.fields.map((field) => field.name))).toEqual(new Set(words.flatMap(placeholdersOf)));
    },
  );
  test("has free text only where a person approves", () => {
    const unread = scripts.filter((script) => script.approval.approvers === 0);
    expect([
      unread.length > 0,
      unread.every((script) => script.fields.every((field) => field.kind !== "text")),
    ]).toEqual([true, true]);
  });
  test("says everything that a script may say, so that nothing is filled in", () => {
    expect(written).toEqual(scripts);
  });
  test("has a script for care, for PR and for the legal lane", () => {
    expect([
      scripts.some((script) => script.bucket === "care"),
      scripts.some((script) => script.bucket === "pr"),
      scripts.some((script) => script.approval.by.includes("legal")),
    ]).toEqual([true, true, true]);
  });
});
