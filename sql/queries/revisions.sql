-- name: revisions
-- vi: Số liệu được báo cáo sau điều chỉnh
-- en: Figures that a later report changed
-- param: indicator text none Mã chỉ tiêu, mặc định tất cả / indicator code, by default all
-- param: since date none Từ ngày công bố / published since
WITH said AS (
    SELECT
        s.*,
        r.published_at,
        LAG(s.value) OVER cell AS value_before,
        LAG(s.low) OVER cell AS low_before,
        LAG(s.high) OVER cell AS high_before,
        LAG(r.published_at) OVER cell AS published_before,
        LAG(s.observation_id) OVER cell AS observation_before
    FROM staging.report_observation AS s
    JOIN dim_report AS r ON r.report_id = s.report_id
    WINDOW cell AS (
        PARTITION BY
            s.area_code, s.indicator_code, s.unit, s.measure, s.versus, s.plan_kind, s.accumulation, s.first_day,
            s.last_day
        ORDER BY s.vintage
    )
)
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
    s.value - s.value_before AS difference,
    s.low > s.high_before OR s.high < s.low_before AS beyond_rounding,
    s.observation_before,
    s.observation_id
FROM said AS s
JOIN dim_indicator AS i ON i.indicator_code = s.indicator_code
JOIN dim_area AS a ON a.area_code = s.area_code
WHERE
    s.value <> s.value_before
    AND (CAST($indicator AS VARCHAR) IS NULL OR s.indicator_code = $indicator)
    AND (CAST($since AS DATE) IS NULL OR s.published_at >= $since)
ORDER BY s.published_at DESC, s.indicator_code, s.area_code, s.last_day, s.measure, s.observation_id
