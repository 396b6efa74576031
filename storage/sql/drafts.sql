-- name: draft_of^
SELECT d.id, d.person_id, d.step, d.category, d.latitude, d.longitude, d.place, d.overflow, d.form_message_id,
    d.changed_at, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM drafts d JOIN people p ON p.id = d.person_id JOIN territories t ON t.kato = p.village
WHERE d.person_id = :person_id;

-- name: add_draft!
INSERT INTO drafts (person_id, step, changed_at) VALUES (:person_id, :step, :changed_at)
ON CONFLICT (person_id) DO UPDATE SET changed_at = excluded.changed_at;

-- name: save_draft!
UPDATE drafts SET step = :step, category = :category, latitude = :latitude, longitude = :longitude,
    place = :place, overflow = :overflow, form_message_id = :form_message_id, changed_at = :changed_at
WHERE id = :id;

-- name: form_shown!
UPDATE drafts SET form_message_id = :form_message_id, overflow = 0 WHERE id = :id;

-- name: drop_draft!
DELETE FROM drafts WHERE id = :id;

-- name: parts_of
SELECT message_id, text FROM parts WHERE draft_id = :draft_id ORDER BY message_id;

-- name: put_part!
INSERT INTO parts (draft_id, message_id, text) VALUES (:draft_id, :message_id, :text)
ON CONFLICT (draft_id, message_id) DO UPDATE SET text = excluded.text;

-- name: drop_parts!
DELETE FROM parts WHERE draft_id = :draft_id;

-- name: draft_attachments
SELECT id, kind, file_id, message_id, shown FROM attachments WHERE draft_id = :draft_id ORDER BY message_id, id;

-- name: add_draft_attachment!
INSERT INTO attachments (draft_id, kind, file_id, file_unique_id, album, message_id)
VALUES (:draft_id, :kind, :file_id, :file_unique_id, :album, :message_id)
ON CONFLICT (draft_id, file_unique_id) DO NOTHING;

-- name: has_draft_attachment^
SELECT id FROM attachments WHERE draft_id = :draft_id AND file_unique_id = :file_unique_id;
