-- What else was read of a message, what the seller marked, and how chats are
-- read.
ALTER TABLE messages ADD COLUMN entry TEXT NOT NULL DEFAULT ''; -- file within an archive
ALTER TABLE messages ADD COLUMN fact TEXT NOT NULL DEFAULT '';
ALTER TABLE messages ADD COLUMN media TEXT NOT NULL DEFAULT ''; -- file that the message names
ALTER TABLE messages ADD COLUMN doubt TEXT NOT NULL DEFAULT ''; -- why its time may be off

-- The messages that are worth quoting.
CREATE TABLE message_marks (
    id         TEXT PRIMARY KEY,
    exhibit_id TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    UNIQUE (exhibit_id, seq),
    FOREIGN KEY (exhibit_id, seq) REFERENCES messages (exhibit_id, seq)
) STRICT;

-- The exhibits that were made of files which messages carry.
CREATE TABLE message_media (
    id         TEXT PRIMARY KEY,
    exhibit_id TEXT NOT NULL,
    seq        INTEGER NOT NULL,
    media_id   TEXT NOT NULL REFERENCES exhibits (id),
    UNIQUE (exhibit_id, seq),
    FOREIGN KEY (exhibit_id, seq) REFERENCES messages (exhibit_id, seq)
) STRICT;

-- What the seller chose about the reading of a chat.
CREATE TABLE chat_choices (
    exhibit_id TEXT PRIMARY KEY REFERENCES exhibits (id),
    choices    TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;

-- Shapes of pasted chats that were learned.
CREATE TABLE chat_patterns (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    pattern    TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;
