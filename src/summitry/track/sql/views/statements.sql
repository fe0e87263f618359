-- one row a statement
SELECT
    substr(d.id, 1, 16) || '/' || t.id AS key,
    d.id AS document,
    r.day AS published,
    r.publisher AS publisher,
    u.coder AS coder,
    u.version AS version,
    t.speaker AS speaker,
    t.kind AS kind,
    t.text AS text,
    t.date_start AS date_start,
    t.date_end AS date_end,
    t.date_precision AS date_precision,
    t.place_name AS place,
    t.place_country AS country,
    t.issues AS issues,
    t.evidence AS evidence,
    t.confidence AS confidence
FROM statement t
JOIN reading r ON r.key = t.reading AND r.speaks = 1
JOIN document d ON d.key = r.document
JOIN run u ON u.key = r.run
ORDER BY r.day, d.id, t.id
