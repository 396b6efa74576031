"""What buttons carry. Each fits 64 bytes, lives for months, and is checked against the database when pressed."""
