-- one row a promise of a pair, with its fate as of the last day of the ledger
SELECT
    dyad AS dyad,
    id AS id,
    status AS status,
    made AS made,
    due_from AS due_from,
    due_to AS due_to,
    settled AS settled
FROM promise
ORDER BY dyad, coalesce(due_from, ''), id
