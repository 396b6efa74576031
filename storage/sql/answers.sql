-- name: add_answer^
INSERT INTO answers (kato, report_id, category, village, entered_by, entered_at)
VALUES (:kato, :report_id, :category, :village, :entered_by, :entered_at)
RETURNING id;

-- name: answer_by_id^
SELECT a.id, a.report_id, a.category, a.village, a.kk, a.ru, a.file_kind, a.file_id, a.what_kk, a.what_ru, a.due_on,
    a.people, a.reached, a.sent_at, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM answers a JOIN territories t ON t.kato = a.kato WHERE a.id = :id;

-- name: answers_of
SELECT id FROM answers WHERE kato = :kato ORDER BY id DESC LIMIT :most;

-- name: set_answer!
UPDATE answers SET kk = :kk, ru = :ru, file_kind = :file_kind, file_id = :file_id, what_kk = :what_kk,
    what_ru = :what_ru, due_on = :due_on
WHERE id = :id AND sent_at IS NULL;

-- name: answer_sent!
UPDATE answers SET sent_at = :now, people = :people WHERE id = :id AND sent_at IS NULL;

-- name: answer_reached!
UPDATE answers SET reached = reached + 1 WHERE id = :id;

-- name: drop_answer!
DELETE FROM answers WHERE id = :id AND sent_at IS NULL;

-- name: forget_answers_to!
UPDATE answers SET kk = '', ru = '', file_kind = NULL, file_id = NULL WHERE report_id = :report_id;

-- name: letters_of_answer
SELECT state, count(*) AS letters FROM letters WHERE kind = 'answered' AND subject = :answer_id GROUP BY state;

-- name: answer_being_written^
SELECT id FROM announcements WHERE kind = 'answered' AND subject = :answer_id AND written = 0;

-- name: open_by_category
SELECT category, count(*) AS reports FROM reports
WHERE unit = :kato AND closed_at IS NULL AND sequence > 0
    AND state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
GROUP BY category;

-- name: people_concerned
SELECT person_id FROM reports WHERE id = :report_id
UNION SELECT person_id FROM supports WHERE report_id = :report_id
ORDER BY person_id;

-- name: count_concerned^
SELECT count(*) AS people FROM people p
WHERE p.id IN (
        SELECT r.person_id FROM reports r WHERE r.id = :report_id
        UNION SELECT r.person_id FROM reports r
        WHERE r.unit = :kato AND r.category = :category AND r.closed_at IS NULL AND r.sequence > 0
            AND r.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
        UNION SELECT s.person_id FROM supports s WHERE s.report_id = :report_id
        UNION SELECT s.person_id FROM reports r JOIN supports s ON s.report_id = r.id
        WHERE r.unit = :kato AND r.category = :category AND r.closed_at IS NULL AND r.sequence > 0
            AND r.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
    )
    AND p.account >= 0 AND p.unreachable_since IS NULL
    AND 1 = (SELECT d.agreed FROM consents d WHERE d.person_id = p.id ORDER BY d.id DESC LIMIT 1);

-- name: count_villagers^
SELECT count(*) AS people FROM people p
WHERE p.village = :village AND p.unreachable_since IS NULL
    AND NOT EXISTS (SELECT 1 FROM unannounced u WHERE u.person_id = p.id)
    AND (SELECT d.version FROM consents d WHERE d.person_id = p.id AND d.agreed = 1
        AND d.id = (SELECT max(l.id) FROM consents l WHERE l.person_id = p.id)) = :version;

-- name: write_answer_letters!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'answered', CAST(:answer_id AS BIGINT), CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM people p LEFT JOIN wishes w ON w.person_id = p.id
WHERE p.id IN (
        SELECT r.person_id FROM reports r WHERE r.id = :report_id
        UNION SELECT r.person_id FROM reports r
        WHERE r.unit = :kato AND r.category = :category AND r.closed_at IS NULL AND r.sequence > 0
            AND r.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
        UNION SELECT s.person_id FROM supports s WHERE s.report_id = :report_id
        UNION SELECT s.person_id FROM reports r JOIN supports s ON s.report_id = r.id
        WHERE r.unit = :kato AND r.category = :category AND r.closed_at IS NULL AND r.sequence > 0
            AND r.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
    )
    AND p.account >= 0 AND p.unreachable_since IS NULL
    AND 1 = (SELECT d.agreed FROM consents d WHERE d.person_id = p.id ORDER BY d.id DESC LIMIT 1)
ON CONFLICT (once) DO NOTHING;
