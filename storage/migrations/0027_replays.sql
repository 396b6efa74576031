-- The message that brought a conversation where it is, and where it was before: handled again, it is answered from there.
ALTER TABLE conversations ADD COLUMN message_id INTEGER;
ALTER TABLE conversations ADD COLUMN before TEXT;
