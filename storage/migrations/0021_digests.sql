-- How often somebody wants to read the digest of a territory, and at which hour; without a row, as is usual.
CREATE TABLE subscriptions (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kato TEXT NOT NULL REFERENCES territories (kato),
    every TEXT NOT NULL,
    hour INTEGER NOT NULL,
    PRIMARY KEY (person_id, kato)
);
