-- What moved an issue: one row for each occurrence of agreeing, supporting or conceding that took place or goes on.
-- Gives id, day, type, level, issues (a JSON list). Values: dyad, start, end (days, both included).
SELECT o.id, d.day, o.event_type, o.level, o.issues
FROM occurrence_dyad d
JOIN occurrence o ON o.key = d.occurrence
WHERE d.dyad = :dyad AND d.day >= :start AND d.day <= :end
  AND o.event_type IN ('AGREE', 'SUPPORT', 'CONCEDE') AND o.modality IN ('occurred', 'ongoing')
ORDER BY d.day, o.id
