import type { Bucket, Network, SentimentLabel } from "../../contract/values.ts";

/** What happened: we answered in public, the case ended, we met in private, or somebody spoke with us. */
export const interactionTypes = ["reply", "resolved", "private", "call", "email", "walk-in", "by-hand"] as const;
export type InteractionType = (typeof interactionTypes)[number];

/** Who it was with, as far as the desk knows; a CRM's record is looked for by reference, then e-mail, then phone. */
export type CrmPerson = {
  /** The reference: `wr:<network>:<handle>`, or `wr:case:<id>` where there is no handle. */
  readonly key: string;
  readonly name: string | null;
  readonly handle: string | null;
  /** In lower case, the best first. */
  readonly emails: readonly string[];
  /** E.164, the best first. */
  readonly phones: readonly string[];
};

/** One logged interaction, the line that webhook and file drop carry (decisions.md). Unknown is null. */
export type Interaction = {
  readonly schema: "watchroom.interaction/1";
  readonly type: InteractionType;
  /** `wr:<install>:<ulid>`, made once, the same at every retry and for every target. */
  readonly key: string;
  readonly occurredAt: string;
  readonly channel: Network;
  readonly direction: "in" | "out";
  readonly contact: CrmPerson;
  readonly case: {
    readonly id: string;
    /** A deep link that opens it at the desk: `watchroom://case/<id>`. */
    readonly link: string;
    /** It stands in care and is negative, or a person called it a complaint: a CRM that has cases gets one. */
    readonly isComplaint: boolean;
  };
  readonly mention: {
    readonly id: string;
    readonly source: string;
    readonly title: string | null;
    readonly text: string;
    readonly url: string | null;
    readonly publishedAt: string;
    readonly bucket: Bucket;
    readonly sentiment: SentimentLabel | null;
  };
  readonly reply: {
    readonly text: string;
    readonly url: string | null;
    readonly author: string | null;
    readonly approvedBy: readonly string[];
    readonly script: string | null;
  } | null;
  /** What was said in private or by voice, for the types that have no public reply. */
  readonly note: string | null;
  /** Who of us spoke or closed the case, where there is no reply that names its author. */
  readonly agent?: string;
  readonly outcome: string;
};

export type CorrectionCause =
  | "proof_changed"
  | "reply_taken_away"
  | "case_reopened"
  | "outcome_changed"
  | "text_changed"
  | "contact_changed";

/** An interaction that was delivered before is now otherwise; `interaction` has the key of the first. */
export type Correction = {
  readonly schema: "watchroom.correction/1";
  readonly key: string;
  readonly occurredAt: string;
  readonly contact: CrmPerson;
  readonly because: CorrectionCause;
  readonly interaction: Interaction;
};

/** A person was erased here and has to be erased there: everything that was delivered under these keys. */
export type Erasure = {
  readonly schema: "watchroom.erasure/1";
  readonly key: string;
  readonly occurredAt: string;
  /** Nothing but the reference; the rest is erased. */
  readonly contact: { readonly key: string };
  readonly erases: readonly string[];
};

/** What a delivery carries. */
export type CrmLine = Interaction | Correction | Erasure;

/** A contact is known by network and handle, never by display name; without a handle the case itself is the key. */
export function contactKey({
  network,
  handle,
  caseId,
}: {
  readonly network: Network;
  readonly handle: string | null;
  readonly caseId: string;
}): string {
  return handle === null || handle === "" ? `wr:case:${caseId}` : `wr:${network}:${handle.toLowerCase()}`;
}
