-- The contacts of a pair: one row for each CONSULT occurrence that took place or goes on, however many documents tell
-- of it. Gives id, day, first and last day as told (none: day is that of the first report), precision, level, mode,
-- place. Values: dyad, start, end (days, both included).
SELECT o.id, d.day, o.start_day, o.end_day, o.precision, o.level, o.mode, o.place
FROM occurrence_dyad d
JOIN occurrence o ON o.key = d.occurrence
WHERE d.dyad = :dyad AND d.day >= :start AND d.day <= :end
  AND o.event_type = 'CONSULT' AND o.modality IN ('occurred', 'ongoing')
ORDER BY d.day, o.id
