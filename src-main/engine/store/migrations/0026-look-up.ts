import type { Migration } from "./migration.ts";

/**
 * The index that finds a contact while they are on the phone, and what may be said to them. Triggers only write down
 * whose row went out of date; the store brings the index up to date before the transaction ends (contact-index.ts).
 */
export const lookUp: Migration = {
  name: "0026-look-up",
  sql: `
    -- What can be searched of a contact, folded, with its ends marked: " dorrit hask", "#4930901820;". The id begins with
    -- the hour of the last contact, so that the index itself gives the most recent first.
    CREATE TABLE contact_look_up (
      id INTEGER PRIMARY KEY,
      contact_id INTEGER NOT NULL UNIQUE,
      last_at INTEGER NOT NULL,
      names TEXT NOT NULL,
      handles TEXT NOT NULL,
      numbers TEXT NOT NULL,
      mails TEXT NOT NULL
    ) STRICT;
    CREATE VIRTUAL TABLE contact_fts USING fts5 (
      names, handles, numbers, mails,
      content = 'contact_look_up', content_rowid = 'id',
      tokenize = 'trigram case_sensitive 1'
    );
    INSERT INTO contact_fts (contact_fts, rank) VALUES ('secure-delete', 1);

    -- Contacts whose row in the index is out of date. Empty at the end of every transaction.
    CREATE TABLE contact_changed (contact_id INTEGER PRIMARY KEY) STRICT;
    INSERT INTO contact_changed (contact_id) SELECT id FROM contact;

    CREATE TRIGGER look_up_contact_added AFTER INSERT ON contact
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (NEW.id); END;
    CREATE TRIGGER look_up_contact_changed AFTER UPDATE OF name, organisation, merged_into, removed_at ON contact
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (NEW.id); END;
    CREATE TRIGGER look_up_contact_deleted AFTER DELETE ON contact
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (OLD.id); END;

    ${changedWith("contact_handle", "contact_id, handle")}
    ${changedWith("contact_phone", "contact_id, digits")}
    ${changedWith("contact_email", "contact_id, folded")}

    CREATE TRIGGER look_up_case_added AFTER INSERT ON desk_case WHEN NEW.contact_id IS NOT NULL
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (NEW.contact_id); END;
    CREATE TRIGGER look_up_case_changed AFTER UPDATE OF contact_id, queued_at ON desk_case
    WHEN OLD.contact_id IS NOT NEW.contact_id OR OLD.queued_at IS NOT NEW.queued_at
    BEGIN
      INSERT OR IGNORE INTO contact_changed SELECT OLD.contact_id WHERE OLD.contact_id IS NOT NULL;
      INSERT OR IGNORE INTO contact_changed SELECT NEW.contact_id WHERE NEW.contact_id IS NOT NULL;
    END;
    CREATE TRIGGER look_up_case_deleted AFTER DELETE ON desk_case WHEN OLD.contact_id IS NOT NULL
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (OLD.contact_id); END;
    CREATE TRIGGER look_up_reply_added AFTER INSERT ON reply WHEN NEW.sent_at IS NOT NULL
    BEGIN
      INSERT OR IGNORE INTO contact_changed
      SELECT contact_id FROM desk_case WHERE id = NEW.case_id AND contact_id IS NOT NULL;
    END;
    CREATE TRIGGER look_up_reply_sent AFTER UPDATE OF sent_at ON reply WHEN OLD.sent_at IS NOT NEW.sent_at
    BEGIN
      INSERT OR IGNORE INTO contact_changed
      SELECT contact_id FROM desk_case WHERE id = NEW.case_id AND contact_id IS NOT NULL;
    END;

    -- Words that may be said of a case, on the phone or anywhere, until they expire.
    CREATE TABLE case_line (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      case_id INTEGER NOT NULL REFERENCES desk_case (id),
      text TEXT NOT NULL,
      proposed_by INTEGER NOT NULL REFERENCES person (id),
      proposed_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      approved_by INTEGER REFERENCES person (id),
      approved_at INTEGER,
      withdrawn_by INTEGER REFERENCES person (id),
      withdrawn_at INTEGER,
      version INTEGER NOT NULL DEFAULT 1
    ) STRICT;
    CREATE INDEX case_line_case ON case_line (case_id, id);
  `,
};

/** Triggers on a table whose rows belong to a contact, which may change. */
function changedWith(table: string, columns: string): string {
  return `
    CREATE TRIGGER look_up_${table}_added AFTER INSERT ON ${table}
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (NEW.contact_id); END;
    CREATE TRIGGER look_up_${table}_changed AFTER UPDATE OF ${columns} ON ${table}
    BEGIN
      INSERT OR IGNORE INTO contact_changed VALUES (OLD.contact_id);
      INSERT OR IGNORE INTO contact_changed VALUES (NEW.contact_id);
    END;
    CREATE TRIGGER look_up_${table}_deleted AFTER DELETE ON ${table}
    BEGIN INSERT OR IGNORE INTO contact_changed VALUES (OLD.contact_id); END;`;
}
