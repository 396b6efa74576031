-- What the classifier says besides: the kind of place, and where it lies, if the file told. What a newer edition
-- no longer has is gone, and kept: people and reports refer to it.

ALTER TABLE territories ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE territories ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE territories ADD COLUMN longitude DOUBLE PRECISION;
ALTER TABLE territories ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;

-- Names are searched in memory now, also with slips in them.
ALTER TABLE territories DROP COLUMN folded;
