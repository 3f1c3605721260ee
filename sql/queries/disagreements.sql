-- name: disagreements
-- vi: Số báo cáo không khớp với số tính được
-- en: Reported figures that do not agree with derived ones, rounding allowed for
-- param: month month none Tháng, mặc định tất cả / month, by default all
WITH found AS (
    SELECT
        'single period' AS kind, f.area_code, f.indicator_code, f.unit, f.period_code,
        CAST(f.value_reported AS DOUBLE) AS reported, CAST(f.value_derived AS DOUBLE) AS derived, f.derived_how AS how,
        f.observation_id
    FROM marts.in_period AS f WHERE NOT f.agree
    UNION ALL
    SELECT
        'total since January', c.area_code, c.indicator_code, c.unit, c.period_code,
        CAST(c.value_reported AS DOUBLE), CAST(c.value_derived AS DOUBLE), 'sum of months', c.observation_id
    FROM marts.cumulative AS c WHERE NOT c.agree
    UNION ALL
    SELECT
        'change on the year before (%)', y.area_code, y.indicator_code, y.unit, y.period_code, y.reported_pct,
        y.change_pct_derived, 'figures of both years', y.observation_id
    FROM marts.year_on_year AS y WHERE NOT y.agree
    UNION ALL
    SELECT
        'attainment of ' || p.plan_kind || ' (%)', p.area_code, p.indicator_code, p.unit, p.period_code,
        CAST(p.attainment_reported AS DOUBLE), p.attainment_derived, 'level and stated plan', p.observation_id
    FROM marts.plan_attainment AS p WHERE NOT p.agree
)
SELECT
    f.kind,
    f.period_code,
    a.name AS area,
    f.indicator_code,
    i.name_vi AS indicator,
    f.unit,
    f.reported,
    ROUND(f.derived, 2) AS derived,
    ROUND(f.reported - f.derived, 2) AS difference,
    f.how,
    f.observation_id
FROM found AS f
JOIN dim_indicator AS i ON i.indicator_code = f.indicator_code
JOIN dim_area AS a ON a.area_code = f.area_code
WHERE CAST($month AS VARCHAR) IS NULL OR f.period_code = $month
ORDER BY f.period_code DESC, f.indicator_code, f.area_code, f.unit, f.kind
