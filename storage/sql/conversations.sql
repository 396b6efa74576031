-- name: conversation^
SELECT CASE WHEN message_id = CAST(:message_id AS BIGINT) THEN before ELSE state END AS state
FROM conversations WHERE chat_id = :chat_id AND user_id = :user_id;

-- name: set_conversation!
INSERT INTO conversations (chat_id, user_id, state, changed_at, message_id)
VALUES (:chat_id, :user_id, :state, :changed_at, :message_id)
ON CONFLICT (chat_id, user_id) DO UPDATE SET
    before = CASE WHEN conversations.message_id = excluded.message_id THEN conversations.before
        WHEN excluded.message_id IS NULL THEN NULL ELSE conversations.state END,
    state = excluded.state, changed_at = excluded.changed_at, message_id = excluded.message_id;

-- name: end_conversation!
DELETE FROM conversations WHERE chat_id = :chat_id AND user_id = :user_id;
