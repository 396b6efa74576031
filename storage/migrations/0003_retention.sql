-- How long ago something was left lying, or was closed, is asked every hour.
CREATE INDEX drafts_by_time ON drafts (changed_at);
CREATE INDEX conversations_by_time ON conversations (changed_at);
CREATE INDEX quarantine_by_time ON quarantine (set_aside_at);

ALTER TABLE reports ADD COLUMN closed_at INTEGER;
UPDATE reports SET closed_at = (SELECT max(happened_at) FROM events WHERE report_id = reports.id)
WHERE state IN ('resolved', 'confirmed', 'forwarded', 'rejected', 'duplicate');
CREATE INDEX reports_by_closing ON reports (closed_at);
