-- name: add_announcement!
INSERT INTO announcements (kind, subject, edition, kato, expires_at)
VALUES (:kind, :subject, :edition, :kato, :expires_at)
ON CONFLICT (kind, subject, edition) DO NOTHING;

-- name: announcement_to_write^
SELECT id, kind, subject, edition, kato, expires_at, village, person_id FROM announcements
WHERE written = 0 AND expires_at > :now ORDER BY expires_at, id LIMIT 1;

-- name: save_announcement!
UPDATE announcements SET written = :written, village = :village, person_id = :person_id WHERE id = :id;

-- name: end_announcements!
UPDATE announcements SET written = 1 WHERE kind = :kind AND subject = :subject;

-- name: drop_announced!
DELETE FROM letters WHERE kind = :kind AND subject = :subject AND expires_at = :expires_at
    AND state IN ('waiting', 'held') AND state <> 'held';

-- name: write_announcements!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, CAST(:kind AS TEXT), CAST(:subject AS BIGINT), CAST(:priority AS BIGINT),
    'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM people p LEFT JOIN wishes w ON w.person_id = p.id
WHERE p.village = :village AND p.id > :person_id AND p.id <= :last_person AND p.unreachable_since IS NULL
    AND NOT EXISTS (SELECT 1 FROM unannounced u WHERE u.person_id = p.id)
ON CONFLICT (once) DO NOTHING;

-- name: stop_announcements!
INSERT INTO unannounced (person_id) VALUES (:person_id) ON CONFLICT (person_id) DO NOTHING;

-- name: resume_announcements!
DELETE FROM unannounced WHERE person_id = :person_id;

-- name: unannounced^
SELECT person_id FROM unannounced WHERE person_id = :person_id;
