-- Letters of a case, with their tokens: one for each template and language.
CREATE TABLE letters (
    id          TEXT PRIMARY KEY,
    case_id     TEXT NOT NULL REFERENCES cases (id),
    template_id TEXT NOT NULL,
    lang        TEXT NOT NULL,
    text        TEXT NOT NULL,
    facts       TEXT NOT NULL, -- typed for this letter; JSON
    updated_at  INTEGER NOT NULL,
    UNIQUE (case_id, template_id, lang)
) STRICT;
