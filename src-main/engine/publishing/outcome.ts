import type { Said } from "../../contract/values.ts";
import type { NetworkTrouble, Posted } from "../../ports/reply-publisher.ts";

/** What one attempt to post a reply came to. */
export type Outcome =
  /** It stands where it belongs. */
  | { readonly kind: "posted"; readonly posted: Posted; readonly rootId: string | null }
  /** It was posted, but not as an answer to the post. */
  | { readonly kind: "alone"; readonly posted: Posted }
  /** Nothing was sent: a person must look, for the reason in `says`. */
  | { readonly kind: "person"; readonly says: Said }
  /** `mayHaveArrived`: the words were on their way. */
  | { readonly kind: "trouble"; readonly trouble: NetworkTrouble; readonly mayHaveArrived: boolean };

export const needsPerson = (code: string, params: Said["params"] = {}): Outcome => ({
  kind: "person",
  says: { code: `publishing.${code}`, params },
});

/** A look changed nothing there: whatever went wrong with it may be tried again. */
export const failedLook = (trouble: NetworkTrouble): Outcome => ({
  kind: "trouble",
  trouble: trouble.class === "unknown" ? { ...trouble, class: "retry" } : trouble,
  mayHaveArrived: false,
});
