import type { Migration } from "./migration.ts";

/** Browsers and displays by name: which wall one shows, where it asks from; and the networks in which displays are let in. */
export const displays: Migration = {
  name: "0042-displays",
  sql: `
    ALTER TABLE session ADD COLUMN public_id TEXT;
    ALTER TABLE session ADD COLUMN name TEXT;
    -- Id of a wall in the settings; NULL = the first.
    ALTER TABLE session ADD COLUMN wall_id TEXT;
    ALTER TABLE session ADD COLUMN seen_from TEXT NOT NULL DEFAULT 'computer' CHECK (seen_from IN ('computer', 'network'));

    -- A ULID without a moment: when these were let in stands beside it.
    UPDATE session SET public_id = '0' || substr(hex(randomblob(13)), 2);
    CREATE UNIQUE INDEX session_public_id ON session (public_id);

    -- Interfaces of the computer, by the name that its system gives them; the port is kept so that the address stays.
    CREATE TABLE open_network (
      name TEXT PRIMARY KEY,
      port INTEGER,
      opened_at INTEGER NOT NULL
    ) STRICT;
  `,
};
