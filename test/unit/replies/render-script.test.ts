import fc from "fast-check";
import { expect, test } from "vitest";
import { placeholdersOf, renderScript } from "../../../src-main/domain/replies/render-script.ts";
import type { ScriptField } from "../../../src-main/domain/replies/render-script.ts";

const field = (name: string, more: Partial<ScriptField> = {}): ScriptField => ({
  name,
  required: true,
  kind: "text",
  usedIn: ["body"],
  ...more,
});
const fields = [field("first name"), field("time"), field("ship", { required: false })];

test("filled fields stand in the text", () => {
  const rendered = renderScript("Hello {{first name}}, we sail at {{ time }}.", fields, {
    "first name": "Ann",
    time: "15:30",
  });
  expect(rendered).toEqual({ text: "Hello Ann, we sail at 15:30.", emptyFields: [] });
});

test("a required field without a value stays visible and is named once, in order", () => {
  const rendered = renderScript("{{time}}, {{first name}}, {{time}}", fields, { "first name": "   " });
  expect(rendered).toEqual({ text: "{{time}}, {{first name}}, {{time}}", emptyFields: ["time", "first name"] });
});

test("an optional field without a value goes, with the space before it", () => {
  expect(renderScript("We sail {{ship}} today, {{first name}}", fields, { "first name": "Ann" })).toEqual({
    text: "We sail today, Ann",
    emptyFields: [],
  });
});

test("names of the language itself are no values", () => {
  expect(renderScript("{{constructor}}", [], {})).toEqual({ text: "{{constructor}}", emptyFields: ["constructor"] });
});

test("a value can never bring a placeholder in", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const { text, emptyFields } = renderScript("A {{first name}} Z", fields, { "first name": value });
      return emptyFields.length > 0 || placeholdersOf(text).length === 0;
    }),
  );
});
