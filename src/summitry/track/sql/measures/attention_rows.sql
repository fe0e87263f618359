-- What lies below the cells of attention: one row for each occurrence, statement and position of a pair that names an
-- issue. Gives list, day, the stable name (an occurrence's id, else the row's key), issues (a JSON list; of a position
-- the one issue), and the whole row (JSON) where a person corrected it. Values: dyad, start, end (days, both included), pattern (as '%"territory"%'; '%' for every issue),
-- issue (the key that pattern is made of; empty for every issue).
SELECT 'events' AS list, d.day, o.id AS name, o.issues AS issues, '' AS said
FROM occurrence_dyad d
JOIN occurrence o ON o.key = d.occurrence
WHERE d.dyad = :dyad AND d.day >= :start AND d.day <= :end
  AND o.modality IN ('occurred', 'ongoing') AND o.issues LIKE :pattern
UNION ALL
SELECT 'statements', w.day, substr(f.id, 1, 16) || '/' || s.id, s.issues, coalesce(k.said, '')
FROM dyad_row w
JOIN statement s ON s.key = w.row
JOIN reading r ON r.key = w.reading
JOIN document f ON f.key = r.document
LEFT JOIN corrected k ON k.list = 'statements' AND k.row = w.row
WHERE w.dyad = :dyad AND w.list = 'statements' AND w.day >= :start AND w.day <= :end
  AND coalesce(k.said, s.issues) LIKE :pattern
UNION ALL
SELECT 'positions', w.day, substr(f.id, 1, 16) || '/' || p.id, p.issue, coalesce(k.said, '')
FROM dyad_row w
JOIN position p ON p.key = w.row
JOIN reading r ON r.key = w.reading
JOIN document f ON f.key = r.document
LEFT JOIN corrected k ON k.list = 'positions' AND k.row = w.row
WHERE w.dyad = :dyad AND w.list = 'positions' AND w.day >= :start AND w.day <= :end
  AND (:issue = '' OR p.issue = :issue OR k.said IS NOT NULL)
ORDER BY 2, 1, 3
