-- Telegram's numbers of people are kept sealed. `account` becomes a keyed hash of the number, and so do the numbers
-- of private chats in posts, events and conversations; `storage/accounts.py` does it at the next start.
ALTER TABLE people RENAME COLUMN telegram_id TO account;
ALTER TABLE people ADD COLUMN sealed TEXT;

CREATE INDEX conversations_by_user ON conversations (user_id);

CREATE TABLE key_in_use (
    fingerprint TEXT PRIMARY KEY
);
