import type { Migration } from "./migration.ts";

/** Lists of words that a reply is checked against, and what was signed. */
export const replyChecks: Migration = {
  name: "0031-reply-checks",
  sql: `
    -- What replies are checked against, as JSON; a desk without a row has what came with the program.
    CREATE TABLE check_lists (
      version INTEGER PRIMARY KEY,
      lists TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by INTEGER REFERENCES person (id)
    ) STRICT;

    -- Somebody took a hit upon themselves: for this rule, these words, in exactly this sentence.
    CREATE TABLE reply_signature (
      id INTEGER PRIMARY KEY,
      reply_id INTEGER NOT NULL REFERENCES reply (id),
      rule TEXT NOT NULL,
      words TEXT NOT NULL,
      pin TEXT NOT NULL,
      reason TEXT NOT NULL,
      person_id INTEGER REFERENCES person (id),
      at INTEGER NOT NULL,
      -- The sentence was changed, or who signed took it back.
      voided_at INTEGER
    ) STRICT;
    CREATE INDEX reply_signature_reply ON reply_signature (reply_id, id) WHERE voided_at IS NULL;
  `,
};
