-- name: person_in_full^
SELECT name, unreachable_since FROM people WHERE id = :id;

-- name: conversations_of
SELECT state FROM conversations WHERE user_id = :user_id;

-- name: letters_to
SELECT kind, due_at FROM letters WHERE recipient = :recipient AND state <> 'sent' ORDER BY due_at, id;

-- name: quarantined
SELECT update_id, body, reason, set_aside_at FROM quarantine ORDER BY update_id;

-- name: drop_quarantined!
DELETE FROM quarantine WHERE update_id = :update_id;

-- name: forget_parts_of!
DELETE FROM parts WHERE draft_id IN (
    SELECT id FROM drafts WHERE person_id = :person_id
    UNION ALL SELECT draft_id FROM reports WHERE person_id = :person_id
);

-- name: forget_drafts_of!
DELETE FROM drafts WHERE person_id = :person_id;

-- name: forget_conversations_of!
DELETE FROM conversations WHERE user_id = :user_id;

-- name: forget_letters_to!
DELETE FROM letters WHERE recipient = :recipient;

-- name: forget_posts_to!
DELETE FROM posts WHERE chat_id = :chat_id;

-- name: forget_sources!
UPDATE events SET source_chat_id = NULL, source_message_id = NULL WHERE source_chat_id = :chat_id;

-- name: forget_albums!
UPDATE attachments SET message_id = 0, album = NULL
WHERE report_id IN (SELECT id FROM reports WHERE person_id = :person_id);

-- name: forget_words!
UPDATE reports SET text = '', latitude = NULL, longitude = NULL, place = NULL WHERE id = :id;

-- name: forget_said!
UPDATE events SET text = NULL, file_kind = NULL, file_id = NULL WHERE report_id = :id AND kind <> 'join';

-- name: forget_attachments_of!
DELETE FROM attachments WHERE report_id = :id;

-- name: forget_roles!
DELETE FROM roles WHERE person_id = :person_id;

-- name: forget_invitations!
DELETE FROM invitations WHERE inviter_id = :person_id;

-- name: forget_bindings!
DELETE FROM bindings WHERE person_id = :person_id;

-- name: forget_person!
UPDATE people SET account = :nobody, sealed = NULL, language = 'kk', village = NULL, name = NULL,
    unreachable_since = NULL
WHERE id = :id;

-- name: add_receipt!
INSERT INTO forgettings (code, day, drafts, withdrawn, unsigned)
VALUES (:code, :day, :drafts, :withdrawn, :unsigned);

-- name: unswept
SELECT code FROM forgettings WHERE swept = 0;

-- name: mark_swept*!
UPDATE forgettings SET swept = 1 WHERE code = :code;

-- name: receipt^
SELECT code, day, drafts, withdrawn, unsigned FROM forgettings WHERE code = :code;
