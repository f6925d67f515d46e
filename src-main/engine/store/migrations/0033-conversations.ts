import type { Migration } from "./migration.ts";

/** Conversations on networks and when they are read again. */
export const conversations: Migration = {
  name: "0033-conversations",
  sql: `
    CREATE TABLE conversation (
      id INTEGER PRIMARY KEY,
      public_id TEXT NOT NULL UNIQUE,
      network TEXT NOT NULL,
      -- The network's name of the post that it began with, as far as anybody told us.
      root_remote_id TEXT NOT NULL,
      -- Our account that speaks in it, by public id; null = posted by hand.
      account_id TEXT,
      root_gone_at INTEGER,
      UNIQUE (network, root_remote_id)
    ) STRICT;

    -- One post of a conversation. What a mention says stays with its item, so that deleting that leaves nothing here.
    CREATE TABLE message (
      id INTEGER PRIMARY KEY,
      conversation_id INTEGER NOT NULL REFERENCES conversation (id),
      network TEXT NOT NULL,
      remote_id TEXT NOT NULL,
      parent_remote_id TEXT,
      direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
      author TEXT,
      handle TEXT,
      text TEXT NOT NULL,
      lang TEXT,
      url TEXT,
      posted_at INTEGER NOT NULL,
      seen_at INTEGER NOT NULL,
      -- The last reading of a thread that showed it.
      read_at INTEGER,
      gone_at INTEGER,
      -- The one item that may count for it.
      item_id INTEGER REFERENCES item (id) ON DELETE SET NULL,
      reply_id INTEGER REFERENCES reply (id),
      UNIQUE (network, remote_id)
    ) STRICT;
    CREATE INDEX message_conversation ON message (conversation_id, posted_at, id);
    CREATE INDEX message_parent ON message (network, parent_remote_id) WHERE parent_remote_id IS NOT NULL;
    CREATE INDEX message_item ON message (item_id) WHERE item_id IS NOT NULL;
    CREATE INDEX message_reply ON message (reply_id) WHERE reply_id IS NOT NULL;

    -- All by which a post is known: its name on the network and its addresses.
    CREATE TABLE message_name (
      name TEXT PRIMARY KEY,
      message_id INTEGER NOT NULL REFERENCES message (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX message_name_message ON message_name (message_id);

    -- An item that is another sight of a post: it never counts.
    CREATE TABLE item_echo (
      item_id INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
      message_id INTEGER REFERENCES message (id)
    ) STRICT;

    -- The thread of a reply of ours is read again; steps that are over are counted.
    CREATE TABLE thread_read (
      message_id INTEGER PRIMARY KEY REFERENCES message (id),
      -- The account that reads, by public id; null = nobody can, a person is reminded.
      account_id TEXT,
      sent_at INTEGER NOT NULL,
      step INTEGER NOT NULL DEFAULT 0,
      due_at INTEGER,
      failures INTEGER NOT NULL DEFAULT 0,
      last_read_at INTEGER,
      trouble TEXT,
      reminded_at INTEGER,
      looked_at INTEGER
    ) STRICT;
    CREATE INDEX thread_read_due ON thread_read (due_at, message_id) WHERE due_at IS NOT NULL;

    -- They answered us: it is of the same story, and no copy.
    ALTER TABLE story_member ADD COLUMN answers INTEGER NOT NULL DEFAULT 0 CHECK (answers IN (0, 1));
  `,
};
