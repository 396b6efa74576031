-- name: next_sequence^
INSERT INTO counters (name, value) VALUES (:name, 1)
ON CONFLICT (name) DO UPDATE SET value = counters.value + 1
RETURNING value;

-- name: add_report^
INSERT INTO reports (draft_id, person_id, district, unit, village, year, sequence, category, text,
    latitude, longitude, place, state, bucket, created_at, public)
VALUES (:draft_id, :person_id, :district, :unit, :village, :year, :sequence, :category, :text,
    :latitude, :longitude, :place, :state, :bucket, :created_at, 1)
RETURNING id;

-- name: report^
SELECT * FROM reports_in_full r
WHERE r.id = :id;

-- name: report_of_draft^
SELECT * FROM reports_in_full r
WHERE r.draft_id = :draft_id AND r.person_id = :person_id;

-- name: report_by_number^
SELECT * FROM reports_in_full r
WHERE r.district = :district AND r.year = :year AND r.sequence = :sequence;

-- name: reports_of_person
SELECT * FROM reports_in_full r
WHERE r.person_id = :person_id AND r.sequence > 0 ORDER BY r.id DESC LIMIT :most OFFSET :skipped;

-- name: reports_held_by
SELECT * FROM reports_in_full r
WHERE r.holder_id = :holder_id ORDER BY r.id;

-- name: duplicates_of
SELECT r.id, e.actor_id FROM events e JOIN reports r ON r.id = e.report_id
WHERE e.reason = :first AND e.kind = :kind AND r.state = :state
    AND e.id = (SELECT max(l.id) FROM events l WHERE l.report_id = r.id AND l.kind = :kind)
ORDER BY r.id;

-- name: first_of^
SELECT reason FROM events WHERE report_id = :report_id AND kind = :kind ORDER BY id DESC LIMIT 1;

-- name: newest_report_in_state^
SELECT * FROM reports_in_full r
WHERE r.person_id = :person_id AND r.state = :state ORDER BY r.id DESC LIMIT 1;

-- name: count_reports_of_person^
SELECT count(*) AS total FROM reports WHERE person_id = :person_id AND sequence > 0;

-- name: reports_in_states
SELECT * FROM reports_in_full r
WHERE r.sequence > 0 AND r.id IN (
    SELECT w.id FROM served s JOIN reports w ON w.unit = s.kato AND w.state IN (:first, :second)
    WHERE s.chat_id = :chat_id
    UNION
    SELECT w.id FROM served s JOIN reports w ON w.district = s.kato AND w.state IN (:first, :second)
    WHERE s.chat_id = :chat_id AND w.unit NOT IN (SELECT kato FROM served)
)
ORDER BY r.id LIMIT :most;

-- name: count_in_states^
SELECT count(*) AS total FROM reports r
WHERE r.sequence > 0 AND r.id IN (
    SELECT w.id FROM served s JOIN reports w ON w.unit = s.kato AND w.state IN (:first, :second)
    WHERE s.chat_id = :chat_id
    UNION
    SELECT w.id FROM served s JOIN reports w ON w.district = s.kato AND w.state IN (:first, :second)
    WHERE s.chat_id = :chat_id AND w.unit NOT IN (SELECT kato FROM served)
);

-- name: reports_late
SELECT * FROM reports_in_full r
WHERE r.sequence > 0 AND r.id IN (
    SELECT w.id FROM served s JOIN reports w ON w.unit = s.kato AND w.overdue = 1
    WHERE s.chat_id = :chat_id AND w.state NOT IN (:first, :second)
    UNION
    SELECT w.id FROM served s JOIN reports w ON w.district = s.kato AND w.overdue = 1
    WHERE s.chat_id = :chat_id AND w.state NOT IN (:first, :second) AND w.unit NOT IN (SELECT kato FROM served)
)
ORDER BY r.due_at, r.id LIMIT :most;

-- name: count_late^
SELECT count(*) AS total FROM reports r
WHERE r.sequence > 0 AND r.id IN (
    SELECT w.id FROM served s JOIN reports w ON w.unit = s.kato AND w.overdue = 1
    WHERE s.chat_id = :chat_id AND w.state NOT IN (:first, :second)
    UNION
    SELECT w.id FROM served s JOIN reports w ON w.district = s.kato AND w.overdue = 1
    WHERE s.chat_id = :chat_id AND w.state NOT IN (:first, :second) AND w.unit NOT IN (SELECT kato FROM served)
);

-- name: newest_in_unit
SELECT * FROM reports_in_full r WHERE r.unit = :kato AND r.sequence > 0 ORDER BY r.id DESC LIMIT :most;

-- name: newest_in_district
SELECT * FROM reports_in_full r
WHERE r.district = :kato AND r.sequence > 0 AND r.unit NOT IN (SELECT kato FROM served)
ORDER BY r.id DESC LIMIT :most;

-- name: open_in_unit
SELECT id, person_id, category, text, latitude, longitude, place, village, created_at FROM reports
WHERE unit = :unit AND closed_at IS NULL AND sequence > 0 ORDER BY id DESC LIMIT :most;

-- name: closed_in_unit
SELECT id, person_id, category, text, latitude, longitude, place, village, created_at FROM reports
WHERE unit = :unit AND closed_at > :since AND state = :state AND sequence > 0 ORDER BY closed_at DESC LIMIT :most;

-- name: save_report_state!
UPDATE reports SET state = :state, bucket = :bucket, holder_id = :holder_id, closed_at = :closed_at,
    asked_at = NULL, stale = 1
WHERE id = :id;

-- name: hand_over_report!
UPDATE reports SET unit = :unit, village = :village, state = :state, bucket = :bucket, holder_id = NULL,
    overdue = 0, due_at = NULL, escalate_at = NULL, stale = 1
WHERE id = :id;

-- name: ask_again
UPDATE reports SET asked_at = :now WHERE id IN (
    SELECT id FROM reports WHERE state = 'resolved' AND closed_at <= :before AND asked_at IS NULL AND sequence > 0
    ORDER BY closed_at LIMIT :most
)
RETURNING id;

-- name: write_again_letter*!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at)
SELECT 'asked_again:' || r.id || ':' || r.closed_at, 'person:' || p.id, 'asked_again', r.id,
    CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END
FROM reports r JOIN people p ON p.id = r.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE r.id = :report_id AND p.unreachable_since IS NULL
ON CONFLICT (once) DO NOTHING;

-- name: reports_unanswered
SELECT * FROM reports_in_full r WHERE r.id IN (
    SELECT id FROM reports WHERE state = 'resolved' AND closed_at <= :before AND asked_at <= :asked_before LIMIT :most
);

-- name: add_event^
INSERT INTO events (report_id, kind, actor_id, reason, text, file_kind, file_id,
    source_chat_id, source_message_id, happened_at)
VALUES (:report_id, :kind, :actor_id, :reason, :text, :file_kind, :file_id,
    :source_chat_id, :source_message_id, :happened_at)
ON CONFLICT (source_chat_id, source_message_id) DO NOTHING
RETURNING id;

-- name: event^
SELECT id, report_id, kind, reason, text, file_kind, file_id, happened_at FROM events WHERE id = :id;

-- name: event_by_source^
SELECT id, report_id, kind, reason, text, file_kind, file_id, happened_at FROM events
WHERE source_chat_id = :chat_id AND source_message_id = :message_id;

-- name: events_of
SELECT id, report_id, kind, reason, text, file_kind, file_id, happened_at FROM events
WHERE report_id = :report_id ORDER BY id;

-- name: set_event_text!
UPDATE events SET text = :text WHERE id = :id;

-- name: hand_over_attachments!
UPDATE attachments SET report_id = :report_id, draft_id = NULL WHERE draft_id = :draft_id;

-- name: report_attachments
SELECT id, kind, file_id, message_id, shown FROM attachments WHERE report_id = :report_id ORDER BY message_id, id;

-- name: report_of_album^
SELECT a.report_id FROM attachments a JOIN reports r ON r.id = a.report_id
WHERE r.person_id = :person_id AND a.album = :album LIMIT 1;

-- name: add_report_attachment!
INSERT INTO attachments (report_id, kind, file_id, file_unique_id, album, message_id)
SELECT :report_id, :kind, :file_id, :file_unique_id, :album, :message_id
WHERE NOT EXISTS (
    SELECT 1 FROM attachments WHERE report_id = :report_id AND file_unique_id = :file_unique_id
);

-- name: attachments_hidden!
UPDATE attachments SET shown = 0 WHERE report_id = :report_id;

-- name: attachment_shown!
UPDATE attachments SET shown = 1 WHERE id = :id;

-- name: report_of_part^
SELECT r.id FROM parts p JOIN reports r ON r.draft_id = p.draft_id
WHERE r.person_id = :person_id AND p.message_id = :message_id;

-- name: any_test_in^
SELECT id FROM reports WHERE (unit = :kato OR district = :kato) AND sequence < 0 LIMIT 1;

-- name: add_test_report^
INSERT INTO reports (draft_id, person_id, district, unit, village, year, sequence, category, text, state, created_at)
VALUES (:draft_id, :person_id, :district, :unit, :village, :year, :sequence, :category, :text, :state, :created_at)
RETURNING id;
