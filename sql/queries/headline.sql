-- name: headline
-- vi: Bảng chỉ tiêu chính của một tháng
-- en: Headline table of a month
-- param: month month none Tháng, mặc định là tháng mới nhất / month, by default the newest
-- param: area area none Mã hoặc tên địa bàn, mặc định tất cả / code or name of an area, by default all
-- param: sector sector none Mã lĩnh vực, mặc định tất cả / sector code, by default all
WITH chosen AS (
    -- not a month that reports only look ahead to
    SELECT COALESCE(CAST($month AS VARCHAR), MAX(period_code) FILTER (NOT ahead), MAX(period_code)) AS period_code
    FROM (
        SELECT period_code, ahead FROM marts.in_period WHERE frequency = 'M' AND how = 'reported'
        UNION ALL SELECT period_code, ahead FROM marts.cumulative WHERE how = 'reported'
    )
),
series AS (
    SELECT f.area_code, f.indicator_code, f.unit, f.period_code
    FROM marts.in_period AS f JOIN chosen USING (period_code)
    UNION
    SELECT c.area_code, c.indicator_code, c.unit, c.period_code FROM marts.cumulative AS c JOIN chosen USING (period_code)
    UNION
    SELECT y.area_code, y.indicator_code, y.unit, y.period_code
    FROM marts.year_on_year AS y JOIN chosen USING (period_code)
    UNION
    SELECT a.area_code, a.indicator_code, a.unit, a.period_code
    FROM marts.plan_attainment AS a JOIN chosen USING (period_code)
)
SELECT
    s.period_code,
    a.name AS area,
    i.sector_code,
    s.indicator_code,
    i.name_vi AS indicator,
    s.unit,
    f.value AS month_value,
    f.how AS month_how,
    c.value AS ytd_value,
    c.how AS ytd_how,
    ROUND(gm.yoy_pct, 2) AS month_yoy_pct,
    ROUND(gy.yoy_pct, 2) AS ytd_yoy_pct,
    ROUND(p.attainment, 2) AS attainment_pct,
    p.plan_kind,
    COALESCE(f.report_id, c.report_id, gy.report_id, gm.report_id, p.report_id) AS report_id
FROM series AS s
JOIN dim_indicator AS i ON i.indicator_code = s.indicator_code
JOIN dim_area AS a ON a.area_code = s.area_code
LEFT JOIN marts.in_period AS f
    ON (f.area_code, f.indicator_code, f.unit, f.period_code) = (s.area_code, s.indicator_code, s.unit, s.period_code)
LEFT JOIN marts.cumulative AS c
    ON (c.area_code, c.indicator_code, c.unit, c.period_code) = (s.area_code, s.indicator_code, s.unit, s.period_code)
LEFT JOIN marts.year_on_year AS gy
    ON (gy.area_code, gy.indicator_code, gy.unit, gy.period_code) = (s.area_code, s.indicator_code, s.unit, s.period_code)
    AND gy.accumulation = 'YTD'
LEFT JOIN marts.year_on_year AS gm
    ON (gm.area_code, gm.indicator_code, gm.unit, gm.period_code) = (s.area_code, s.indicator_code, s.unit, s.period_code)
    AND gm.accumulation <> 'YTD' AND gm.accumulation = COALESCE(f.accumulation, gm.accumulation)
LEFT JOIN marts.plan_attainment AS p
    ON (p.area_code, p.indicator_code, p.unit, p.period_code) = (s.area_code, s.indicator_code, s.unit, s.period_code)
    AND p.attainment IS NOT NULL
WHERE
    (CAST($area AS VARCHAR) IS NULL OR $area IN (a.area_code, a.name))
    AND (CAST($sector AS VARCHAR) IS NULL OR i.sector_code = $sector OR i.sector_code LIKE $sector || '.%')
ORDER BY s.area_code, i.sector_code, s.indicator_code, s.unit, p.plan_kind, f.accumulation
