-- name: revisions
-- vi: Số liệu được báo cáo sau điều chỉnh
-- en: Figures that a later report changed
-- param: indicator indicator none Mã chỉ tiêu, mặc định tất cả / indicator code, by default all
-- param: since date none Từ ngày công bố / published since
SELECT
    a.name AS area,
    s.indicator_code,
    i.name_vi AS indicator,
    s.measure,
    s.accumulation,
    s.first_day,
    s.last_day,
    s.unit,
    s.published_before,
    s.value_before,
    s.published_at,
    s.value,
    s.difference,
    ROUND(s.difference_pct, 2) AS difference_pct,
    s.beyond_rounding,
    s.observation_id_before,
    s.observation_id
FROM marts.revision AS s
JOIN dim_indicator AS i ON i.indicator_code = s.indicator_code
JOIN dim_area AS a ON a.area_code = s.area_code
WHERE
    (CAST($indicator AS VARCHAR) IS NULL OR s.indicator_code = $indicator)
    AND (CAST($since AS DATE) IS NULL OR s.published_at >= $since)
ORDER BY s.published_at DESC, s.indicator_code, s.area_code, s.last_day, s.measure, s.observation_id
