-- What the seller says about tracking records. The events themselves stay as
-- they were read.
ALTER TABLE events ADD COLUMN place_zone INTEGER NOT NULL DEFAULT 0; -- 1: "at" is the clock of the place

-- Corrections of events that were read, and lines of the seller's own, whose
-- seq begins at 1,000,000.
CREATE TABLE event_changes (
    id         TEXT PRIMARY KEY,
    exhibit_id TEXT NOT NULL REFERENCES exhibits (id),
    seq        INTEGER NOT NULL,
    own        INTEGER NOT NULL,
    at         TEXT NOT NULL,
    zone_known INTEGER NOT NULL,
    date_only  INTEGER NOT NULL,
    place_zone INTEGER NOT NULL,
    place      TEXT NOT NULL,
    text       TEXT NOT NULL, -- '' for a correction, which leaves it as it was read
    milestone  TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (exhibit_id, seq)
) STRICT;

-- The events as they count now, with what was read beside a correction.
CREATE VIEW told_events AS
SELECT e.exhibit_id, e.seq, e.text, 0 AS own, c.id IS NOT NULL AS changed,
    coalesce(c.at, e.at) AS at, coalesce(c.zone_known, e.zone_known) AS zone_known,
    coalesce(c.date_only, e.date_only) AS date_only, coalesce(c.place_zone, e.place_zone) AS place_zone,
    coalesce(c.place, e.place) AS place, coalesce(c.milestone, e.milestone) AS milestone,
    e.at AS was_at, e.zone_known AS was_zone_known, e.date_only AS was_date_only, e.place_zone AS was_place_zone,
    e.place AS was_place, e.milestone AS was_milestone
FROM events e LEFT JOIN event_changes c ON c.exhibit_id = e.exhibit_id AND c.seq = e.seq AND c.own = 0
UNION ALL
SELECT exhibit_id, seq, text, 1, 0, at, zone_known, date_only, place_zone, place, milestone,
    at, zone_known, date_only, place_zone, place, milestone
FROM event_changes WHERE own = 1;

-- How records were read again, and the columns of tables by their headings.
CREATE TABLE track_choices (
    exhibit_id TEXT PRIMARY KEY REFERENCES exhibits (id),
    choices    TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE track_columns (
    id         TEXT PRIMARY KEY,
    signature  TEXT NOT NULL UNIQUE,
    columns    TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;
