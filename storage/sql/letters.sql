-- name: leave_letter!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
VALUES (:once, :recipient, :kind, :subject, :priority, 'waiting', :due_at, :expires_at)
ON CONFLICT (once) DO UPDATE SET
    version = letters.version + 1, subject = excluded.subject, priority = excluded.priority, state = 'waiting',
    due_at = excluded.due_at, expires_at = excluded.expires_at, attempts = 0, trouble = NULL;

-- name: leave_letter_once!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
VALUES (:once, :recipient, :kind, :subject, :priority, 'waiting', :due_at, :expires_at)
ON CONFLICT (once) DO NOTHING;

-- name: due_letters
SELECT id, version, recipient, kind, subject, attempts, expires_at FROM letters
WHERE state = 'waiting' AND priority = :priority AND due_at <= :now AND :busy NOT LIKE '%,' || recipient || ',%'
ORDER BY due_at, id LIMIT :most;

-- name: next_due^
SELECT due_at FROM letters
WHERE state = 'waiting' AND priority = :priority AND :busy NOT LIKE '%,' || recipient || ',%'
ORDER BY due_at LIMIT 1;

-- name: letter_in_hand^
SELECT id FROM letters WHERE state = 'sending' AND due_at > 0 LIMIT 1;

-- name: lease_letter!
UPDATE letters SET state = 'sending', due_at = :until
WHERE id = :id AND version = :version AND state = 'waiting';

-- name: recall_letters!
UPDATE letters SET state = 'waiting', due_at = :now WHERE state = 'sending' AND due_at <= :until;

-- name: letter_done!
UPDATE letters SET state = 'sent', due_at = :now WHERE id = :id AND version = :version;

-- name: letter_again!
UPDATE letters SET state = 'waiting', due_at = :due_at WHERE id = :id;

-- name: letter_later!
UPDATE letters SET state = 'waiting', due_at = :due_at, attempts = attempts + 1, trouble = :trouble
WHERE id = :id AND version = :version;

-- name: letter_refused!
UPDATE letters SET state = 'refused', trouble = :trouble WHERE id = :id AND version = :version;

-- name: letter_expired!
UPDATE letters SET state = 'expired', due_at = :now WHERE id = :id AND version = :version;

-- name: expire_letters
UPDATE letters SET state = 'expired', due_at = :now WHERE id IN (
    SELECT id FROM letters WHERE state IN ('waiting', 'held') AND expires_at <= :now ORDER BY expires_at LIMIT :most
) RETURNING id;

-- name: hold_letters!
UPDATE letters SET state = 'held', trouble = :trouble
WHERE recipient = :recipient AND state IN ('waiting', 'sending');

-- name: drop_letters!
DELETE FROM letters WHERE recipient = :recipient AND state <> 'sent';

-- name: cancel_letter!
DELETE FROM letters WHERE once = :once;

-- name: readdress_letter!
UPDATE letters SET recipient = :recipient WHERE once = :once;

-- name: release_letters!
UPDATE letters SET state = 'waiting', due_at = :now, attempts = 0 WHERE recipient = :recipient AND state = 'held';

-- name: forget_letters
DELETE FROM letters WHERE id IN (
    SELECT id FROM letters WHERE state IN ('sent', 'expired') AND due_at < :before LIMIT :most
) RETURNING id;
