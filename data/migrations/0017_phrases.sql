-- Which phrases went out with a reply, for how often each was used and what
-- became of the cases. Kept by the replies themselves, which are records.

CREATE TABLE reply_phrases (
    reply_id  TEXT NOT NULL,
    phrase_id TEXT NOT NULL,
    case_id   TEXT NOT NULL,
    at        INTEGER NOT NULL, -- when it was sent
    PRIMARY KEY (reply_id, phrase_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reply_phrases_phrase ON reply_phrases (phrase_id, case_id, at);

-- A reply counts from its sending on; a time of the year 1 is none.
CREATE TRIGGER reply_phrases_added AFTER INSERT ON records WHEN NEW.kind = 'reply' BEGIN
    INSERT OR IGNORE INTO reply_phrases (reply_id, phrase_id, case_id, at)
    SELECT NEW.id, json_extract(p.value, '$.phrase'), NEW.case_id, CAST(strftime('%s', json_extract(NEW.body, '$.sent_at')) AS INTEGER) * 1000000
    FROM json_each(NEW.body, '$.pieces') p
    WHERE NEW.deleted_at IS NULL AND NEW.case_id IS NOT NULL AND json_extract(NEW.body, '$.sent_at') > '0002'
        AND strftime('%s', json_extract(NEW.body, '$.sent_at')) IS NOT NULL
        AND p.type = 'object' AND json_extract(p.value, '$.phrase') <> '';
END;

CREATE TRIGGER reply_phrases_changed AFTER UPDATE ON records WHEN NEW.kind = 'reply' BEGIN
    DELETE FROM reply_phrases WHERE reply_id = NEW.id;
    INSERT OR IGNORE INTO reply_phrases (reply_id, phrase_id, case_id, at)
    SELECT NEW.id, json_extract(p.value, '$.phrase'), NEW.case_id, CAST(strftime('%s', json_extract(NEW.body, '$.sent_at')) AS INTEGER) * 1000000
    FROM json_each(NEW.body, '$.pieces') p
    WHERE NEW.deleted_at IS NULL AND NEW.case_id IS NOT NULL AND json_extract(NEW.body, '$.sent_at') > '0002'
        AND strftime('%s', json_extract(NEW.body, '$.sent_at')) IS NOT NULL
        AND p.type = 'object' AND json_extract(p.value, '$.phrase') <> '';
END;
