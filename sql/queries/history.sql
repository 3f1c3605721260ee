-- name: history
-- vi: Diễn biến của một chỉ tiêu qua các tháng
-- en: History of one indicator, month by month
-- param: indicator indicator required Mã chỉ tiêu / indicator code, e.g. trade.retail_sales
-- param: area area none Mã hoặc tên địa bàn, mặc định tất cả / code or name of an area, by default all
-- param: first month none Từ tháng / first month
-- param: last month none Đến tháng / last month
WITH months AS (
    SELECT f.area_code, f.unit, f.period_code, f.accumulation
    FROM marts.in_period AS f WHERE f.indicator_code = $indicator AND f.frequency = 'M'
    UNION
    SELECT c.area_code, c.unit, c.period_code, 'IN_PERIOD' FROM marts.cumulative AS c WHERE c.indicator_code = $indicator
    UNION -- of some indicators only the growth is told
    SELECT y.area_code, y.unit, y.period_code, CASE y.accumulation WHEN 'POINT' THEN 'POINT' ELSE 'IN_PERIOD' END
    FROM marts.year_on_year AS y WHERE y.indicator_code = $indicator AND y.frequency = 'M'
)
SELECT
    m.period_code,
    a.name AS area,
    m.unit,
    f.value AS month_value,
    f.how AS month_how,
    c.value AS ytd_value,
    c.how AS ytd_how,
    c.last_day AS ytd_until,
    ROUND(gm.yoy_pct, 2) AS month_yoy_pct,
    gm.yoy_how AS month_yoy_how,
    ROUND(gy.yoy_pct, 2) AS ytd_yoy_pct,
    gy.yoy_how AS ytd_yoy_how,
    COALESCE(f.observation_id, c.observation_id, gm.observation_id, gy.observation_id) AS observation_id
FROM months AS m
JOIN dim_area AS a ON a.area_code = m.area_code
LEFT JOIN marts.in_period AS f
    ON f.indicator_code = $indicator AND f.area_code = m.area_code AND f.unit = m.unit
    AND f.period_code = m.period_code AND f.accumulation = m.accumulation
LEFT JOIN marts.cumulative AS c
    ON c.indicator_code = $indicator AND c.area_code = m.area_code AND c.unit = m.unit
    AND c.period_code = m.period_code AND m.accumulation = 'IN_PERIOD'
LEFT JOIN marts.year_on_year AS gm
    ON gm.indicator_code = $indicator AND gm.area_code = m.area_code AND gm.unit = m.unit
    AND gm.period_code = m.period_code AND gm.accumulation = m.accumulation
LEFT JOIN marts.year_on_year AS gy
    ON gy.indicator_code = $indicator AND gy.area_code = m.area_code AND gy.unit = m.unit
    AND gy.period_code = m.period_code AND gy.accumulation = 'YTD' AND m.accumulation = 'IN_PERIOD'
WHERE
    (CAST($area AS VARCHAR) IS NULL OR $area IN (a.area_code, a.name))
    AND (CAST($first AS VARCHAR) IS NULL OR m.period_code >= $first)
    AND (CAST($last AS VARCHAR) IS NULL OR m.period_code <= $last)
ORDER BY m.area_code, m.unit, m.accumulation, m.period_code
