-- Attention of a pair: how often each issue is the subject, by month and by what speaks of it (occurrences, statements,
-- positions). Read from the roll-up, so it costs the same however many rows lie below; attention_rows.sql gives those.
-- Gives month, issue, list, rows. Values: dyad, start, end (months, both included).
SELECT m.month, m.issue, m.list, m.rows
FROM issue_month m
WHERE m.dyad = :dyad AND m.month >= :start AND m.month <= :end
ORDER BY m.month, m.issue, m.list
