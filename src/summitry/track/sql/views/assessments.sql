-- one row a verdict of a text
SELECT
    substr(d.id, 1, 16) || '/' || t.id AS key,
    d.id AS document,
    r.day AS published,
    r.publisher AS publisher,
    u.coder AS coder,
    u.version AS version,
    t.about AS about,
    t.verdict AS verdict,
    t.issue AS issue,
    t.actors AS actors,
    t.evidence AS evidence,
    t.confidence AS confidence
FROM assessment t
JOIN reading r ON r.key = t.reading AND r.speaks = 1
JOIN document d ON d.key = r.document
JOIN run u ON u.key = r.run
ORDER BY r.day, d.id, t.id
