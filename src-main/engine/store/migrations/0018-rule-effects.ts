import type { Migration } from "./migration.ts";

/** Rules that can be switched off, who saved which version, and what each did to a story: enough to take it back. */
export const ruleEffects: Migration = {
  name: "0018-rule-effects",
  sql: `
    ALTER TABLE rule ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1));
    ALTER TABLE rule ADD COLUMN saved_at INTEGER;
    ALTER TABLE rule ADD COLUMN saved_by INTEGER REFERENCES person (id);

    CREATE TABLE rule_version (
      rule_id INTEGER NOT NULL REFERENCES rule (id),
      version INTEGER NOT NULL,
      content TEXT NOT NULL,
      -- Null for what was saved before versions were kept.
      saved_at INTEGER,
      saved_by INTEGER REFERENCES person (id),
      PRIMARY KEY (rule_id, version)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO rule_version (rule_id, version, content)
      SELECT id, version, json_object('name', name, 'when', json(conditions), 'then', json(actions),
        'stop', json(iif(stop = 1, 'true', 'false')), 'isOn', json('true'), 'reason', reason)
      FROM rule;

    CREATE TABLE rule_effect (
      story_id INTEGER NOT NULL REFERENCES story (id),
      rule_id INTEGER NOT NULL REFERENCES rule (id),
      rule_version INTEGER NOT NULL,
      at INTEGER NOT NULL,
      -- The act that applied the rule to a stored story; null when it was routed so as it came.
      batch_id TEXT,
      -- Each field that the rule changed: what it would be without the rule, and with it.
      changes TEXT NOT NULL,
      PRIMARY KEY (story_id, rule_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX rule_effect_rule ON rule_effect (rule_id, story_id);
  `,
};
