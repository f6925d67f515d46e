import type { AlarmConfidence } from "../../contract/methods/alarms.ts";

const sureP = 1e-7;
const likelyP = 1e-5;

/** The word for how sure an alarm is: by its p, and one step more where another series or a sign of one hand says the same. */
export function confidenceOf({ p, saysMore }: { readonly p: number; readonly saysMore: boolean }): AlarmConfidence {
  if (p < sureP) return "sure";
  if (p < likelyP) return saysMore ? "sure" : "likely";
  return saysMore ? "likely" : "possible";
}
