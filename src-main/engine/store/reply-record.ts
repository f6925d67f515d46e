import type { PolicyAsks } from "../../contract/approval-policy.ts";
import type { Bucket, Network, Priority, ReplyState, Role, Said, Urgency } from "../../contract/values.ts";
import type { ScriptVariant } from "../../domain/replies/render-script.ts";
import type { VoidedBecause } from "./schema/handling.ts";

export type ApprovalKind = "person" | "template" | "own";

/** A reply as the engine works with it, with what its rules need to know of case, story and source. */
export type ReplyRecord = {
  readonly rowId: number;
  readonly id: string;
  readonly version: number;
  readonly state: ReplyState;
  readonly caseRowId: number;
  readonly cycle: number;
  readonly storyRowId: number;
  readonly storyId: string;
  readonly storyRoles: readonly Role[];
  /** What the policy looks at, as it is now. */
  readonly about: {
    readonly bucket: Bucket;
    readonly priority: Priority;
    readonly urgency: Urgency;
    readonly contactRowId: number | null;
    /** Followers of whom we answer; null = not known. */
    readonly reach: number | null;
    /** A colleague asked for legal. */
    readonly isLegalAdded: boolean;
  };
  /** What was asked for when the words were submitted; null while they are a draft. */
  readonly asked: PolicyAsks | null;
  readonly network: Network;
  readonly account: string;
  readonly parentUrl: string | null;
  readonly placeUrl: string | null;
  /** The handle of whom it answers, as the source wrote it. */
  readonly handle: string | null;
  /** What its words have to begin with so that the author hears of it; "" by hand, where the network's own page sees to it. */
  readonly prefix: string;
  readonly sourceHosts: readonly string[];
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** What the desk knew and suggested when it was begun, by its source. */
  readonly known: Readonly<Record<string, string>>;
  readonly script: { readonly rowId: number; readonly version: number; readonly variant: ScriptVariant } | null;
  readonly holdUntil: number | null;
  readonly times: {
    readonly savedAt: number;
    readonly submittedAt: number | null;
    readonly approvedAt: number | null;
    readonly handedOverAt: number | null;
    readonly sentAt: number | null;
  };
  readonly proofUrl: string | null;
  /** Why it is not sent yet. */
  readonly trouble: Said | null;
  /** When it is tried again; null = not by itself. */
  readonly nextAt: number | null;
  /** Its case is closed when it is posted. */
  readonly closesCase: boolean;
  /** When a person was reminded that the proof is missing. */
  readonly remindedAt: number | null;
  readonly savedByRowId: number | null;
  readonly returned: {
    readonly byRowId: number;
    readonly at: number;
    readonly reason: string;
    readonly reasons: readonly string[];
    /** The reply whose approval sent this one back. */
    readonly rejectedFor: string | null;
  } | null;
  readonly authorRowIds: readonly number[];
  readonly approvals: readonly {
    readonly kind: ApprovalKind;
    readonly personRowId: number | null;
    readonly role: Role | null;
    readonly hash: string;
    readonly at: number;
    readonly voidedAt: number | null;
    readonly voidedBecause: VoidedBecause | null;
  }[];
};
