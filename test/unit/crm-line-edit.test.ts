import { describe, expect, test } from "vitest";
import { editLine, editOf } from "../../src-main/domain/crm/edit-line.ts";
import type { Correction } from "../../src-main/domain/crm/interaction.ts";
import { lineFields } from "../../src-main/domain/crm/line-fields.ts";
import { awake, restAfter } from "../../src-main/domain/crm/rest.ts";
import { interactionLine } from "../support/interaction-line.ts";

const line = interactionLine();

describe("a line that a person changes", () => {
  test("has what was given, says which fields are otherwise, and keeps reply and keys", () => {
    const { line: after, fields } = editLine(line, {
      note: "Called back.",
      name: line.contact.name,
      emails: undefined,
    });
    expect([after, fields]).toEqual([{ ...line, note: "Called back." }, ["note"]]);
  });

  test("that corrects is changed within, and its own contact with it", () => {
    const correction: Correction = {
      ...{ schema: "watchroom.correction/1", key: "wr:1:2", occurredAt: line.occurredAt, because: "text_changed" },
      ...{ contact: line.contact, interaction: line },
    };
    const { line: after } = editLine(correction, { emails: [] });
    const contact = { ...line.contact, emails: [] };
    expect(after).toEqual({ ...correction, contact, interaction: { ...line, contact } });
  });

  test("that erases holds nothing to change", () => {
    const erasure = {
      ...({ schema: "watchroom.erasure/1", key: "wr:1:3", occurredAt: line.occurredAt } as const),
      ...{ contact: { key: "wr:forum:ann" }, erases: ["wr:1:1"] },
    };
    expect([editOf(erasure), editLine(erasure, { note: "x" })]).toEqual([null, { line: erasure, fields: [] }]);
    expect(lineFields(erasure)).toEqual([
      { field: "schema", value: "watchroom.erasure/1" },
      { field: "key", value: "wr:1:3" },
      { field: "occurredAt", value: line.occurredAt },
      { field: "contact.key", value: "wr:forum:ann" },
      { field: "erases", value: "wr:1:1" },
    ]);
  });
});

describe("a target that fails", () => {
  const failed = { class: "retry", now: 0, fraction: 1 } as const;
  const rests = (count: number) => {
    const seen: number[] = [];
    let rest = awake;
    for (let n = 0; n < count; n += 1) {
      rest = restAfter(rest, failed);
      seen.push(rest.until);
    }
    return seen;
  };

  test("rests from the third failure in a row on, ever longer, a minute at most", () => {
    expect(rests(9)).toEqual([0, 0, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  test("rests for as long as it asks, an hour at most", () => {
    const asked = (retryAfterMs: number) => restAfter(awake, { ...failed, retryAfterMs }).until;
    expect([asked(90_000), asked(86_400_000)]).toEqual([90_000, 3_600_000]);
  });

  test("is awake again after anything that it took or refused for good", () => {
    const rest = { failures: 7, until: 5 };
    for (const kind of ["ok", "permanent", "auth"] as const)
      expect(restAfter(rest, { ...failed, class: kind })).toEqual(awake);
    expect(restAfter(rest, { ...failed, class: "offline", now: 10 })).toEqual({ failures: 7, until: 60_010 });
  });
});
