-- name: target^
SELECT first_word, solution, pictured FROM targets WHERE category = :category AND kato IN (:unit, :district)
ORDER BY CASE kato WHEN :unit THEN 0 ELSE 1 END LIMIT 1;

-- name: targets_of
SELECT category, first_word, solution, pictured FROM targets WHERE kato = :kato;

-- name: set_target!
INSERT INTO targets (kato, category, first_word, solution, pictured)
VALUES (:kato, :category, :first_word, :solution, :pictured)
ON CONFLICT (kato, category) DO UPDATE SET first_word = excluded.first_word, solution = excluded.solution,
    pictured = excluded.pictured;

-- name: look_again_at_unit!
UPDATE reports SET stale = 1
WHERE unit = :kato AND state IN ('received', 'in_review', 'needs_details', 'in_progress', 'reopened');

-- name: look_again_at_district!
UPDATE reports SET stale = 1
WHERE district = :kato AND state IN ('received', 'in_review', 'needs_details', 'in_progress', 'reopened');

-- name: look_again_at_due!
UPDATE reports SET stale = 1 WHERE due_at IS NOT NULL;

-- name: reports_moved
SELECT id FROM reports WHERE stale = 1 LIMIT :most;

-- name: reports_late_now
SELECT id FROM reports WHERE due_at <= :now AND overdue = 0 LIMIT :most;

-- name: wind_report!
UPDATE reports SET due_at = :due_at, overdue = :overdue, bucket = :bucket, stale = 0, escalated = escalated * :overdue,
    escalate_at = CASE WHEN escalated * :overdue = 1 THEN NULL ELSE CAST(:escalate_at AS BIGINT) END
WHERE id = :id;

-- name: reports_to_escalate
SELECT * FROM reports_in_full r WHERE r.id IN (SELECT id FROM reports WHERE escalate_at <= :now LIMIT :most);

-- name: escalated!
UPDATE reports SET escalate_at = NULL, escalated = 1 WHERE id = :id;
