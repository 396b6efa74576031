-- name: template^
SELECT * FROM templates WHERE id = :id;

-- name: templates_of
SELECT * FROM templates WHERE kato = :kato ORDER BY action, id;

-- name: templates_for
SELECT * FROM templates WHERE kato IN (:unit, :district) AND action = :action AND ru <> '' ORDER BY id;

-- name: add_template^
INSERT INTO templates (kato, action, kk) VALUES (:kato, :action, :kk)
ON CONFLICT (kato, action, kk) DO UPDATE SET kk = excluded.kk RETURNING id;

-- name: reword_template!
UPDATE templates SET kk = :kk, ru = :ru WHERE id = :id;

-- name: drop_template!
DELETE FROM templates WHERE id = :id;
