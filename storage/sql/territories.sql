-- name: territory^
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE kato = :kato;

-- name: territories_in
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE parent = :parent;

-- name: territories_of_level
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE level = :level;

-- name: villages_like
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories
WHERE level = :level AND folded LIKE :pattern LIMIT :most;

-- name: add_territory*!
INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en, folded)
VALUES (:kato, :parent, :level, :name_kk, :name_ru, :name_en, :folded)
ON CONFLICT (kato) DO UPDATE SET
    parent = excluded.parent, level = excluded.level, name_kk = excluded.name_kk,
    name_ru = excluded.name_ru, name_en = excluded.name_en, folded = excluded.folded;

-- name: any_territory^
SELECT kato FROM territories LIMIT 1;
