-- one row a month, direction, type and level of a pair
SELECT
    dyad AS dyad,
    month AS month,
    source AS source,
    event_type AS event_type,
    level AS level,
    occurrences AS occurrences,
    score AS score,
    goldstein AS goldstein
FROM dyad_month
ORDER BY dyad, month, source, event_type, level
