-- one row an occurrence under each of its pairs
SELECT
    p.dyad AS dyad,
    o.id AS id,
    o.event_type AS event_type,
    o.mode AS mode,
    o.modality AS modality,
    o.level AS level,
    o.start_day AS start_day,
    o.end_day AS end_day,
    o.precision AS precision,
    o.place AS place,
    o.country AS country,
    p.source AS source,
    p.target AS target,
    o.cameo AS cameo,
    o.score AS score,
    o.goldstein AS goldstein,
    o.issues AS issues,
    o.documents AS documents,
    o.sources AS sources,
    o.confidence AS confidence
FROM occurrence o
JOIN occurrence_dyad p ON p.occurrence = o.key
ORDER BY p.dyad, p.day, o.id
