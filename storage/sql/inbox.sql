-- name: store_update^
INSERT INTO inbox (update_id, body, received_at) VALUES (:update_id, :body, :received_at)
ON CONFLICT (update_id) DO NOTHING
RETURNING update_id;

-- name: unfinished_updates
SELECT update_id, body, attempts FROM inbox
WHERE body IS NOT NULL AND update_id > :after ORDER BY update_id LIMIT :most;

-- name: unfinished_update_ids
SELECT update_id FROM inbox WHERE body IS NOT NULL AND update_id >= 0;

-- name: unfinished_update^
SELECT update_id, body, attempts FROM inbox WHERE update_id = :update_id AND body IS NOT NULL;

-- name: update_handled!
UPDATE inbox SET body = NULL WHERE update_id = :update_id;

-- name: update_failed!
UPDATE inbox SET attempts = attempts + 1 WHERE update_id = :update_id;

-- name: set_aside!
INSERT INTO quarantine (update_id, body, reason, set_aside_at) VALUES (:update_id, :body, :reason, :set_aside_at)
ON CONFLICT (update_id) DO NOTHING;

-- name: forget_updates!
DELETE FROM inbox WHERE body IS NULL AND received_at < :before;
