import type { Migration } from "./migration.ts";

/**
 * What a figure needs of a cycle stands with it, so that a month is read in one pass over one table: where it came from, and the
 * work on it. Later cycles begin with what somebody said to us, so no post was found for them: no times of a post.
 */
export const kpis: Migration = {
  name: "0044-kpis",
  sql: `
    ALTER TABLE case_cycle ADD COLUMN source_id INTEGER;
    ALTER TABLE case_cycle ADD COLUMN network TEXT;
    -- NULL where the source gave no date.
    ALTER TABLE case_cycle ADD COLUMN published_at INTEGER;
    ALTER TABLE case_cycle ADD COLUMN first_seen_at INTEGER;
    ALTER TABLE case_cycle ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE case_cycle ADD COLUMN wrap_ms INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE case_cycle ADD COLUMN worked_until INTEGER;

    UPDATE case_cycle
    SET source_id = head.source_id, network = head.network,
      published_at = CASE WHEN case_cycle.cycle = 1 AND head.date_guessed = 0 THEN head.published_at END,
      first_seen_at = CASE WHEN case_cycle.cycle = 1 THEN head.first_seen_at END
    FROM (
      SELECT desk_case.id AS case_id, item.source_id, item.network, item.date_guessed, item.published_at, item.first_seen_at
      FROM desk_case
      JOIN story ON story.id = desk_case.story_id
      JOIN item ON item.id = story.head_id
    ) AS head
    WHERE head.case_id = case_cycle.case_id;

    -- Work after the answer is wrap, as in domain/kpi/handle-time.
    UPDATE case_cycle
    SET active_ms = work.worked - work.wrap, wrap_ms = work.wrap, worked_until = work.until
    FROM (
      SELECT own.case_id, own.cycle, sum(activity.to_at - activity.from_at) AS worked, max(activity.to_at) AS until,
        sum(CASE WHEN coalesce(own.first_response_at, own.resolved_at) IS NULL THEN 0
          ELSE max(0, activity.to_at - max(activity.from_at, coalesce(own.first_response_at, own.resolved_at))) END) AS wrap
      FROM activity
      JOIN case_cycle AS own ON own.case_id = activity.case_id AND own.cycle = coalesce(
        (SELECT max(cycle) FROM case_cycle WHERE case_id = activity.case_id AND queued_at <= activity.from_at),
        (SELECT min(cycle) FROM case_cycle WHERE case_id = activity.case_id))
      GROUP BY own.case_id, own.cycle
    ) AS work
    WHERE work.case_id = case_cycle.case_id AND work.cycle = case_cycle.cycle;

    -- The cycles that were queued on a day of UTC (queued_at / 86400000), as domain/kpi/cycle-columns packs them: what settled days
    -- are read from. Made when it is asked for, and gone with any change of what is in it: a pack that stands is true.
    CREATE TABLE cycle_day (
      day INTEGER PRIMARY KEY,
      cycles BLOB NOT NULL
    ) STRICT;
    -- A cycle says when the next of its case took its place, so the day of the one before goes too.
    CREATE TRIGGER cycle_day_insert AFTER INSERT ON case_cycle BEGIN
      DELETE FROM cycle_day WHERE day IN (NEW.queued_at / 86400000,
        (SELECT queued_at / 86400000 FROM case_cycle WHERE case_id = NEW.case_id AND cycle = NEW.cycle - 1));
    END;
    CREATE TRIGGER cycle_day_update AFTER UPDATE ON case_cycle BEGIN
      DELETE FROM cycle_day WHERE day IN (OLD.queued_at / 86400000, NEW.queued_at / 86400000,
        (SELECT queued_at / 86400000 FROM case_cycle WHERE case_id = OLD.case_id AND cycle = OLD.cycle - 1),
        (SELECT queued_at / 86400000 FROM case_cycle WHERE case_id = NEW.case_id AND cycle = NEW.cycle - 1));
    END;
    CREATE TRIGGER cycle_day_delete AFTER DELETE ON case_cycle BEGIN
      DELETE FROM cycle_day WHERE day IN (OLD.queued_at / 86400000,
        (SELECT queued_at / 86400000 FROM case_cycle WHERE case_id = OLD.case_id AND cycle = OLD.cycle - 1));
    END;

    CREATE INDEX case_cycle_resolved ON case_cycle (resolved_at, queued_at, bucket, first_response_at);
    CREATE INDEX case_cycle_later ON case_cycle (case_id, cycle, queued_at) WHERE cycle > 1;
    CREATE INDEX case_cycle_again ON case_cycle (queued_at) WHERE cycle > 1;
    CREATE INDEX approval_clock_started ON approval_clock (started_at);
    CREATE INDEX reply_revision_submitted ON reply_revision (at) WHERE kind = 'submitted';
    CREATE INDEX reply_sent ON reply (sent_at) WHERE sent_at IS NOT NULL;
    CREATE INDEX private_path_invited ON private_path (invited_at) WHERE invited_at IS NOT NULL;
    CREATE INDEX item_corrected ON item (published_at, id) WHERE corrected_by IS NOT NULL;
    CREATE INDEX activity_worked ON activity (from_at, to_at, person_id, case_id);
  `,
};
