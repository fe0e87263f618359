-- The ledger, version 1. One file for SQLite 3.37+ and PostgreSQL 15+: a store puts its own words for INTEGER and
-- WITHOUT ROWID. Days are ISO texts (YYYY-MM-DD), so they sort and compare as texts in both; lists are JSON texts.
-- Tables of the first part hold what documents say and what people decided, and are only ever added to; those of the
-- second part are drawn from them and can be drawn again at any time.

CREATE TABLE run (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    coder TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    tables TEXT NOT NULL,
    precedence TEXT NOT NULL
);

CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    sketch TEXT NOT NULL,
    supersedes TEXT,
    recorded TEXT NOT NULL
);

CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (key),
    run INTEGER NOT NULL REFERENCES run (key),
    digest TEXT NOT NULL,
    title TEXT,
    published TEXT,
    day TEXT,
    publisher TEXT,
    url TEXT,
    language TEXT,
    notes TEXT NOT NULL,
    speaks INTEGER NOT NULL,
    UNIQUE (document, run, digest)
);
CREATE INDEX reading_by_day ON reading (day);

CREATE TABLE actor (
    reading INTEGER NOT NULL REFERENCES reading (key),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT NOT NULL,
    mentions TEXT NOT NULL,
    office TEXT,
    title TEXT,
    sector TEXT,
    family_name TEXT,
    PRIMARY KEY (reading, position)
) WITHOUT ROWID;

CREATE TABLE event (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    modality TEXT NOT NULL,
    actors TEXT NOT NULL,
    recipients TEXT NOT NULL,
    date_start TEXT,
    date_end TEXT,
    date_precision TEXT,
    date_text TEXT,
    place_name TEXT,
    place_country TEXT,
    place_latitude REAL,
    place_longitude REAL,
    level TEXT NOT NULL,
    issues TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    cameo TEXT,
    score REAL,
    quad TEXT,
    occasion TEXT,
    more TEXT NOT NULL
);
CREATE INDEX event_by_reading ON event (reading);

CREATE TABLE statement (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    speaker TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    cue TEXT,
    date_start TEXT,
    date_end TEXT,
    date_precision TEXT,
    date_text TEXT,
    place_name TEXT,
    place_country TEXT,
    place_latitude REAL,
    place_longitude REAL,
    occasion TEXT,
    issues TEXT NOT NULL,
    speakers TEXT NOT NULL,
    more TEXT NOT NULL
);
CREATE INDEX statement_by_reading ON statement (reading);

CREATE TABLE position (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    holder TEXT NOT NULL,
    issue TEXT NOT NULL,
    claim TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    object TEXT,
    stance TEXT,
    toward TEXT NOT NULL,
    more TEXT NOT NULL
);
CREATE INDEX position_by_reading ON position (reading);

CREATE TABLE commitment (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    by_actors TEXT NOT NULL,
    to_actors TEXT NOT NULL,
    action TEXT NOT NULL,
    due_start TEXT,
    due_end TEXT,
    due_precision TEXT,
    due_text TEXT,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    strength TEXT,
    place_name TEXT,
    place_country TEXT,
    place_latitude REAL,
    place_longitude REAL,
    occasion TEXT,
    issues TEXT NOT NULL,
    condition TEXT,
    more TEXT NOT NULL
);
CREATE INDEX commitment_by_reading ON commitment (reading);

CREATE TABLE claim (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value INTEGER NOT NULL,
    about TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    actors TEXT NOT NULL,
    level TEXT,
    window_start TEXT,
    window_end TEXT,
    window_precision TEXT,
    window_text TEXT,
    more TEXT NOT NULL
);
CREATE INDEX claim_by_reading ON claim (reading);

CREATE TABLE assessment (
    key INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (key),
    id TEXT NOT NULL,
    about TEXT NOT NULL,
    verdict TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence REAL NOT NULL,
    issue TEXT,
    actors TEXT NOT NULL,
    more TEXT NOT NULL
);
CREATE INDEX assessment_by_reading ON assessment (reading);

-- What people decided. Rows are named by their stable keys (16 digits of the document's id, a slash, the row's id), so
-- that a decision outlives a recoding.
CREATE TABLE correction (
    id TEXT PRIMARY KEY,
    list TEXT NOT NULL,
    row TEXT NOT NULL,
    action TEXT NOT NULL,
    field TEXT,
    old TEXT,
    new TEXT,
    note TEXT,
    evidence TEXT,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX correction_by_row ON correction (list, row);

CREATE TABLE ruling (
    id TEXT PRIMARY KEY,
    left_row TEXT NOT NULL,
    right_row TEXT NOT NULL,
    judgement TEXT NOT NULL,
    note TEXT,
    left_evidence TEXT NOT NULL,
    right_evidence TEXT NOT NULL,
    person TEXT NOT NULL,
    at TEXT NOT NULL,
    undone TEXT
);
CREATE INDEX ruling_by_left ON ruling (left_row);
CREATE INDEX ruling_by_right ON ruling (right_row);

-- What happened to the ledger, in order; kinds: added, recoded, merged, split, corrected, ruled,
-- undone, forgotten.
CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX change_by_time ON change (at);

-- Second part: drawn from the above -----------------------------------------------------------------------------------

-- Rows as people corrected them, for the readings that speak; said is JSON in the form of a readout.
CREATE TABLE corrected (
    list TEXT NOT NULL,
    row INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (list, row)
) WITHOUT ROWID;

-- Which event of the readings that speak a ruling's report is now.
CREATE TABLE ruled (
    name TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (name, event)
) WITHOUT ROWID;
CREATE INDEX ruled_by_event ON ruled (event);

CREATE TABLE participant (
    list TEXT NOT NULL,
    row INTEGER NOT NULL,
    role TEXT NOT NULL,
    actor TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (actor, list, row, role)
) WITHOUT ROWID;
CREATE INDEX participant_by_row ON participant (list, row);

-- Which rows of the readings that speak concern which pair of states; day is that of the row, else of publication.
CREATE TABLE dyad_row (
    dyad TEXT NOT NULL,
    list TEXT NOT NULL,
    day TEXT NOT NULL,
    row INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (dyad, list, day, row)
) WITHOUT ROWID;
CREATE INDEX dyad_row_by_reading ON dyad_row (reading);

CREATE TABLE block (
    bucket TEXT NOT NULL,
    event INTEGER NOT NULL,
    PRIMARY KEY (bucket, event)
) WITHOUT ROWID;
CREATE INDEX block_by_event ON block (event);

CREATE TABLE edge (
    left_event INTEGER NOT NULL,
    right_event INTEGER NOT NULL,
    judgement TEXT NOT NULL,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (left_event, right_event)
) WITHOUT ROWID;
CREATE INDEX edge_by_right ON edge (right_event);

CREATE TABLE occurrence (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    event_type TEXT NOT NULL,
    mode TEXT,
    modality TEXT NOT NULL,
    level TEXT NOT NULL,
    start_day TEXT,
    end_day TEXT,
    precision TEXT,
    day TEXT NOT NULL,
    place TEXT,
    country TEXT,
    cameo TEXT,
    score REAL,
    goldstein REAL,
    quad TEXT,
    occasion TEXT,
    issues TEXT NOT NULL,
    first_known TEXT,
    confidence REAL NOT NULL,
    documents INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    detail TEXT NOT NULL
);

CREATE TABLE occurrence_report (
    occurrence INTEGER NOT NULL REFERENCES occurrence (key),
    event INTEGER NOT NULL,
    PRIMARY KEY (occurrence, event)
) WITHOUT ROWID;
CREATE UNIQUE INDEX occurrence_report_by_event ON occurrence_report (event);

-- Each occurrence under each of its pairs; what the measures need of it stands here too.
CREATE TABLE occurrence_dyad (
    dyad TEXT NOT NULL,
    day TEXT NOT NULL,
    occurrence INTEGER NOT NULL REFERENCES occurrence (key),
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (dyad, day, occurrence)
) WITHOUT ROWID;
CREATE INDEX occurrence_dyad_by_occurrence ON occurrence_dyad (occurrence);

-- Ids that no longer stand: where their reports are now (empty: nowhere, they were taken out).
CREATE TABLE tombstone (
    number INTEGER PRIMARY KEY,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX tombstone_by_old ON tombstone (old);

-- Documents of which readings were stored and not yet merged with the rest.
CREATE TABLE unsettled (
    document INTEGER PRIMARY KEY
);

-- Pairs whose promises and monthly figures are older than their rows.
CREATE TABLE stale (
    dyad TEXT PRIMARY KEY
);

CREATE TABLE dyad_state (
    dyad TEXT PRIMARY KEY,
    followed_on TEXT NOT NULL
);

CREATE TABLE promise (
    dyad TEXT NOT NULL,
    id TEXT NOT NULL,
    row INTEGER NOT NULL,
    status TEXT NOT NULL,
    made TEXT,
    due_from TEXT,
    due_to TEXT,
    settled TEXT,
    detail TEXT NOT NULL,
    PRIMARY KEY (dyad, id)
) WITHOUT ROWID;

CREATE TABLE commitment_link (
    dyad TEXT NOT NULL,
    promise TEXT NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL,
    day TEXT,
    score REAL NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (dyad, promise, relation, target)
) WITHOUT ROWID;

-- One independent document a day about a pair: the days on which the ledger can be said to have looked.
CREATE TABLE coverage (
    dyad TEXT NOT NULL,
    day TEXT NOT NULL,
    documents INTEGER NOT NULL,
    PRIMARY KEY (dyad, day)
) WITHOUT ROWID;

-- Roll-ups by month; month is YYYY-MM. Occurrences that took place (or go on) only.
CREATE TABLE dyad_month (
    dyad TEXT NOT NULL,
    month TEXT NOT NULL,
    source TEXT NOT NULL,
    event_type TEXT NOT NULL,
    level TEXT NOT NULL,
    occurrences INTEGER NOT NULL,
    score REAL NOT NULL,
    goldstein REAL NOT NULL,
    PRIMARY KEY (dyad, month, source, event_type, level)
) WITHOUT ROWID;

-- The same, one row a month: what a table of all pairs needs.
CREATE TABLE pair_month (
    dyad TEXT NOT NULL,
    month TEXT NOT NULL,
    occurrences INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    leaders INTEGER NOT NULL,
    score REAL NOT NULL,
    goldstein REAL NOT NULL,
    PRIMARY KEY (dyad, month)
) WITHOUT ROWID;

-- How often an issue is the subject: of occurrences, statements and positions.
CREATE TABLE issue_month (
    dyad TEXT NOT NULL,
    month TEXT NOT NULL,
    issue TEXT NOT NULL,
    list TEXT NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (dyad, month, issue, list)
) WITHOUT ROWID;
