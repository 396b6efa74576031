-- Ready answers of an office for one step of a report; without words in one of the languages they are offered to nobody.
CREATE TABLE templates (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    action TEXT NOT NULL,
    kk TEXT NOT NULL,
    ru TEXT NOT NULL DEFAULT '',
    UNIQUE (kato, action, kk)
);
