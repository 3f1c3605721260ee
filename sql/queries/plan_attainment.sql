-- name: plan_attainment
-- vi: Thực hiện kế hoạch: mức đạt, phần còn lại, nhịp độ cần thiết
-- en: Attainment of plans: reached, remaining, pace needed
-- param: month month none Tháng, mặc định là tháng mới nhất / month, by default the newest
-- param: indicator indicator none Mã chỉ tiêu, mặc định tất cả / indicator code, by default all
WITH chosen AS (
    -- not a month that reports only look ahead to
    SELECT COALESCE(CAST($month AS VARCHAR), MAX(m.period_code) FILTER (NOT m.ahead), MAX(m.period_code)) AS period_code
    FROM marts.plan_attainment AS m
    WHERE m.attainment_how = 'reported' AND (CAST($indicator AS VARCHAR) IS NULL OR m.indicator_code = $indicator)
)
SELECT
    p.period_code,
    a.name AS area,
    p.indicator_code,
    i.name_vi AS indicator,
    p.plan_kind,
    p.unit,
    p.level,
    p.attainment_reported AS attainment_reported_pct,
    ROUND(p.attainment_derived, 2) AS attainment_derived_pct,
    ROUND(p.plan, 2) AS plan,
    p.plan_how,
    ROUND(p.plan_low_all, 2) AS plan_at_least,
    ROUND(p.plan_high_all, 2) AS plan_at_most,
    p.plans_disagree AS reports_disagree,
    ROUND(p.remaining, 2) AS remaining,
    p.months_left,
    ROUND(p.pace_needed, 2) AS pace_needed,
    ROUND(p.pace_so_far, 2) AS pace_so_far,
    p.observation_id
FROM marts.plan_attainment AS p
JOIN chosen USING (period_code)
JOIN dim_indicator AS i ON i.indicator_code = p.indicator_code
JOIN dim_area AS a ON a.area_code = p.area_code
WHERE CAST($indicator AS VARCHAR) IS NULL OR p.indicator_code = $indicator
ORDER BY p.indicator_code, p.area_code, p.unit, p.accumulation, p.plan_kind
