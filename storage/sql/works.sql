-- name: add_work^
INSERT INTO works (consultation_id, number, step, words, photo, entered_by, entered_at)
VALUES (:consultation_id, :number, :step, :words, :photo, :entered_by, :entered_at)
RETURNING id;

-- name: work_by_id^
SELECT id, consultation_id, number, step, words, photo, published_at FROM works WHERE id = :id;

-- name: works_of
SELECT id, consultation_id, number, step, words, photo, published_at FROM works
WHERE consultation_id = :consultation_id AND published_at IS NOT NULL ORDER BY published_at, id;

-- name: publish_work!
UPDATE works SET published_at = :now WHERE id = :id AND published_at IS NULL;

-- name: drop_unpublished_works!
DELETE FROM works WHERE entered_by = :person_id AND published_at IS NULL;

-- name: write_work_letters!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'work_moved', CAST(:work_id AS BIGINT), CAST(:priority AS BIGINT),
    'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM participants t JOIN people p ON p.id = t.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE t.consultation_id = :consultation_id AND p.unreachable_since IS NULL
ON CONFLICT (once) DO NOTHING;
