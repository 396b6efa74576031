-- Whether the district has heard that a report is late, and long; while it is not late any more, that is over.
ALTER TABLE reports ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1));
UPDATE reports SET escalated = 1 WHERE overdue = 1 AND due_at IS NOT NULL AND escalate_at IS NULL;
UPDATE reports SET stale = 1 WHERE overdue = 1;
