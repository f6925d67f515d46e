import type { Input, Parsed } from "../../src-main/contract/methods.ts";
import { methods } from "../../src-main/contract/methods.ts";

/** What a page sends to save a rule, as the engine receives it. */
export function ruleInput(rule: Partial<Input<"rules.save">> & { readonly commandId: string }): Parsed<"rules.save"> {
  const blank = { name: "Rule", query: "late", bucket: "care", priority: null, department: null, reason: "because" };
  return methods["rules.save"].input.parse({ ...blank, ...rule });
}
