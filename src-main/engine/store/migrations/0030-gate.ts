import type { Migration } from "./migration.ts";

/** Approval policies, the legal lane of a case, what was submitted and edited, comments on sentences, and reach. */
export const gate: Migration = {
  name: "0030-gate",
  sql: `
    -- What the policy asked for when the words were submitted, as JSON; a later, laxer policy does not loosen it.
    ALTER TABLE reply ADD COLUMN asked TEXT;
    -- Codes of the list of reasons, as a JSON array; the words of one's own stand in return_reason.
    ALTER TABLE reply ADD COLUMN return_reasons TEXT NOT NULL DEFAULT '[]';
    -- The reply (public id) whose approval sent this one back.
    ALTER TABLE reply ADD COLUMN rejected_for TEXT;
    CREATE INDEX reply_rejected_for ON reply (rejected_for) WHERE rejected_for IS NOT NULL;

    -- edited, returned, cancelled, tampered or taken back; null for what still stands or was voided before this step.
    ALTER TABLE approval ADD COLUMN voided_because TEXT;

    CREATE TABLE approval_policy (
      version INTEGER PRIMARY KEY,
      rows TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by INTEGER REFERENCES person (id)
    ) STRICT;

    -- A case whose public words legal must approve, because somebody asked for it.
    CREATE TABLE legal_lane (
      case_id INTEGER PRIMARY KEY REFERENCES desk_case (id),
      added_by INTEGER REFERENCES person (id),
      added_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE reply_revision (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      person_id INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('submitted', 'edited')),
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reply_revision_reply ON reply_revision (reply_id, id);

    -- Internal: what colleagues say about one sentence of a reply; quoted, because the sentence may change.
    CREATE TABLE reply_comment (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      person_id INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      sentence TEXT NOT NULL,
      nth INTEGER NOT NULL,
      text TEXT NOT NULL,
      resolved_at INTEGER,
      resolved_by INTEGER REFERENCES person (id)
    ) STRICT;
    CREATE INDEX reply_comment_reply ON reply_comment (reply_id, id);

    -- How many people an author reaches, as somebody or an account told us; no row = not known.
    CREATE TABLE contact_reach (
      contact_id INTEGER PRIMARY KEY REFERENCES contact (id),
      followers INTEGER NOT NULL CHECK (followers >= 0),
      source TEXT NOT NULL,
      at INTEGER NOT NULL,
      set_by INTEGER REFERENCES person (id)
    ) STRICT;
  `,
};
