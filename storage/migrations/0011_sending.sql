-- Which of the programs on this database sends letters, and until when no other does: together they would exceed
-- Telegram's pace. One row, or none while nobody sends.
CREATE TABLE shifts (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    program TEXT NOT NULL,
    ends_at INTEGER NOT NULL
);
