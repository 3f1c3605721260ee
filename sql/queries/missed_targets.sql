-- name: missed_targets
-- vi: Chỉ tiêu không đạt kế hoạch, hoặc chậm tiến độ ở cuối quý
-- en: Targets missed at the end of a quarter: below the even pace, or below the plan at the end of the year
-- param: quarter period none Quý, mặc định là quý gần nhất có số liệu / quarter, by default the newest with figures
-- A flow is behind when it certainly is: even the highest attainment that its digits allow lies below the even pace. What
-- a report only expects of a quarter to come, or strives for, is not missed yet.
WITH reached AS (
    SELECT
        p.*,
        q.period_code AS quarter,
        q.last_month * 100.0 / 12 AS even_pace_pct,
        CASE WHEN p.attainment_how = 'reported' THEN CAST(p.attainment_high AS DOUBLE) ELSE p.attainment_derived_high END
            AS at_most_pct
    FROM marts.plan_attainment AS p
    JOIN dim_period AS q ON q.frequency = 'Q' AND q.year = p.year AND q.last_month = p.month
    WHERE p.nature = 'flow' AND p.accumulation = 'YTD' AND p.attainment IS NOT NULL AND NOT p.ahead
),
chosen AS (
    SELECT COALESCE(CAST($quarter AS VARCHAR), MAX(quarter)) AS quarter FROM reached
)
SELECT
    r.quarter,
    a.name AS area,
    r.indicator_code,
    i.name_vi AS indicator,
    r.plan_kind,
    ROUND(r.attainment, 1) AS attainment_pct,
    r.attainment_how,
    ROUND(r.even_pace_pct, 1) AS even_pace_pct,
    ROUND(r.even_pace_pct - r.attainment, 1) AS short_by_points,
    r.unit,
    r.level,
    ROUND(r.plan, 0) AS plan,
    r.observation_id,
    r.level_observation_id
FROM reached AS r
JOIN chosen ON chosen.quarter = r.quarter
JOIN dim_indicator AS i ON i.indicator_code = r.indicator_code
JOIN dim_area AS a ON a.area_code = r.area_code
WHERE r.attainment < r.even_pace_pct AND COALESCE(r.at_most_pct < r.even_pace_pct, TRUE)
ORDER BY short_by_points DESC, r.indicator_code, r.area_code, r.plan_kind
