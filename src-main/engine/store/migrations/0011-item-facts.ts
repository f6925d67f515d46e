import type { Migration } from "./migration.ts";

/** What an entry says besides its words, and a second key by which a re-keyed feed's entries are known again. */
export const itemFacts: Migration = {
  name: "0011-item-facts",
  sql: `
    -- Where an answer belongs when that is not the entry's own address.
    ALTER TABLE item ADD COLUMN reply_url TEXT;
    -- JSON arrays; null when there are none.
    ALTER TABLE item ADD COLUMN categories TEXT;
    ALTER TABLE item ADD COLUMN enclosures TEXT;
    -- 52 bits of the entry's id without scheme, host and fragment; null when it is no address.
    ALTER TABLE item ADD COLUMN second_hash INTEGER;
    CREATE INDEX item_second ON item (source_id, second_hash) WHERE second_hash IS NOT NULL;
    CREATE INDEX item_of_source ON item (source_id, published_at);
    -- Where a reply is to be posted when that is not its parent's own address; fixed when the draft is begun.
    ALTER TABLE reply ADD COLUMN place_url TEXT;
  `,
};
