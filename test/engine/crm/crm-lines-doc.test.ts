import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { resolutions } from "../../../src-main/contract/values.ts";
import { crmCsvHeader } from "../../../src-main/domain/crm/csv-line.ts";
import { interactionTypes } from "../../../src-main/domain/crm/interaction.ts";
import type { CorrectionCause, CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import { startLoggedDesk } from "./logged-desk.ts";

const page = readFileSync(new URL("../../../docs/crm-lines.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/```json\n([^`]+)```/g)].map(([, text]) => JSON.parse(text ?? "") as CrmLine);
const exampleOf = (schema: CrmLine["schema"]) => {
  const example = examples.find((one) => one.schema === schema);
  // The page gives the interaction once.
  return example?.schema === "watchroom.correction/1" ? { ...example, interaction: examples[0] } : example;
};

let lines: readonly CrmLine[];
beforeAll(async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  await desk.post(await desk.story({ bucket: "care" }));
  const caller = { kind: "call", text: "Still no refund.", person: "Hettie Moss", reach: "0044 20 7946 0958" } as const;
  const { storyId } = await desk.call("mentions.log", { ...caller, bucket: "care", dealtWith: "She gets it today." });
  await desk.send();
  const { contact } = await desk.call("cases.get", { storyId });
  const { id, version } = await desk.call("contacts.get", { id: contact?.id ?? "" });
  const fields = { name: "Hettie Moss-Grey", phones: ["+44 20 7946 0958"] };
  await desk.call("contacts.save", { contact: { id, version }, fields });
  desk.parts.clock.advance(61_000);
  await desk.send();
  const now = await desk.call("contacts.get", { id });
  await desk.call("contacts.erase", { contact: { id, version: now.version }, typed: now.name ?? "" });
  desk.parts.clock.advance(61_000);
  await desk.send();
  lines = desk.taken();
});

/** Every path to a field; what is null in one of both says nothing of what could stand there. */
function pathsOf(value: unknown, other: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  if (other === null) return [path];
  const inner = (other ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(value).flatMap(([name, one]) => pathsOf(one, inner[name], `${path}.${name}`));
}

describe("the page for the programmer of a receiver", () => {
  test.each(["watchroom.interaction/1", "watchroom.correction/1", "watchroom.erasure/1"] as const)(
    "shows every field of %s as it is sent, and no other",
    (schema) => {
      const sent = lines.filter((line) => line.schema === schema);
      const example = exampleOf(schema);
      expect(sent.length).toBeGreaterThan(0);
      // Left out where nobody is known.
      const fieldsOf = (line: unknown, beside: unknown) =>
        pathsOf(line, beside)
          .filter((path) => !path.endsWith(".agent"))
          .toSorted();
      for (const line of sent) expect(fieldsOf(line, example)).toEqual(fieldsOf(example, line));
    },
  );

  test("names every type, cause and outcome", () => {
    const causes = {
      ...{ proof_changed: true, reply_taken_away: true, case_reopened: true },
      ...{ outcome_changed: true, text_changed: true, contact_changed: true },
    } satisfies Record<CorrectionCause, true>;
    for (const name of [...interactionTypes, ...Object.keys(causes), ...resolutions])
      expect(page).toContain(`\`${name}\``);
  });

  test("names the columns of CSV in their order", () => {
    const [, list = ""] = /in their order: ([^.]+)\./.exec(page) ?? [];
    expect(list.replace(/[`\s]/g, "")).toBe(crmCsvHeader.trim());
  });
});
