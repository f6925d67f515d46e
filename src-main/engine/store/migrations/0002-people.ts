import type { Migration } from "./migration.ts";

/** Who works here, what they may do, and which browsers and windows are let in. */
export const people: Migration = {
  name: "0002-people",
  sql: `
    CREATE TABLE role (
      id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    INSERT INTO role (id) VALUES ('agent'), ('corpcomm'), ('legal'), ('lead'), ('admin'), ('display');

    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      pin_hash TEXT,
      version INTEGER NOT NULL DEFAULT 1,
      created_at INTEGER NOT NULL,
      removed_at INTEGER
    ) STRICT;

    CREATE TABLE person_role (
      person_id INTEGER NOT NULL REFERENCES person (id),
      role TEXT NOT NULL REFERENCES role (id),
      PRIMARY KEY (person_id, role)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE department (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE
    ) STRICT;

    CREATE TABLE department_member (
      department_id INTEGER NOT NULL REFERENCES department (id),
      person_id INTEGER NOT NULL REFERENCES person (id),
      PRIMARY KEY (department_id, person_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      device TEXT NOT NULL CHECK (device IN ('desk', 'display')),
      person_id INTEGER REFERENCES person (id),
      created_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      revoked_at INTEGER
    ) STRICT;
  `,
};
