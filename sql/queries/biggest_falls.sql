-- name: biggest_falls
-- vi: Chỉ tiêu giảm nhiều nhất so với cùng kỳ
-- en: Biggest falls on the same period of last year
-- param: month month none Tháng, mặc định là tháng mới nhất / month, by default the newest
-- param: rows whole 20 Số dòng / rows
WITH chosen AS (
    -- not a month that reports only look ahead to
    SELECT COALESCE(CAST($month AS VARCHAR), MAX(m.period_code) FILTER (NOT m.ahead), MAX(m.period_code)) AS period_code
    FROM marts.year_on_year AS m
    WHERE m.yoy_how = 'reported' AND m.frequency = 'M'
)
SELECT
    y.period_code,
    a.name AS area,
    y.indicator_code,
    i.name_vi AS indicator,
    y.accumulation,
    ROUND(y.yoy_pct, 2) AS yoy_pct,
    y.yoy_how,
    y.unit,
    y.level,
    COALESCE(y.prior, ROUND(y.prior_implied, 2)) AS year_before,
    y.agree,
    COALESCE(y.observation_id, f.observation_id, c.observation_id) AS observation_id
FROM marts.year_on_year AS y
JOIN chosen ON chosen.period_code = y.period_code
LEFT JOIN marts.in_period AS f
    ON f.area_code = y.area_code AND f.indicator_code = y.indicator_code AND f.unit = y.unit
    AND f.accumulation = y.accumulation AND f.period_code = y.period_code
LEFT JOIN marts.cumulative AS c
    ON c.area_code = y.area_code AND c.indicator_code = y.indicator_code AND c.unit = y.unit
    AND y.accumulation = 'YTD' AND c.period_code = y.period_code
JOIN dim_indicator AS i ON i.indicator_code = y.indicator_code
JOIN dim_area AS a ON a.area_code = y.area_code
WHERE y.yoy_pct < 0
ORDER BY y.yoy_pct, y.indicator_code, y.area_code, y.unit, y.accumulation
LIMIT $rows
