import type { Migration } from "./migration.ts";

/** What is logged, as the desk chose it, and each interaction once, whether it was logged or may be by hand. */
export const crmLogging: Migration = {
  name: "0037-crm-logging",
  sql: `
    -- When a person saw the first line of a target; NULL: that line waits for a look. Targets of before go on.
    ALTER TABLE crm_target ADD COLUMN looked_at INTEGER;
    ALTER TABLE crm_target ADD COLUMN looked_by INTEGER REFERENCES person (id);
    UPDATE crm_target SET looked_at = 0;

    CREATE TABLE crm_logging (
      version INTEGER PRIMARY KEY,
      choices TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      saved_by INTEGER REFERENCES person (id)
    ) STRICT;

    CREATE TABLE interaction (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      cycle INTEGER NOT NULL,
      reply_id INTEGER REFERENCES reply (id),
      -- The mention that it is about, where it is not the story's first: by row, which a purge may take.
      item_id INTEGER,
      person_id INTEGER REFERENCES person (id),
      note TEXT,
      occurred_at INTEGER NOT NULL,
      -- The line as targets were told of it last; NULL: not logged, or erased.
      snapshot TEXT,
      logged_at INTEGER,
      erased_at INTEGER
    ) STRICT;
    CREATE INDEX interaction_case ON interaction (case_id, id);
    CREATE UNIQUE INDEX interaction_reply ON interaction (reply_id) WHERE reply_id IS NOT NULL;

    -- Lines of before have what was not said then.
    UPDATE delivery
    SET payload = json_set(
      payload,
      '$.type', 'reply',
      '$.note', json('null'),
      '$.contact.emails', json('[]'),
      '$.contact.phones', json('[]'),
      '$.case', json((
        SELECT json_object(
          'id', desk_case.public_id,
          'link', 'watchroom://case/' || desk_case.public_id,
          'isComplaint', json(CASE
            WHEN delivery.payload ->> '$.mention.bucket' = 'care' AND delivery.payload ->> '$.mention.sentiment' = 'negative'
            THEN 'true' ELSE 'false' END))
        FROM desk_case
        WHERE desk_case.id = delivery.case_id)))
    WHERE payload ->> '$.schema' = 'watchroom.interaction/1' AND payload ->> '$.type' IS NULL;

    INSERT INTO interaction (key, type, case_id, cycle, reply_id, occurred_at, snapshot, logged_at)
    SELECT delivery.key, 'reply', min(delivery.case_id), coalesce(min(reply.cycle), 1), min(reply.id),
      min(delivery.created_at), min(delivery.payload), min(delivery.created_at)
    FROM delivery
    LEFT JOIN reply ON reply.case_id = delivery.case_id AND reply.sent_at = delivery.created_at
    WHERE delivery.payload ->> '$.schema' = 'watchroom.interaction/1'
    GROUP BY delivery.key;

    -- What was answered before the desk had a target can still be logged by hand.
    INSERT INTO interaction (key, type, case_id, cycle, reply_id, occurred_at)
    SELECT 'wr:' || coalesce((SELECT value FROM meta WHERE key = 'install_id'), 'desk') || ':' || reply.public_id,
      'reply', reply.case_id, reply.cycle, reply.id, reply.sent_at
    FROM reply
    WHERE reply.state = 'sent' AND reply.sent_at IS NOT NULL
      AND reply.id NOT IN (SELECT reply_id FROM interaction WHERE reply_id IS NOT NULL);
  `,
};
