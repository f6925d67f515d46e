import { expect, test } from "vitest";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { fitConfig } from "../../../src-main/engine/crm/target-fit.ts";

const espo = {
  kind: "espocrm",
  url: "https://crm.example",
  log: "case",
  ...{ userId: null, keyField: null, handleField: null, fields: {} },
} as const satisfies CrmTarget["config"];

test.each([
  ["http to another machine", { ...espo, url: "http://crm.example" }],
  ["a name and password in the address", { ...espo, url: "https://me:secret@crm.example" }],
  ["a query in a CRM's address", { ...espo, url: "https://crm.example/?key=1" }],
  ["an address that is none", { ...espo, url: "crm.example" }],
  ["a fragment in a webhook", { kind: "webhook", url: "https://crm.example/in#x" }],
  ["half a path", { kind: "file", folder: "drop", format: "csv" }],
] as const)("%s is refused", (_name, config) => {
  expect(() => fitConfig(config)).toThrow(expect.objectContaining({ code: "target-invalid" }));
});

test("plain http is for this computer alone, and a webhook keeps its query and its slash", () => {
  const here = { kind: "webhook", url: "http://127.0.0.1:8080/in/?team=5" } as const;
  expect(fitConfig(here)).toEqual(here);
});
