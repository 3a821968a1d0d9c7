-- What the seller changed in the shipped limits of recipients, and recipients
-- of their own. The shipped file is never copied in here.
CREATE TABLE recipient_overrides (
    id           TEXT PRIMARY KEY,
    recipient_id TEXT NOT NULL UNIQUE,
    change       TEXT NOT NULL, -- JSON
    updated_at   INTEGER NOT NULL
) STRICT;
