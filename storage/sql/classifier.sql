-- name: entries_between
SELECT kato, parent, level, name_kk, name_ru, name_en, kind, latitude, longitude, gone FROM territories
WHERE kato >= :first AND kato < :last ORDER BY kato;

-- name: put_entry*!
INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en, kind, latitude, longitude, gone)
VALUES (:kato, :parent, :level, :name_kk, :name_ru, :name_en, :kind, :latitude, :longitude, 0)
ON CONFLICT (kato) DO UPDATE SET
    parent = excluded.parent, level = excluded.level, name_kk = excluded.name_kk, name_ru = excluded.name_ru,
    name_en = excluded.name_en, kind = excluded.kind, latitude = excluded.latitude,
    longitude = excluded.longitude, gone = 0;

-- name: mark_gone*!
UPDATE territories SET gone = 1 WHERE kato = :kato;

-- name: edition^
SELECT value FROM counters WHERE name = 'territories';

-- name: next_edition!
INSERT INTO counters (name, value) VALUES ('territories', 1)
ON CONFLICT (name) DO UPDATE SET value = counters.value + 1;
