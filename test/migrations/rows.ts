/** For each step, rows for the tables that it makes: what must still be there, unchanged, after every later step. */
export const rowsOfStep: readonly string[] = [
  `INSERT INTO meta (key, value) VALUES ('install_id', '01KA8K3F000000000000000000');
   INSERT INTO setting (id, value, version) VALUES (1, '{"holdMinutes":7}', 3);
   INSERT INTO command (id, method, at, result) VALUES ('01KA8K3F000000000000000001', 'settings.save', 5, '{}');
   INSERT INTO event (seq, id, at, actor_kind, subject_kind, subject_id, kind, payload_hash, prev_hash, hash)
     VALUES (1, '01KA8K3F000000000000000002', 5, 'engine', 'workspace', 'w', 'workspace.created', 'p', '0', 'h');
   INSERT INTO event_payload (seq, salt, payload) VALUES (1, 's', '{}');
   INSERT INTO running_span (from_at, to_at) VALUES (1, 2);`,
  `INSERT INTO person (id, public_id, name, pin_hash, created_at) VALUES (1, '01KA8K3F000000000000000003', 'Ann Lee', 'scrypt$x$y', 5);
   INSERT INTO person_role (person_id, role) VALUES (1, 'admin');
   INSERT INTO department (id, public_id, name) VALUES (1, '01KA8K3F000000000000000004', 'Sales');
   INSERT INTO department_member (department_id, person_id) VALUES (1, 1);
   INSERT INTO session (token_hash, device, person_id, created_at, seen_at) VALUES ('t', 'desk', 1, 5, 6);`,
  `INSERT INTO source (id, public_id, url, name, network, created_at) VALUES (1, '01KA8K3F000000000000000005', 'https://a.example/feed', 'Gazette', 'news', 5);`,
  `INSERT INTO watch (id, public_id, name, "set", query, saved_at) VALUES (1, '01KA8K3F000000000000000006', 'Brand', 'own', 'whimbrel', 5);
   INSERT INTO watch_version (watch_id, version, query, saved_at) VALUES (1, 1, 'whimbrel', 5);
   INSERT INTO rule (id, public_id, position, name, conditions, actions, reason) VALUES (1, '01KA8K3F000000000000000007', 1, 'R', '{}', '{}', 'why');`,
  `INSERT INTO item (id, public_id, source_id, key_hash, published_at, first_seen_at, content_hash, network, key, text)
     VALUES (1, '01KA8K3F000000000000000008', 1, 42, 900000, 900001, 'c', 'news', 'k', 'Whimbrel is late');
   INSERT INTO item_version (item_id, version, text, seen_at) VALUES (1, 1, 'Whimbrel is late', 5);
   INSERT INTO purged_key (source_id, key_hash, purged_at) VALUES (1, 43, 5);
   INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at)
     VALUES (1, '01KA8K3F000000000000000009', 1, 'care', 'rule', '{}', 'normal', 'negative', 900000);
   INSERT INTO mention (id, story_id, bucket, slot, slot_sentiment, is_first) VALUES (1, 1, 'care', 1, 'negative', 1);
   INSERT INTO story_member (story_id, mention_id, joined_at, reason) VALUES (1, 1, 5, 'alone');
   INSERT INTO mention_watch (mention_id, watch_id, spans) VALUES (1, 1, '[]');
   INSERT INTO slot_bucket (slot, bucket, sentiment, mentions, stories) VALUES (1, 'care', 'negative', 1, 1);
   INSERT INTO slot_source (slot, source_id, mentions, stories) VALUES (1, 1, 1, 1);
   INSERT INTO slot_watch (slot, watch_id, mentions, stories) VALUES (1, 1, 1, 1);`,
  `INSERT INTO contact (id, public_id, name, created_at) VALUES (1, '01KA8K3F000000000000000010', 'Hettie', 5);
   INSERT INTO contact_handle (network, handle, contact_id) VALUES ('mastodon', '@hettie', 1);
   INSERT INTO desk_case (id, public_id, story_id, contact_id, status, bucket, priority, queued_at, target_ms, sort_at)
     VALUES (1, '01KA8K3F000000000000000011', 1, 1, 'new', 'care', 2, 5, 60, 70);
   INSERT INTO case_cycle (case_id, cycle, bucket, priority, queued_at, target_ms) VALUES (1, 1, 'care', 2, 5, 60);
   INSERT INTO case_note (public_id, case_id, person_id, at, text) VALUES ('01KA8K3F000000000000000012', 1, 1, 5, 'note');
   INSERT INTO activity (case_id, person_id, from_at, to_at) VALUES (1, 1, 5, 6);`,
  `INSERT INTO script (id, public_id, key) VALUES (1, '01KA8K3F000000000000000013', 'refund');
   INSERT INTO script_version (script_id, version, content, saved_at) VALUES (1, 1, '{}', 5);
   INSERT INTO reply (id, public_id, case_id, state, network, account, text, cycle, saved_at)
     VALUES (1, '01KA8K3F000000000000000014', 1, 'draft', 'mastodon', 'desk', 'Hello', 1, 5);
   INSERT INTO reply_author (reply_id, person_id) VALUES (1, 1);
   INSERT INTO approval (reply_id, kind, person_id, role, hash, at) VALUES (1, 'person', 1, 'corpcomm', 'h', 5);`,
  `INSERT INTO crm_target (id, public_id, name, kind, config) VALUES (1, '01KA8K3F000000000000000015', 'CRM', 'file', '{}');
   INSERT INTO delivery (public_id, key, target_id, case_id, contact_key, payload, state, created_at)
     VALUES ('01KA8K3F000000000000000016', 'wr:1:2', 1, 1, 'c', '{}', 'queued', 5);`,
  `INSERT INTO shift (public_id, opened_at, opened_by) VALUES ('01KA8K3F000000000000000017', 5, 1);
   INSERT INTO job (public_id, kind, input, state, created_at) VALUES ('01KA8K3F000000000000000018', 'rematch', '{}', 'queued', 5);`,
  `INSERT INTO source_address (source_id, url, until) VALUES (1, 'http://a.example/old', 5);
   INSERT INTO fetch (source_id, at, outcome, conditional) VALUES (1, 5, 'stored', 0);`,
  `UPDATE item SET reply_url = 'https://a.example/thread', categories = '["ferry"]', second_hash = 7 WHERE id = 1;
   UPDATE reply SET place_url = 'https://a.example/thread' WHERE id = 1;`,
  `INSERT INTO story (id, public_id, head_id, bucket, decided_by, reason, urgency, sentiment, newest_at)
     VALUES (2, '01KA8K3F000000000000000019', 1, 'care', 'rule', '{}', 'normal', 'negative', 900000);
   INSERT INTO story_similar (story_id, other_id, likeness, seen_at) VALUES (1, 2, 0.5, 5);`,
  `UPDATE source SET department = 'Sales', retention_days = 90, sign_in = 'basic', sign_in_name = 'ann' WHERE id = 1;`,
  `UPDATE source SET kind = 'by_hand' WHERE id = 1;
   UPDATE item SET entered_by = 1 WHERE id = 1;
   INSERT INTO upload_part (upload_id, part, bytes, at) VALUES ('01KA8K3F000000000000000020', 0, x'01', 5);
   INSERT INTO item_picture (item_id, type, hash, bytes) VALUES (1, 'image/png', 'h', x'89504e47');
   INSERT INTO import (id, public_id, job_id, source_id, upload_id, name, reading, total, at)
     VALUES (1, '01KA8K3F000000000000000021', '01KA8K3F000000000000000018', 1, '01KA8K3F000000000000000020', 'Export', '{}', 1, 5);
   INSERT INTO import_problem (import_id, row, line, says) VALUES (1, 1, 2, '{}');`,
  `UPDATE case_cycle SET first_response_at = 30 WHERE case_id = 1;`,
  `INSERT INTO story_member (story_id, mention_id, joined_at, reason, left_at) VALUES (2, 1, 5, 'by_hand', 6);`,
  `UPDATE watch_version SET name = 'Brand', "set" = 'own', saved_by = 1 WHERE watch_id = 1;
   UPDATE watch SET overran_at = 9 WHERE id = 1;`,
  `INSERT INTO rule_version (rule_id, version, content, saved_at, saved_by) VALUES (1, 2, '{}', 5, 1);
   INSERT INTO rule_effect (story_id, rule_id, rule_version, at, changes) VALUES (1, 1, 1, 5, '{}');`,
  `INSERT INTO lesson (public_id, kind, item_id, item_version, was, said, at, by_id, batch_id)
     VALUES ('01KA8K3F000000000000000030', 'sentiment', 1, 1, 'neutral', 'negative', 5, 1, '01KA8K3F000000000000000031');
   INSERT INTO learned_model (id, public_id, kind, version, base, lessons, verdict, judged, content, made_at)
     VALUES (1, '01KA8K3F000000000000000032', 'sentiment', 1, 'b', 20, 'better', '{}', x'01', 5);
   UPDATE learning SET model_id = 1 WHERE kind = 'sentiment';`,
  `INSERT INTO alarm (id, public_id, kind, series, state, confidence, measure, evidence, since, raised_at, over_at)
     VALUES (1, '01KA8K3F000000000000000022', 'spike', 'all', 'raised', 'sure', '{}', '{}', 5, 6, 6);
   INSERT INTO alarm_mention (alarm_id, mention_id) VALUES (1, 1);
   INSERT INTO alarm_taught (series, factor, at) VALUES ('all', 1.5, 7);`,
  // 0021 raw entries
  `INSERT INTO raw_entries (source_id, context, entries) VALUES (1, 'c', x'00');`,
  // 0022 the queue of the desk
  `UPDATE story SET labels = '["delay"]' WHERE id = 1;
   INSERT INTO label (id, public_id, name, tone, made_at) VALUES (1, '01KA8K3F000000000000000045', 'Delays', 'blue', 5);
   INSERT INTO label_name (name, label_id) VALUES ('delay', 1);
   INSERT INTO saved_view (public_id, owner_id, name, content, position) VALUES ('01KA8K3F000000000000000046', 1, 'Late', '{}', 1);
   INSERT INTO macro (public_id, name, key, content) VALUES ('01KA8K3F000000000000000047', 'Thanks', '4', '{}');
   UPDATE desk_case SET wake_on = 'change', duplicate_of = '01KA8K3F000000000000000019' WHERE id = 1;`,
  // 0023 clocks
  `UPDATE desk_case SET responds = 'next', warn_at = 30, resolution_due_at = 90 WHERE id = 1;
   INSERT INTO approval_clock (reply_id, case_id, cycle, started_at, target_ms, due_at) VALUES (1, 1, 1, 5, 60, 65);
   INSERT INTO offline_span (from_at, to_at) VALUES (1, 2);`,
  // 0024 people at work
  `UPDATE reply SET saved_by = 1 WHERE id = 1;
   INSERT INTO department_name (name, department_id) VALUES ('Retail', 1);
   INSERT INTO claim_notice (public_id, person_id, kind, case_id, cases, by_id, to_id, reason, batch_id, at)
     VALUES ('01KA8K3F000000000000000050', 1, 'taken', 1, 1, 1, 1, 'ill', '01KA8K3F000000000000000051', 5);
   INSERT INTO reply_words (public_id, reply_id, person_id, at, text, fields)
     VALUES ('01KA8K3F000000000000000052', 1, 1, 5, 'Hello', '{}');`,
  // 0025 contacts
  `UPDATE contact SET kind = 'staff', name_folded = 'hettie', organisation = 'Whimbrel', town = 'Exmouth' WHERE id = 1;
   INSERT INTO contact (id, public_id, name, name_folded, created_at, merged_into) VALUES (2, '01KA8K3F000000000000000040', 'H.', 'h.', 5, 1);
   UPDATE contact_handle SET folded = 'hettie' WHERE handle = '@hettie';
   INSERT INTO contact_phone (contact_id, written, digits) VALUES (1, '030 901820', '+4930901820');
   INSERT INTO contact_email (contact_id, written, folded) VALUES (1, 'Hettie@a.example', 'hettie@a.example');
   INSERT INTO contact_note (public_id, contact_id, person_id, at, text) VALUES ('01KA8K3F000000000000000041', 1, 1, 5, 'note');
   INSERT INTO contact_merge (public_id, survivor_id, merged_id, at, by_id, reasons, before)
     VALUES ('01KA8K3F000000000000000042', 1, 2, 5, 1, '[]', '{}');
   INSERT INTO contact_apart (one_id, other_id, at, by_id) VALUES (1, 2, 5, 1);
   INSERT INTO contact_import (id, public_id, job_id, upload_id, name, reading, total, at)
     VALUES (1, '01KA8K3F000000000000000043', '01KA8K3F000000000000000018', '01KA8K3F000000000000000044', 'Export', '{}', 1, 5);
   INSERT INTO contact_import_problem (import_id, row, line, says) VALUES (1, 1, 2, '{}');`,
  // 0026 look-up
  `INSERT INTO contact_changed (contact_id) VALUES (1) ON CONFLICT DO NOTHING;
   INSERT INTO contact_look_up (id, contact_id, last_at, names, handles, numbers, mails)
     VALUES (1, 1, 5, ' hettie ', ' hettie;', '#4930901820;', ' hettie@a.example;');
   INSERT INTO contact_fts (rowid, names, handles, numbers, mails)
     VALUES (1, ' hettie ', ' hettie;', '#4930901820;', ' hettie@a.example;');
   INSERT INTO case_line (public_id, case_id, text, proposed_by, proposed_at, expires_at)
     VALUES ('01KA8K3F000000000000000060', 1, 'We are on it.', 1, 5, 9);`,
  // 0027 the private path
  `INSERT INTO private_path (case_id, cycle, invited_at, via, remind_at) VALUES (1, 1, 5, 'phone', 9);`,
  // 0028 the desktop
  `INSERT INTO person_preference (person_id, value, version) VALUES (1, '{}', 1);`,
  // 0029 playbook
  `UPDATE script_version SET brought_from = 1 WHERE script_id = 1;
   UPDATE reply SET script_text = 'Hello {{name}}' WHERE id = 1;
   INSERT INTO guidelines_version (version, text, saved_at, saved_by) VALUES (1, '# Guidelines', 5, 1);`,
  // 0030 the gate
  `UPDATE approval SET voided_because = 'edited' WHERE reply_id = 1;
   UPDATE reply SET asked = '{"needed":2,"legal":false,"template":false}', return_reasons = '["facts"]' WHERE id = 1;
   INSERT INTO approval_policy (version, rows, saved_at, saved_by) VALUES (1, '[]', 5, 1);
   INSERT INTO legal_lane (case_id, added_by, added_at) VALUES (1, 1, 5);
   INSERT INTO reply_revision (public_id, reply_id, person_id, at, kind, text)
     VALUES ('01KA8K3F000000000000000070', 1, 1, 5, 'submitted', 'Hello');
   INSERT INTO reply_comment (public_id, reply_id, person_id, at, sentence, nth, text)
     VALUES ('01KA8K3F000000000000000071', 1, 1, 5, 'Hello', 0, 'Warmer?');
   INSERT INTO contact_reach (contact_id, followers, source, at, set_by) VALUES (1, 3900, 'by_hand', 5, 1);`,
  // 0031 checks of a reply
  `INSERT INTO check_lists (version, lists, saved_at, saved_by) VALUES (1, '{}', 5, 1);
   INSERT INTO reply_signature (reply_id, rule, words, pin, reason, person_id, at)
     VALUES (1, 'promise', 'we will refund', 'We will refund it.', 'Agreed', 1, 5);`,
  // 0032 accounts of ours
  `INSERT INTO account (id, public_id, kind, network, name, server, handle, remote_id, limits, limits_at, is_default, made_at)
     VALUES (1, '01KA8K3F000000000000000080', 'mastodon', 'mastodon', 'Whimbrel', 'https://m.example', 'whimbrel', '7', '{}', 5, 1, 5);
   INSERT INTO posting (reply_id, hash, account_id, text, parent_text, prepared, tries, first_try_at, last_try_at, remote_id, url, posted_at)
     VALUES (1, 'h', 1, 'Hello', 'Late again', '{}', 1, 5, 5, 'r', 'https://m.example/r', 6);
   UPDATE reply SET trouble = '{}', next_at = 9, closes_case = 0, reminded_at = 8 WHERE id = 1;`,
  // 0033 conversations
  `INSERT INTO conversation (id, public_id, network, root_remote_id) VALUES (1, '01KA8K3F000000000000000085', 'mastodon', 'https://a.example/1');
   INSERT INTO message (id, conversation_id, network, remote_id, direction, text, posted_at, seen_at, item_id)
     VALUES (1, 1, 'mastodon', 'https://a.example/1', 'in', '', 5, 6, 1);
   INSERT INTO message_name (name, message_id) VALUES ('https://a.example/1', 1);
   INSERT INTO item_echo (item_id, message_id) VALUES (1, 1);
   INSERT INTO thread_read (message_id, sent_at, due_at) VALUES (1, 5, 9);
   UPDATE story_member SET answers = 1 WHERE story_id = 1;`,
  // 0034 accounts as sources
  `UPDATE source SET account_id = 1, account_words = 'ferry', account_cursor = 'c' WHERE id = 1;`,
  // 0035 whom a reply answers
  `UPDATE reply SET author_handle = '@ann@a.example' WHERE id = 1;`,
  // 0036 records of a CRM
  `UPDATE delivery SET kind = 'interaction', remote_id = 'r1', edited = '["note"]' WHERE key = 'wr:1:2';
   INSERT INTO crm_contact (target_id, contact_key, remote_id, url, is_ours, at) VALUES (1, 'c', 'p1', 'https://crm.example/p1', 1, 5);
   INSERT INTO crm_complaint (target_id, case_id, remote_id, url, at) VALUES (1, 1, 't1', NULL, 5);`,
  // 0037 what is logged
  `UPDATE crm_target SET looked_at = 5, looked_by = 1 WHERE id = 1;
   INSERT INTO crm_logging (version, choices, saved_at, saved_by) VALUES (1, '{}', 5, 1);
   INSERT INTO interaction (key, type, case_id, cycle, person_id, note, occurred_at) VALUES ('wr:1:3', 'call', 1, 1, 1, 'Rang', 5);`,
  // 0038 what a CRM said of a contact
  `INSERT INTO crm_profile (target_id, contact_id, contact_version, profile, read_at, trouble, error_class, failures, next_at)
     VALUES (1, 1, 1, '{}', 5, '{}', 'retry', 1, 9);`,
  // 0039 what tells a line from its target
  `UPDATE crm_target SET took_at = 5 WHERE id = 1;
   UPDATE delivery SET tried_at = 5, strikes = 1 WHERE key = 'wr:1:2';
   UPDATE desk_case SET erased_at = 5 WHERE id = 1;`,
  // 0040 sleep, and hours of before
  `INSERT INTO running_span (from_at, to_at, woke) VALUES (5, 6, 1);
   INSERT INTO past_hours (until_at, hours) VALUES (5, '{}');`,
  // 0041 shift handover
  `INSERT INTO promise (public_id, case_id, reply_id, what, to_whom, due_at, made_by, made_at)
     VALUES ('01KA8K3F000000000000000091', 1, 1, 'A letter', 'Hettie', 9, 1, 5);
   UPDATE shift SET text = 'Ring', text_version = 2, text_by = 1, text_at = 6 WHERE id = 1;
   INSERT INTO shift_handover (shift_id, document, hash) VALUES (1, '{}', 'h');
   INSERT INTO shift_words (shift_id, hash, case_id, salt, words) VALUES (1, 'w', '01KA8K3F000000000000000011', 's', '{}');
   INSERT INTO shift_signature (shift_id, part, person_id, at, hash, alone) VALUES (1, 'handover', 1, 7, 'h', 0);`,
  // 0042 displays
  `INSERT INTO session (token_hash, device, created_at, seen_at, public_id, name, wall_id, seen_from)
     VALUES ('u', 'display', 5, 6, '01KA8K3F000000000000000095', 'Newsroom', '01KA8K3F000000000000000096', 'network');
   INSERT INTO open_network (name, port, opened_at) VALUES ('eth0', 4780, 5);`,
  // 0043 saved reports
  `INSERT INTO saved_report (id, public_id, name, plan, created_by, created_at, due_at, shifts_until)
     VALUES (1, '01KA8K3F000000000000000090', 'Yesterday', '{}', 1, 5, 9, 5);
   INSERT INTO report_run (report_id, planned_at, from_at, to_at, skipped, state, tries, next_at, failed_at, says)
     VALUES (1, 5, 1, 4, 2, 'waiting', 1, 9, 6, '{}');`,
  // 0044 kpis
  `UPDATE case_cycle SET active_ms = 3, wrap_ms = 2, worked_until = 9 WHERE case_id = 1;
   INSERT INTO cycle_day (day, cycles) VALUES (20000, x'00');`,
];
