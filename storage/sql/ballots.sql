-- name: ballot^
SELECT choice, receipt, pending FROM ballots WHERE pseudonym = :pseudonym AND consultation_id = :consultation_id;

-- name: set_pending!
INSERT INTO ballots (pseudonym, consultation_id, village, pending)
VALUES (:pseudonym, :consultation_id, :village, :pending)
ON CONFLICT (pseudonym) DO UPDATE SET pending = excluded.pending;

-- name: cast_ballot!
UPDATE ballots SET choice = :choice, receipt = coalesce(receipt, :receipt), pending = NULL, village = :village
WHERE pseudonym = :pseudonym;

-- name: leave_ballot!
UPDATE ballots SET pending = NULL WHERE pseudonym = :pseudonym;

-- name: drop_ballot!
DELETE FROM ballots WHERE pseudonym = :pseudonym;

-- name: move_ballot*!
UPDATE ballots SET pseudonym = :new WHERE pseudonym = :old;

-- name: people_after
SELECT id FROM people WHERE id > :person_id ORDER BY id LIMIT :most;

-- name: note_participant*!
INSERT INTO participants (consultation_id, person_id)
SELECT b.consultation_id, :person_id FROM ballots b
WHERE b.pseudonym = :pseudonym AND b.consultation_id = :consultation_id AND b.choice IS NOT NULL
ON CONFLICT (consultation_id, person_id) DO NOTHING;

-- name: write_unfinished_letter*!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'choice_unfinished', CAST(:consultation_id AS BIGINT),
    CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM people p LEFT JOIN wishes w ON w.person_id = p.id
WHERE p.id = :person_id AND p.unreachable_since IS NULL AND EXISTS (
    SELECT 1 FROM ballots b
    WHERE b.pseudonym = :pseudonym AND b.consultation_id = :consultation_id AND b.choice IS NULL AND b.pending <> ''
)
ON CONFLICT (once) DO NOTHING;

-- name: count_ballots!
INSERT INTO counted (consultation_id, village, choice, people)
SELECT consultation_id, village, choice, count(*) FROM ballots
WHERE consultation_id = :consultation_id AND choice IS NOT NULL GROUP BY consultation_id, village, choice;

-- name: list_receipts!
INSERT INTO receipts (consultation_id, code)
SELECT consultation_id, receipt FROM ballots WHERE consultation_id = :consultation_id AND choice IS NOT NULL
ORDER BY receipt;

-- name: drop_ballots!
DELETE FROM ballots WHERE consultation_id = :consultation_id;

-- name: counted_choices
SELECT village, choice, people FROM counted WHERE consultation_id = :consultation_id ORDER BY village, choice;

-- name: receipt_codes
SELECT code FROM receipts WHERE consultation_id = :consultation_id ORDER BY code;

-- name: write_result_letters!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at)
SELECT :prefix || p.id, 'person:' || p.id, :kind, CAST(:consultation_id AS BIGINT),
    CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END
FROM participants t JOIN people p ON p.id = t.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE t.consultation_id = :consultation_id AND p.unreachable_since IS NULL
ON CONFLICT (once) DO NOTHING;

-- name: took_part
SELECT consultation_id FROM participants WHERE person_id = :person_id ORDER BY consultation_id;

-- name: forget_participant!
DELETE FROM participants WHERE person_id = :person_id;
