-- name: compare_areas
-- vi: So sánh một chỉ tiêu giữa các địa bàn
-- en: One indicator across areas
-- param: indicator indicator required Mã chỉ tiêu / indicator code
-- param: month month none Tháng, mặc định là tháng mới nhất / month, by default the newest
WITH chosen AS (
    SELECT COALESCE(CAST($month AS VARCHAR), MAX(period_code)) AS period_code
    FROM marts.latest WHERE indicator_code = $indicator
)
SELECT
    a.area_code,
    a.name AS area,
    p.period_code,
    COALESCE(f.unit, c.unit) AS unit,
    f.value AS month_value,
    f.how AS month_how,
    c.value AS ytd_value,
    c.how AS ytd_how,
    ROUND(g.yoy_pct, 2) AS ytd_yoy_pct
FROM chosen AS p
CROSS JOIN dim_area AS a
LEFT JOIN marts.cumulative AS c
    ON c.area_code = a.area_code AND c.indicator_code = $indicator AND c.period_code = p.period_code
LEFT JOIN marts.in_period AS f
    ON f.area_code = a.area_code AND f.indicator_code = $indicator AND f.period_code = p.period_code
    AND (c.unit IS NULL OR f.unit = c.unit)
LEFT JOIN marts.year_on_year AS g
    ON g.area_code = a.area_code AND g.indicator_code = $indicator AND g.period_code = p.period_code
    AND g.accumulation = 'YTD' AND g.unit = c.unit
WHERE f.value IS NOT NULL OR c.value IS NOT NULL
ORDER BY COALESCE(c.value, f.value) DESC, a.area_code, unit, f.accumulation
