-- name: forget_parts!
DELETE FROM parts WHERE draft_id IN (SELECT id FROM drafts WHERE changed_at < :before);

-- name: forget_drafts!
DELETE FROM drafts WHERE changed_at < :before;

-- name: forget_conversations!
DELETE FROM conversations WHERE changed_at < :before;

-- name: forget_quarantine!
DELETE FROM quarantine WHERE set_aside_at < :before;

-- name: forget_attachments!
DELETE FROM attachments WHERE report_id IN (SELECT id FROM reports WHERE closed_at < :before);

-- name: forget_files!
UPDATE events SET file_kind = NULL, file_id = NULL
WHERE file_id IS NOT NULL AND report_id IN (SELECT id FROM reports WHERE closed_at < :before);
