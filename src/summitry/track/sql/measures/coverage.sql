-- The days on which the ledger looked at a pair: one row a day of publication, with the number of independent documents
-- that tell of both states. Values: dyad, start, end (days, both included).
SELECT c.day, c.documents
FROM coverage c
WHERE c.dyad = :dyad AND c.day >= :start AND c.day <= :end
ORDER BY c.day
