-- name: contradictions
-- vi: Số nào mâu thuẫn với số nào
-- en: What contradicts what, within reports and across them: the certain ones first
-- param: status text open Tình trạng: open, corrected, accepted / status: open, corrected or accepted
-- param: month month none Kỳ, mặc định tất cả / period, by default all
SELECT
    c.certainty,
    c.rule,
    c.period_code,
    a.name AS area,
    COALESCE(i.name_vi, '') AS indicator,
    c.message,
    c.arithmetic,
    c.suggestion,
    COALESCE(r.file_name, '') AS report,
    c.observation_ids
FROM marts.contradiction AS c
JOIN dim_area AS a ON a.area_code = c.area_code
LEFT JOIN dim_indicator AS i ON i.indicator_code = c.indicator_code
LEFT JOIN dim_report AS r ON r.report_id = c.report_id
WHERE c.status = $status AND (CAST($month AS VARCHAR) IS NULL OR c.period_code = $month)
ORDER BY c.certainty, c.period_code DESC, c.rule, c.observation_ids
