-- Whoever has their data erased gets a receipt. It tells of no person: only the day, and how much went. `swept` is
-- 1 when the engine, too, has been made to let go of it.
CREATE TABLE forgettings (
    code TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    drafts INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    unsigned INTEGER NOT NULL,
    swept INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX forgettings_by_sweeping ON forgettings (swept);

-- A person who was erased stays as nobody, so that answered reports have somewhere to point: their `account` is
-- negative, which no account is, and nothing else is left in the row. A moderator's name goes from these cards.
CREATE INDEX reports_by_holder ON reports (holder_id);

-- What repeats a report that is withdrawn is taken up again: it was to be dealt with there.
CREATE INDEX events_by_reason ON events (reason);
