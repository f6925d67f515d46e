import type { Bucket } from "../../contract/values.ts";
import type { Reason } from "./reason.ts";

/** One of our own people: a member of staff, or an advocate who speaks for us unasked. */
export type OwnPerson = { readonly name: string; readonly kind: "staff" | "advocate" };

type Placed = { readonly bucket: Bucket; readonly confidence: number; readonly reasons: readonly Reason[] };

/** "Written by our staff: Ann Lee". */
export function ownPersonReason({ name, kind }: OwnPerson): Reason {
  return { code: `reason.by_${kind}`, params: { name } };
}

/**
 * What our own people write is no complaint: it is counted, or goes to those who answer for the firm where it speaks of
 * a public matter; never to care and never to the unsorted.
 */
export function placeOwnPerson(person: OwnPerson, { bucket, reasons }: Placed): Placed {
  const reason = ownPersonReason(person);
  if (bucket !== "pr") return { bucket: "analytics", confidence: 1, reasons: [reason] };
  return { bucket, confidence: 1, reasons: [reason, ...reasons] };
}

/** Whether a rule that names this bucket (undefined for none) may decide about what our own people wrote. */
export function mayPlaceOwnPerson(bucket: Bucket | undefined): boolean {
  return bucket === undefined || bucket === "analytics" || bucket === "pr";
}
