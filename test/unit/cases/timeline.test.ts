import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sayEvent } from "../../../src-main/domain/cases/timeline.ts";
import { eventKinds } from "../../../src-main/domain/events.ts";
import type { EventKind } from "../../../src-main/domain/events.ts";

const words = JSON.parse(readFileSync("resources/words/en.json", "utf8")) as { readonly event: unknown };
const aboutCases = new Set<string>(["case", "story", "reply"]);
const kinds = (Object.keys(eventKinds) as EventKind[]).filter((kind) => aboutCases.has(eventKinds[kind].subject));

/** What the catalogue says under a code such as `event.case.noted`; null where there is no sentence. */
function sentenceOf(code: string): string | null {
  let here: unknown = words;
  for (const name of code.split(".")) here = (here as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof here === "string" ? here : null;
}

describe("what an event says", () => {
  test.each(kinds)("%s fills every place of its sentence", (kind) => {
    const said = sayEvent(kind, {});
    const places = [...(sentenceOf(said?.code ?? "") ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name);
    expect(Object.keys(said?.params ?? {})).toEqual(expect.arrayContaining(places));
  });

  test("a signature says for which words and why", () => {
    const said = sayEvent("reply.signed", { words: "by 15:00", reason: "The crew said so", pin: "p" });
    expect(said).toEqual({ code: "event.reply.signed", params: { words: "by 15:00", reason: "The crew said so" } });
  });

  test("an approval by the script is told from one by a person", () => {
    const codes = ["template", "person", "own"].map((approval) => sayEvent("reply.approved", { approval })?.code);
    expect(codes).toEqual(["event.reply.approvedByScript", "event.reply.approved", "event.reply.approved"]);
    expect(codes.map((code) => sentenceOf(code ?? ""))).not.toContain(null);
  });
});
