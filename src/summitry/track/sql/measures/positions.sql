-- What the two sides hold: one row for each position of a pair, oldest first. Gives the row's key, its day, holder, the
-- holder's country, kind and office, issue, object, stance, the words, what else the row says (JSON), and the whole row
-- (JSON) where a person corrected it. Values: dyad, start, end (days, both included).
SELECT substr(f.id, 1, 16) || '/' || p.id, w.day, p.holder, a.country, a.kind, a.office, p.issue, p.object, p.stance,
       p.claim, p.more, k.said
FROM dyad_row w
JOIN position p ON p.key = w.row
JOIN reading r ON r.key = w.reading
JOIN document f ON f.key = r.document
LEFT JOIN actor a ON a.reading = w.reading AND a.id = p.holder
LEFT JOIN corrected k ON k.list = 'positions' AND k.row = w.row
WHERE w.dyad = :dyad AND w.list = 'positions' AND w.day >= :start AND w.day <= :end
ORDER BY w.day, 1
