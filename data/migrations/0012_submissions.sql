-- What was handed to whom: the files are exhibits, the row says when and by
-- which way they went, how the journal stood and what was answered.
CREATE TABLE submissions (
    id              TEXT PRIMARY KEY,
    case_id         TEXT NOT NULL REFERENCES cases (id),
    recipient_id    TEXT NOT NULL, -- a preset, or '' for none
    recipient       TEXT NOT NULL, -- its name as it was then
    programme_id    TEXT NOT NULL, -- '' where it answers none
    programme       TEXT NOT NULL, -- its name as it was then
    channel         TEXT NOT NULL,
    note            TEXT NOT NULL,
    at              TEXT NOT NULL,
    seq             INTEGER NOT NULL, -- last entry of the journal before the record's own
    head            TEXT NOT NULL,
    evidence        TEXT NOT NULL, -- JSON: what the programme asked for and what was there
    result          TEXT NOT NULL, -- '' while there is no answer
    amount_minor    INTEGER NOT NULL,
    amount_currency TEXT NOT NULL, -- '' where no amount was given
    reason          TEXT NOT NULL,
    answer          TEXT NOT NULL,
    answered_at     TEXT NOT NULL,
    recorded_at     INTEGER NOT NULL,
    taken_back_at   INTEGER -- NULL: it counts
) STRICT;

CREATE INDEX submissions_case ON submissions (case_id, recorded_at);

CREATE TABLE submission_exhibits (
    id            TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL REFERENCES submissions (id),
    exhibit_id    TEXT NOT NULL REFERENCES exhibits (id),
    part          TEXT NOT NULL, -- 'packet': it went out; 'answer': it came back
    no            INTEGER NOT NULL,
    UNIQUE (submission_id, part, exhibit_id)
) STRICT;

CREATE INDEX submission_exhibits_exhibit ON submission_exhibits (exhibit_id);

-- When the clock was started again, as for a second round: what was submitted
-- before no longer stops it.
ALTER TABLE case_programmes ADD COLUMN reopened_at INTEGER;
