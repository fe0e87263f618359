-- one row a report of an event; lists within a cell are JSON
SELECT
    substr(d.id, 1, 16) || '/' || t.id AS key,
    d.id AS document,
    r.day AS published,
    r.publisher AS publisher,
    u.coder AS coder,
    u.version AS version,
    t.event_type AS event_type,
    t.mode AS mode,
    t.modality AS modality,
    t.actors AS actors,
    t.recipients AS recipients,
    t.date_start AS date_start,
    t.date_end AS date_end,
    t.date_precision AS date_precision,
    t.place_name AS place,
    t.place_country AS country,
    t.level AS level,
    t.issues AS issues,
    t.cameo AS cameo,
    t.score AS score,
    t.quad AS quad,
    t.occasion AS occasion,
    t.evidence AS evidence,
    t.confidence AS confidence
FROM event t
JOIN reading r ON r.key = t.reading AND r.speaks = 1
JOIN document d ON d.key = r.document
JOIN run u ON u.key = r.run
ORDER BY r.day, d.id, t.id
