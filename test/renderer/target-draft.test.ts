import { expect, test } from "vitest";
import type { CrmTarget } from "../../src-main/contract/methods/crm.ts";
import { readTarget, toTargetDraft, type TargetDraft } from "../../src-renderer/features/crm/target-draft.ts";

const about = { kind: "file", name: "Drop" } as const;

test("the mark for spreadsheets is chosen, kept when the target is opened again, and taken back", () => {
  const fresh = toTargetDraft(null, about);
  const typed: TargetDraft = { ...fresh, values: { ...fresh.values, folder: "/srv/drop", format: "csv" } };
  const read = (draft: TargetDraft) => readTarget(draft, { kind: "file", isNew: false }).config;
  expect(read(typed)).toEqual({ kind: "file", folder: "/srv/drop", format: "csv" });
  const config = read({ ...typed, values: { ...typed.values, letters: "marked" } });
  expect(config).toEqual({ kind: "file", folder: "/srv/drop", format: "csv", bom: true });
  const again = toTargetDraft({ ...({ name: "Drop", enabled: true } as CrmTarget), config }, about);
  expect(read(again)).toEqual(config);
  expect(read({ ...again, values: { ...again.values, letters: "plain" } })).toEqual(read(typed));
});
