-- name: group_of_territory^
SELECT kato, chat_id, language, trouble FROM groups WHERE kato = :kato;

-- name: group_by_chat^
SELECT kato, chat_id, language, trouble FROM groups WHERE chat_id = :chat_id;

-- name: unbind_chat!
DELETE FROM groups WHERE chat_id = :chat_id;

-- name: bind_group!
INSERT INTO groups (kato, chat_id, language, bound_at) VALUES (:kato, :chat_id, :language, :bound_at)
ON CONFLICT (kato) DO UPDATE SET
    chat_id = excluded.chat_id, language = excluded.language, bound_at = excluded.bound_at, trouble = NULL;

-- name: set_group_language!
UPDATE groups SET language = :language WHERE chat_id = :chat_id;

-- name: set_group_trouble^
UPDATE groups SET trouble = :trouble WHERE chat_id = :chat_id AND trouble IS NULL RETURNING kato;

-- name: clear_group_trouble^
UPDATE groups SET trouble = NULL WHERE chat_id = :chat_id AND trouble IS NOT NULL RETURNING kato;

-- name: move_group^
UPDATE groups SET chat_id = :new_chat_id, trouble = NULL
WHERE chat_id = :chat_id AND NOT EXISTS (SELECT 1 FROM groups WHERE chat_id = :new_chat_id)
RETURNING kato;

-- name: copy_moderators!
INSERT INTO moderators (chat_id, person_id, named_at)
SELECT :new_chat_id, person_id, named_at FROM moderators WHERE chat_id = :chat_id
ON CONFLICT (chat_id, person_id) DO NOTHING;

-- name: drop_moderators!
DELETE FROM moderators WHERE chat_id = :chat_id;

-- name: add_moderator!
INSERT INTO moderators (chat_id, person_id, named_at) VALUES (:chat_id, :person_id, :named_at)
ON CONFLICT (chat_id, person_id) DO NOTHING;

-- name: moderator^
SELECT m.person_id FROM moderators m JOIN people p ON p.id = m.person_id
WHERE m.chat_id = :chat_id AND p.account = :account;

-- name: drop_moderator!
DELETE FROM moderators WHERE chat_id = :chat_id
    AND person_id = (SELECT id FROM people WHERE account = :account);

-- name: waiting_reports_of
SELECT id FROM reports WHERE (unit = :kato OR district = :kato) AND state IN (:first, :second) ORDER BY id;
