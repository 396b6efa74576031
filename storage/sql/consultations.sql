-- name: add_consultation^
INSERT INTO consultations (kato, kind, title_kk, title_ru, least, most, rule, stage, entered_by, entered_at)
VALUES (:kato, :kind, '', '', 1, 1, :rule, 'draft', :entered_by, :entered_at)
RETURNING id;

-- name: consultation_by_id^
SELECT c.id, c.kind, c.title_kk, c.title_ru, c.budget, c.least, c.most, c.rule, c.proposals_until, c.opens_at,
    c.closes_at, c.stage, c.reason, c.entered_by, c.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM consultations c JOIN territories t ON t.kato = c.kato WHERE c.id = :id;

-- name: consultations_of
SELECT c.id, c.kind, c.title_kk, c.title_ru, c.budget, c.least, c.most, c.rule, c.proposals_until, c.opens_at,
    c.closes_at, c.stage, c.reason, c.entered_by, c.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM consultations c JOIN territories t ON t.kato = c.kato
WHERE c.kato = :kato ORDER BY c.id DESC LIMIT :most_of_them;

-- name: consultations_in_stage
SELECT c.id, c.kind, c.title_kk, c.title_ru, c.budget, c.least, c.most, c.rule, c.proposals_until, c.opens_at,
    c.closes_at, c.stage, c.reason, c.entered_by, c.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM consultations c JOIN territories t ON t.kato = c.kato WHERE c.stage = :stage ORDER BY c.id;

-- name: set_consultation!
UPDATE consultations SET kind = :kind, title_kk = :title_kk, title_ru = :title_ru, budget = :budget, least = :least,
    most = :most, rule = :rule, proposals_until = :proposals_until, opens_at = :opens_at, closes_at = :closes_at,
    stage = :stage, reason = :reason, entered_by = :entered_by
WHERE id = :id;

-- name: fix_consultation!
UPDATE consultations SET definition = :definition, approved_by = :approved_by, approved_at = :approved_at WHERE id = :id;

-- name: definition_of^
SELECT definition FROM consultations WHERE id = :id;

-- name: drop_consultation!
DELETE FROM consultations WHERE id = :id;

-- name: options_of
SELECT number, direction, name_kk, name_ru, cost FROM options WHERE consultation_id = :consultation_id ORDER BY number;

-- name: drop_options!
DELETE FROM options WHERE consultation_id = :consultation_id;

-- name: add_option*!
INSERT INTO options (consultation_id, number, direction, name_kk, name_ru, cost)
VALUES (:consultation_id, :number, :direction, :name_kk, :name_ru, :cost);

-- name: consultations_to_nudge
SELECT id FROM consultations WHERE stage = 'open' AND nudged = 0 AND closes_at <= :before ORDER BY id;

-- name: note_nudged!
UPDATE consultations SET nudged = 1 WHERE id = :id;
