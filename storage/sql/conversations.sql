-- name: conversation^
SELECT state FROM conversations WHERE chat_id = :chat_id AND user_id = :user_id;

-- name: set_conversation!
INSERT INTO conversations (chat_id, user_id, state, changed_at)
VALUES (:chat_id, :user_id, :state, :changed_at)
ON CONFLICT (chat_id, user_id) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at;

-- name: end_conversation!
DELETE FROM conversations WHERE chat_id = :chat_id AND user_id = :user_id;
