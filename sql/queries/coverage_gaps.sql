-- name: coverage_gaps
-- vi: Kỳ còn thiếu số liệu
-- en: Periods with missing figures
-- param: indicator indicator none Mã chỉ tiêu, mặc định tất cả / indicator code, by default all
-- param: year year none Năm, mặc định tất cả / year, by default all
SELECT
    a.name AS area,
    c.indicator_code,
    i.name_vi AS indicator,
    c.unit,
    c.frequency,
    COUNT(*) FILTER (WHERE c.status = 'present') AS present,
    COUNT(*) FILTER (WHERE c.status = 'derived') AS derived,
    COUNT(*) FILTER (WHERE c.status = 'missing') AS missing,
    STRING_AGG(c.period_code, ', ' ORDER BY c.period_code) FILTER (WHERE c.status = 'missing') AS missing_periods
FROM marts.coverage AS c
JOIN dim_indicator AS i ON i.indicator_code = c.indicator_code
JOIN dim_area AS a ON a.area_code = c.area_code
WHERE
    (CAST($indicator AS VARCHAR) IS NULL OR c.indicator_code = $indicator)
    AND (CAST($year AS INTEGER) IS NULL OR c.year = $year)
GROUP BY a.name, c.area_code, c.indicator_code, i.name_vi, c.unit, c.frequency
HAVING COUNT(*) FILTER (WHERE c.status = 'missing') > 0
ORDER BY missing DESC, c.indicator_code, c.area_code, c.unit
