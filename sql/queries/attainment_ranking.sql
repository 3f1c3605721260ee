-- name: attainment_ranking
-- vi: Xếp hạng mức hoàn thành kế hoạch
-- en: Indicators ranked by attainment of the plan
-- param: month month none Tháng, mặc định là tháng mới nhất / month, by default the newest
-- param: sector sector none Mã lĩnh vực, mặc định tất cả / sector code, by default all
WITH chosen AS (
    -- not a month that reports only look ahead to
    SELECT COALESCE(CAST($month AS VARCHAR), MAX(m.period_code) FILTER (NOT m.ahead), MAX(m.period_code)) AS period_code
    FROM marts.plan_attainment AS m
    WHERE m.attainment_how = 'reported'
)
SELECT
    RANK() OVER (ORDER BY p.attainment DESC) AS place,
    p.period_code,
    a.name AS area,
    p.indicator_code,
    i.name_vi AS indicator,
    p.plan_kind,
    ROUND(p.attainment, 1) AS attainment_pct,
    p.attainment_how,
    p.unit,
    p.level,
    p.observation_id
FROM marts.plan_attainment AS p
JOIN chosen USING (period_code)
JOIN dim_indicator AS i ON i.indicator_code = p.indicator_code
JOIN dim_area AS a ON a.area_code = p.area_code
WHERE
    p.attainment IS NOT NULL
    AND (CAST($sector AS VARCHAR) IS NULL OR i.sector_code = $sector OR i.sector_code LIKE $sector || '.%')
ORDER BY place, p.indicator_code, p.area_code, p.unit, p.accumulation, p.plan_kind
