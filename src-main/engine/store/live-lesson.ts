import { sql } from "kysely";

/** Whether a later word on the same item stands in a lesson's place. */
export const isReplaced = sql`EXISTS (
    SELECT 1 FROM lesson AS later
    WHERE later.item_id = lesson.item_id AND later.kind = lesson.kind AND later.id > lesson.id AND later.withdrawn_at IS NULL
  )`;

/** Whether a lesson counts: the last word on its item, neither undone nor left out by a person. */
export const isLive = sql`lesson.withdrawn_at IS NULL AND lesson.forgotten_at IS NULL AND NOT ${isReplaced}`;
