-- Every row has a permanent global id (UUIDv7), so that rows of two machines
-- can meet. Instants that are the program's own are integer Unix microseconds;
-- times that people or sources state are RFC 3339 text with their offset, ''
-- where unknown. Deletion is a trash: deleted_at is NULL outside of it.

PRAGMA application_id = 0x43466F6C; -- "CFol"

CREATE TABLE workspace (
    id         TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    value      TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;

-- The last case number given out in each year. It only ever grows.
CREATE TABLE case_numbers (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

CREATE TABLE cases (
    id              TEXT PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE,
    revision        INTEGER NOT NULL,
    customer        TEXT NOT NULL,
    contact         TEXT NOT NULL,
    shop            TEXT NOT NULL,
    platform        TEXT NOT NULL,
    channel         TEXT NOT NULL,
    order_no        TEXT NOT NULL,
    sku             TEXT NOT NULL,
    product         TEXT NOT NULL,
    tracking        TEXT NOT NULL,
    amount_minor    INTEGER NOT NULL,
    amount_currency TEXT NOT NULL, -- '' where no amount was given
    category        TEXT NOT NULL,
    severity        TEXT NOT NULL,
    customer_type   TEXT NOT NULL,
    responsibility  TEXT NOT NULL,
    occurred        TEXT NOT NULL,
    received        TEXT NOT NULL,
    buyer_zone      TEXT NOT NULL,
    story           TEXT NOT NULL,
    demand          TEXT NOT NULL,
    stage           TEXT NOT NULL,
    last_exhibit    INTEGER NOT NULL DEFAULT 0, -- last exhibit number given out
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    deleted_at      INTEGER,
    list_group      TEXT GENERATED ALWAYS AS (
        CASE stage WHEN 'follow_up' THEN 'visit' WHEN 'archive' THEN 'archived' ELSE 'open' END
    ) VIRTUAL
) STRICT;

CREATE INDEX cases_recent ON cases (updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX cases_group ON cases (list_group, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX cases_trash ON cases (updated_at DESC, id DESC) WHERE deleted_at IS NOT NULL;

CREATE TABLE stage_moves (
    id         TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL REFERENCES cases (id),
    from_stage TEXT NOT NULL,
    to_stage   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE INDEX stage_moves_case ON stage_moves (case_id, at, id);

CREATE TABLE drafts (
    id         TEXT PRIMARY KEY,
    form       BLOB NOT NULL,
    pasted     TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE exhibits (
    id              TEXT PRIMARY KEY,
    case_id         TEXT NOT NULL REFERENCES cases (id),
    no              INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    format          TEXT NOT NULL,
    title           TEXT NOT NULL,
    file_name       TEXT NOT NULL,
    media_type      TEXT NOT NULL,
    size            INTEGER NOT NULL,
    sha256          TEXT NOT NULL,
    source          TEXT NOT NULL,
    event_at        TEXT NOT NULL,
    file_at         TEXT NOT NULL,
    added_at        INTEGER NOT NULL,
    deleted_at      INTEGER,
    message_count   INTEGER NOT NULL,
    event_count     INTEGER NOT NULL,
    picture_width   INTEGER NOT NULL,
    picture_height  INTEGER NOT NULL,
    orientation     INTEGER NOT NULL,
    captured_at     TEXT NOT NULL,
    captured_zone   INTEGER NOT NULL, -- 1: the camera stated its offset
    parcel_number   TEXT NOT NULL,
    parcel_carrier  TEXT NOT NULL,
    problem         TEXT NOT NULL,
    UNIQUE (case_id, no)
) STRICT;

CREATE INDEX exhibits_sha256 ON exhibits (sha256);

CREATE TABLE messages (
    id          TEXT PRIMARY KEY,
    exhibit_id  TEXT NOT NULL REFERENCES exhibits (id),
    seq         INTEGER NOT NULL,
    at          TEXT NOT NULL,
    zone_known  INTEGER NOT NULL,
    sender      TEXT NOT NULL,
    role        TEXT NOT NULL,
    body        TEXT NOT NULL,
    start_byte  INTEGER NOT NULL,
    end_byte    INTEGER NOT NULL,
    UNIQUE (exhibit_id, seq)
) STRICT;

CREATE TABLE events (
    id          TEXT PRIMARY KEY,
    exhibit_id  TEXT NOT NULL REFERENCES exhibits (id),
    seq         INTEGER NOT NULL,
    at          TEXT NOT NULL,
    zone_known  INTEGER NOT NULL,
    date_only   INTEGER NOT NULL,
    place       TEXT NOT NULL,
    text        TEXT NOT NULL,
    milestone   TEXT NOT NULL,
    UNIQUE (exhibit_id, seq)
) STRICT;

-- What the search box looks through: one folded text for each case and each
-- exhibit, under the id of the row it was made from.
CREATE TABLE search_texts (
    id      TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    live    INTEGER NOT NULL, -- 0: the exhibit is in the trash
    text    TEXT NOT NULL
) STRICT;

CREATE INDEX search_texts_case ON search_texts (case_id);

CREATE TABLE phrase_uses (
    id        TEXT PRIMARY KEY,
    phrase_id TEXT NOT NULL,
    case_id   TEXT REFERENCES cases (id), -- NULL: copied outside of any case
    lang      TEXT NOT NULL,
    text      TEXT NOT NULL,
    at        INTEGER NOT NULL
) STRICT;

CREATE INDEX phrase_uses_case ON phrase_uses (case_id, at, id);
CREATE INDEX phrase_uses_phrase ON phrase_uses (phrase_id);

-- The chain itself names nobody. What could name somebody lies in
-- journal_details and can be erased; the commitment in the chain stays.
CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    version    INTEGER NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    at         TEXT NOT NULL, -- exactly as it was hashed
    action     TEXT NOT NULL,
    case_id    TEXT NOT NULL, -- '' where it is about no case
    subject    TEXT NOT NULL,
    commitment TEXT NOT NULL,
    prev       TEXT NOT NULL,
    head       TEXT NOT NULL
) STRICT;

CREATE INDEX journal_case ON journal (case_id, seq);

CREATE TABLE journal_details (
    entry_id TEXT PRIMARY KEY REFERENCES journal (id),
    salt     BLOB NOT NULL,
    detail   BLOB NOT NULL
) STRICT;

CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

CREATE TRIGGER journal_keeps_content BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

CREATE TRIGGER journal_details_keep_content BEFORE UPDATE ON journal_details
BEGIN SELECT RAISE(ABORT, 'a detail is kept or erased, never changed'); END;
