-- Cooperation and conflict of a pair: one row for each occurrence that took place or goes on. Gives id, day, who acted
-- (source) toward whom (target; empty for what both did together), type, PLOVER score, Goldstein value (either may be
-- none). Values: dyad, start, end (days, both included).
SELECT o.id, d.day, d.source, d.target, o.event_type, o.score, o.goldstein
FROM occurrence_dyad d
JOIN occurrence o ON o.key = d.occurrence
WHERE d.dyad = :dyad AND d.day >= :start AND d.day <= :end
  AND o.modality IN ('occurred', 'ongoing')
ORDER BY d.day, o.id
