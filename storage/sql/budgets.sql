-- name: add_budget^
INSERT INTO budgets (kato, year, side, until, carried_over, source, checked_on, entered_by, entered_at)
VALUES (:kato, :year, :side, :until, :carried_over, :source, :checked_on, :entered_by, :entered_at)
RETURNING id;

-- name: add_budget_line*!
INSERT INTO budget_lines (budget_id, line, amount) VALUES (:budget_id, :line, :amount);

-- name: budgets_now
SELECT id, year, side, until, carried_over, source, checked_on FROM budgets b
WHERE kato = :kato AND id = (
    SELECT max(later.id) FROM budgets later WHERE later.kato = b.kato AND later.year = b.year AND later.side = b.side
)
ORDER BY year DESC, id;

-- name: budget_lines_now
SELECT l.budget_id, l.line, l.amount FROM budgets b JOIN budget_lines l ON l.budget_id = b.id
WHERE b.kato = :kato AND b.id = (
    SELECT max(later.id) FROM budgets later WHERE later.kato = b.kato AND later.year = b.year AND later.side = b.side
);
