-- one row a document
SELECT
    d.id AS id,
    r.title AS title,
    r.published AS published,
    r.publisher AS publisher,
    r.url AS url,
    r.language AS language,
    d.text AS text
FROM reading r
JOIN document d ON d.key = r.document
WHERE r.speaks = 1
ORDER BY r.day, d.id
