import type { Macro, MacroKey, MacroSteps, macroResolutions } from "../../../src-main/contract/methods/macros.ts";
import type { NoReplyReason } from "../../../src-main/contract/queue-filter.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";

type EndAs = (typeof macroResolutions)[number];

/** A macro as it is written: an empty field is a step that is not taken. */
export type MacroDraft = {
  readonly name: string;
  readonly key: MacroKey | "";
  readonly forAll: boolean;
  readonly bucket: Bucket | "";
  readonly labels: string;
  readonly script: string;
  readonly priority: "" | "1" | "2" | "3";
  readonly assign: string;
  readonly note: string;
  readonly endAs: EndAs | "";
  readonly why: NoReplyReason;
  readonly reason: string;
};

export function toMacroDraft(macro: Macro | null): MacroDraft {
  const { bucket, labels, script, priority, assign, note, resolution } = macro?.steps ?? {};
  return {
    name: macro?.name ?? "",
    key: macro?.key ?? "",
    forAll: macro?.forAll ?? false,
    bucket: bucket ?? "",
    labels: labels?.join(", ") ?? "",
    script: script ?? "",
    priority: priority === undefined ? "" : `${priority}`,
    assign: assign ?? "",
    note: note ?? "",
    endAs: resolution?.as ?? "",
    why: resolution?.why ?? "thanks",
    reason: resolution?.reason ?? "",
  };
}

/** The steps of a draft, without those that are not taken. */
export function stepsOf(draft: MacroDraft): MacroSteps {
  const { bucket, script, priority, assign, endAs, why } = draft;
  const labels = draft.labels
    .split(",")
    .map((label) => label.trim())
    .filter((label) => label !== "");
  const note = draft.note.trim();
  const end = endAs === "no_reply_needed" ? { as: endAs, why } : { as: endAs };
  return {
    ...(bucket !== "" && { bucket }),
    ...(labels.length > 0 && { labels }),
    ...(script !== "" && { script }),
    ...(priority !== "" && { priority: Number(priority) as 1 | 2 | 3 }),
    ...(assign !== "" && { assign }),
    ...(note !== "" && { note }),
    ...(endAs !== "" && { resolution: { ...end, as: endAs, reason: draft.reason.trim() } }),
  };
}
