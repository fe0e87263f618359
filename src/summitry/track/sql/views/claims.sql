-- one row a count or ordinal
SELECT
    substr(d.id, 1, 16) || '/' || t.id AS key,
    d.id AS document,
    r.day AS published,
    r.publisher AS publisher,
    u.coder AS coder,
    u.version AS version,
    t.kind AS kind,
    t.value AS value,
    t.about AS about,
    t.actors AS actors,
    t.level AS level,
    t.window_start AS window_start,
    t.window_end AS window_end,
    t.evidence AS evidence,
    t.confidence AS confidence
FROM claim t
JOIN reading r ON r.key = t.reading AND r.speaks = 1
JOIN document d ON d.key = r.document
JOIN run u ON u.key = r.run
ORDER BY r.day, d.id, t.id
