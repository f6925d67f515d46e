import { expect, test } from "vitest";
import type { CheckRule } from "../../../../src-main/contract/methods/checks.ts";
import { rulesOf } from "./known.ts";
import { labelled } from "./labelled-replies.ts";

test("of invented replies, the rules find what a careful colleague would, and hardly anything else", () => {
  let [right, wrong, missed] = [0, 0, 0];
  const differences: string[] = [];
  for (const [text, ...labels] of labelled) {
    const wanted = new Set<CheckRule>(labels);
    const found = rulesOf(text);
    const extra = found.filter((rule) => !wanted.has(rule));
    const lost = [...wanted].filter((rule) => !found.includes(rule));
    right += found.length - extra.length;
    wrong += extra.length;
    missed += lost.length;
    if (extra.length + lost.length > 0) differences.push(`${text} extra: ${extra.join()} missed: ${lost.join()}`);
  }
  const precision = right / (right + wrong);
  const recall = right / (right + missed);
  process.stdout.write(
    `checks on ${labelled.length} replies: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n${differences.join("\n")}\n`,
  );
  expect([labelled.length >= 120, precision >= 0.95, recall >= 0.95]).toEqual([true, true, true]);
});
