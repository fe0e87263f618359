-- one row a telling of a promise
SELECT
    substr(d.id, 1, 16) || '/' || t.id AS key,
    d.id AS document,
    r.day AS published,
    r.publisher AS publisher,
    u.coder AS coder,
    u.version AS version,
    t.by_actors AS by_actors,
    t.to_actors AS to_actors,
    t.action AS action,
    t.due_start AS due_start,
    t.due_end AS due_end,
    t.strength AS strength,
    t.place_name AS place,
    t.place_country AS country,
    t.issues AS issues,
    t.condition AS condition,
    t.evidence AS evidence,
    t.confidence AS confidence
FROM commitment t
JOIN reading r ON r.key = t.reading AND r.speaks = 1
JOIN document d ON d.key = r.document
JOIN run u ON u.key = r.run
ORDER BY r.day, d.id, t.id
