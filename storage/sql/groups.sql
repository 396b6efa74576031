-- name: group_of_territory^
SELECT g.chat_id, g.language, g.trouble FROM served s JOIN groups g ON g.chat_id = s.chat_id WHERE s.kato = :kato;

-- name: group_by_chat^
SELECT chat_id, language, trouble FROM groups WHERE chat_id = :chat_id;

-- name: served_by
SELECT s.kato, t.parent, t.level FROM served s JOIN territories t ON t.kato = s.kato
WHERE s.chat_id = :chat_id ORDER BY s.kato;

-- name: put_group!
INSERT INTO groups (chat_id, language, bound_at) VALUES (:chat_id, :language, :bound_at)
ON CONFLICT (chat_id) DO UPDATE SET language = excluded.language, bound_at = excluded.bound_at, trouble = NULL;

-- name: serve!
INSERT INTO served (kato, chat_id) VALUES (:kato, :chat_id)
ON CONFLICT (kato) DO UPDATE SET chat_id = excluded.chat_id;

-- name: serve_nothing!
DELETE FROM served WHERE chat_id = :chat_id;

-- name: drop_idle_groups!
DELETE FROM groups WHERE chat_id NOT IN (SELECT chat_id FROM served);

-- name: set_group_language!
UPDATE groups SET language = :language WHERE chat_id = :chat_id;

-- name: set_group_trouble^
UPDATE groups SET trouble = :trouble WHERE chat_id = :chat_id AND trouble IS NULL RETURNING chat_id;

-- name: clear_group_trouble^
UPDATE groups SET trouble = NULL WHERE chat_id = :chat_id AND trouble IS NOT NULL RETURNING chat_id;

-- name: move_group^
UPDATE groups SET chat_id = :new_chat_id, trouble = NULL
WHERE chat_id = :chat_id AND NOT EXISTS (SELECT 1 FROM groups WHERE chat_id = :new_chat_id)
RETURNING chat_id;

-- name: move_served!
UPDATE served SET chat_id = :new_chat_id WHERE chat_id = :chat_id;

-- name: put_binding!
INSERT INTO bindings (chat_id, person_id, title, code, asked_at)
VALUES (:chat_id, :person_id, :title, :code, :asked_at)
ON CONFLICT (chat_id) DO UPDATE SET
    person_id = excluded.person_id, title = excluded.title, code = excluded.code, tries = 0, confirmed = 0,
    chosen = '', asked_at = excluded.asked_at;

-- name: bindings_of
SELECT chat_id, title, code, tries, confirmed, chosen, asked_at FROM bindings
WHERE person_id = :person_id AND asked_at > :since ORDER BY asked_at DESC, chat_id;

-- name: save_binding!
UPDATE bindings SET tries = :tries, confirmed = :confirmed, chosen = :chosen WHERE chat_id = :chat_id;

-- name: drop_old_bindings!
DELETE FROM bindings WHERE asked_at <= :before;
