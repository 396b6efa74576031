-- name: key_in_use^
SELECT fingerprint FROM key_in_use;

-- name: forget_key!
DELETE FROM key_in_use;

-- name: use_key!
INSERT INTO key_in_use (fingerprint) VALUES (:fingerprint);

-- name: accounts
SELECT id, account, sealed FROM people WHERE account >= 0;

-- name: seal_account!
UPDATE people SET account = :new, sealed = :sealed WHERE id = :id;

-- name: move_posts!
UPDATE posts SET chat_id = :new WHERE chat_id = :old;

-- name: move_events!
UPDATE events SET source_chat_id = :new WHERE source_chat_id = :old;

-- name: move_conversations!
UPDATE conversations SET chat_id = CASE chat_id WHEN :old THEN :new ELSE chat_id END, user_id = :new
WHERE user_id = :old;

-- name: unfinished_bodies
SELECT update_id AS id, body FROM inbox WHERE body IS NOT NULL AND update_id >= 0;

-- name: seal_update!
UPDATE inbox SET body = :body WHERE update_id = :id;

-- name: quarantined_bodies
SELECT update_id AS id, body FROM quarantine;

-- name: seal_quarantined!
UPDATE quarantine SET body = :body WHERE update_id = :id;
