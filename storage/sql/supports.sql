-- name: add_support!
INSERT INTO supports (report_id, person_id, since, via) VALUES (:report_id, :person_id, :since, NULL)
ON CONFLICT (report_id, person_id) DO UPDATE SET via = NULL;

-- name: drop_support!
DELETE FROM supports WHERE report_id = :report_id AND person_id = :person_id;

-- name: merge_supports!
INSERT INTO supports (report_id, person_id, since, via)
SELECT CAST(:first AS BIGINT), s.person_id, s.since, CAST(:duplicate AS BIGINT) FROM supports s
WHERE s.report_id = :duplicate AND s.person_id <> (SELECT f.person_id FROM reports f WHERE f.id = :first)
ON CONFLICT (report_id, person_id) DO NOTHING;

-- name: merge_author!
INSERT INTO supports (report_id, person_id, since, via)
SELECT CAST(:first AS BIGINT), d.person_id, d.created_at, CAST(:duplicate AS BIGINT)
FROM reports d JOIN people p ON p.id = d.person_id
WHERE d.id = :duplicate AND d.sequence > 0 AND p.sealed IS NOT NULL
    AND d.person_id <> (SELECT f.person_id FROM reports f WHERE f.id = :first)
    AND (SELECT c.agreed FROM consents c WHERE c.person_id = p.id ORDER BY c.id DESC LIMIT 1) = 1
ON CONFLICT (report_id, person_id) DO NOTHING;

-- name: came_through
SELECT person_id FROM supports WHERE report_id = :first AND via = :duplicate ORDER BY person_id;

-- name: other_way^
SELECT d.id FROM events e JOIN reports d ON d.id = e.report_id
WHERE e.reason = :first AND e.kind = 'duplicate' AND d.state = :state AND d.id <> :duplicate
    AND e.id = (SELECT max(l.id) FROM events l WHERE l.report_id = d.id AND l.kind = 'duplicate')
    AND (d.person_id = :person_id
        OR EXISTS (SELECT 1 FROM supports s WHERE s.report_id = d.id AND s.person_id = :person_id))
ORDER BY d.id LIMIT 1;

-- name: set_way!
UPDATE supports SET via = :way WHERE report_id = :report_id AND person_id = :person_id;

-- name: supports_report^
SELECT person_id FROM supports WHERE report_id = :report_id AND person_id = :person_id;

-- name: supported_by
SELECT report_id, since FROM supports WHERE person_id = :person_id ORDER BY report_id DESC;

-- name: drop_supports_of!
DELETE FROM supports WHERE person_id = :person_id;

-- name: shared^
SELECT r.public, r.hidden, (SELECT count(*) FROM supports s WHERE s.report_id = r.id) AS supporters
FROM reports r WHERE r.id = :report_id;

-- name: set_hidden!
UPDATE reports SET hidden = :hidden WHERE id = :report_id;

-- name: public_around
SELECT o.id, o.unit, (SELECT count(*) FROM supports s WHERE s.report_id = o.id) AS supporters FROM reports o
WHERE o.district = :district AND o.closed_at IS NULL AND o.sequence > 0
    AND o.public = 1 AND o.hidden = 0 AND o.state <> :received
ORDER BY o.id DESC LIMIT :most;

-- name: joined_of_draft^
SELECT id, report_id FROM events
WHERE kind = 'join' AND actor_id = :person_id AND reason = :draft_id ORDER BY id LIMIT 1;

-- name: joins_of
SELECT id, report_id, kind, reason, text, file_kind, file_id, happened_at FROM events
WHERE kind = 'join' AND actor_id = :person_id ORDER BY id;

-- name: forget_joins!
UPDATE events SET text = NULL, file_kind = NULL, file_id = NULL WHERE kind = 'join' AND actor_id = :person_id;

-- name: write_support_letters!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at)
SELECT :prefix || p.id, 'person:' || p.id, :kind, CAST(:subject AS BIGINT), CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END
FROM supports s JOIN people p ON p.id = s.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE s.report_id = :report_id AND p.sealed IS NOT NULL
ON CONFLICT (once) DO NOTHING;
