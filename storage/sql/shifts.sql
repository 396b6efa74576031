-- name: shift^
SELECT program, ends_at FROM shifts WHERE id = 1;

-- name: put_shift!
INSERT INTO shifts (id, program, ends_at) VALUES (1, :program, :ends_at)
ON CONFLICT (id) DO UPDATE SET program = excluded.program, ends_at = excluded.ends_at;

-- name: end_shift!
DELETE FROM shifts WHERE id = 1 AND program = :program;
