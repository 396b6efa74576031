-- name: territory^
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE kato = :kato;

-- name: offered_territory^
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE kato = :kato AND gone = 0;

-- name: territories_in
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE parent = :parent AND gone = 0;

-- name: territories_ever_in
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE parent = :parent;

-- name: root_territories
SELECT kato, parent, level, name_kk, name_ru, name_en FROM territories WHERE parent IS NULL AND gone = 0;

-- name: add_territory*!
INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en)
VALUES (:kato, :parent, :level, :name_kk, :name_ru, :name_en)
ON CONFLICT (kato) DO UPDATE SET
    parent = excluded.parent, level = excluded.level, name_kk = excluded.name_kk,
    name_ru = excluded.name_ru, name_en = excluded.name_en;

-- name: any_territory^
SELECT kato FROM territories LIMIT 1;
