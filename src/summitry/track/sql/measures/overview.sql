-- All pairs by month, from the roll-up: what every other measure tells of one pair, in one line a month. Gives dyad,
-- month, occurrences that took place, contacts, contacts of leaders, sum of PLOVER scores, sum of Goldstein values.
-- Values: start, end (months, both included).
SELECT m.dyad, m.month, m.occurrences, m.contacts, m.leaders, m.score, m.goldstein
FROM pair_month m
WHERE m.month >= :start AND m.month <= :end
ORDER BY m.dyad, m.month
