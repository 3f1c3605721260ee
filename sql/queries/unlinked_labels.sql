-- name: unlinked_labels
-- vi: Cụm từ chưa gắn được với mã chỉ tiêu
-- en: Labels that no indicator code fits
-- param: rows whole 50 Số dòng / rows
SELECT
    o.label,
    o.unit,
    COUNT(*) AS numbers,
    COUNT(DISTINCT o.report_id) AS reports,
    STRING_AGG(DISTINCT o.candidates, '; ') FILTER (WHERE o.candidates <> '') AS codes_that_fit_equally,
    MIN(o.observation_id) AS an_observation
FROM fact_observation AS o
WHERE o.indicator_code IS NULL
GROUP BY o.label, o.unit
ORDER BY reports DESC, numbers DESC, o.label, o.unit
LIMIT $rows
