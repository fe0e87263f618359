-- The promises of a pair: one row for each promise and each party that gave it. Gives the promise's id, the key of the
-- telling that stands for it, status, days made, due from, due to, settled; action, issues (a JSON list), strength,
-- place; the giver's id, country and office; where it has no office the highest level (1 leader to 4 official) of the
-- pair's contacts that the same document tells of; and the whole row (JSON) where a person corrected it.
-- Values: dyad, end (day; promises made later are left out).
SELECT p.id, substr(f.id, 1, 16) || '/' || c.id, p.status, p.made, p.due_from, p.due_to, p.settled, c.action, c.issues,
       c.strength, c.place_name, g.actor, g.country, a.office,
       CASE WHEN a.office IS NULL THEN (
         SELECT min(CASE o.level WHEN 'leader' THEN 1 WHEN 'minister' THEN 2 WHEN 'deputy_minister' THEN 3
                    WHEN 'official' THEN 4 END)
         FROM dyad_row w
         JOIN occurrence_report t ON t.event = w.row
         JOIN occurrence o ON o.key = t.occurrence
         WHERE w.reading = c.reading AND w.dyad = :dyad AND w.list = 'events'
           AND o.event_type = 'CONSULT' AND o.modality IN ('occurred', 'ongoing')
       ) END,
       k.said
FROM promise p
JOIN commitment c ON c.key = p.row
JOIN reading r ON r.key = c.reading
JOIN document f ON f.key = r.document
LEFT JOIN participant g ON g.list = 'commitments' AND g.row = p.row AND g.role = 'by'
LEFT JOIN actor a ON a.reading = c.reading AND a.id = g.actor
LEFT JOIN corrected k ON k.list = 'commitments' AND k.row = p.row
WHERE p.dyad = :dyad AND (p.made IS NULL OR p.made <= :end)
ORDER BY p.id, g.actor
