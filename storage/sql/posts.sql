-- name: add_post!
INSERT INTO posts (chat_id, message_id, report_id, event_id, kind, task, posted_at)
VALUES (:chat_id, :message_id, :report_id, :event_id, :kind, :task, :posted_at)
ON CONFLICT (chat_id, message_id) DO UPDATE SET posted_at = excluded.posted_at;

-- name: post^
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE chat_id = :chat_id AND message_id = :message_id;

-- name: last_post^
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE report_id = :report_id AND kind = :kind AND chat_id = :chat_id
ORDER BY message_id DESC LIMIT 1;

-- name: latest_post^
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE report_id = :report_id AND chat_id = :chat_id
ORDER BY message_id DESC LIMIT 1;

-- name: post_of_event^
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE event_id = :event_id AND chat_id = :chat_id AND kind <> 'attachment' LIMIT 1;

-- name: event_in_groups
SELECT chat_id, message_id, report_id, event_id, kind, task FROM posts
WHERE event_id = :event_id AND chat_id < 0 ORDER BY message_id;

-- name: posts_of_kind
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE report_id = :report_id AND kind = :kind AND chat_id = :chat_id ORDER BY message_id;

-- name: drop_posts_of_kind!
DELETE FROM posts WHERE report_id = :report_id AND kind = :kind AND chat_id = :chat_id;

-- name: open_prompts
SELECT message_id, report_id, event_id, kind, task FROM posts
WHERE report_id = :report_id AND kind = :kind AND chat_id = :chat_id AND task IS NOT NULL
ORDER BY message_id;

-- name: posts_in_groups
SELECT chat_id, message_id, report_id, event_id, kind, task FROM posts
WHERE report_id = :report_id AND chat_id < 0 ORDER BY message_id;

-- name: drop_post!
DELETE FROM posts WHERE chat_id = :chat_id AND message_id = :message_id;

-- name: close_prompt!
UPDATE posts SET task = NULL WHERE chat_id = :chat_id AND message_id = :message_id;

-- name: posts_since
SELECT chat_id, posted_at FROM posts WHERE posted_at >= :since AND chat_id < 0 ORDER BY posted_at;
