-- What an exhibit came with, and the shop's own papers.
ALTER TABLE exhibits ADD COLUMN parent_id TEXT NOT NULL DEFAULT ''; -- the exhibit that it came within
ALTER TABLE exhibits ADD COLUMN part TEXT NOT NULL DEFAULT ''; -- which part of that
ALTER TABLE exhibits ADD COLUMN shelf_version TEXT NOT NULL DEFAULT ''; -- of shelf_versions

CREATE TABLE shelf_items (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    title      TEXT NOT NULL,
    note       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    retired_at INTEGER -- NULL while it is in use
) STRICT;

-- A version is never changed: cases point to it.
CREATE TABLE shelf_versions (
    id         TEXT PRIMARY KEY,
    item_id    TEXT NOT NULL REFERENCES shelf_items (id),
    no         INTEGER NOT NULL,
    dated      TEXT NOT NULL, -- 2006-01-02
    note       TEXT NOT NULL,
    file_name  TEXT NOT NULL,
    size       INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    added_at   INTEGER NOT NULL,
    UNIQUE (item_id, no)
) STRICT;

CREATE INDEX exhibits_shelf ON exhibits (shelf_version) WHERE shelf_version <> '';
CREATE INDEX exhibits_parent ON exhibits (parent_id) WHERE parent_id <> '';
