-- name: behind_plan
-- vi: Chỉ tiêu chậm so với kế hoạch năm
-- en: Targets behind the pace of the year
-- param: month month none Tháng, mặc định là tháng mới nhất của từng chỉ tiêu / month, by default the newest of each
-- param: slack number 0 Số điểm phần trăm được chậm / percentage points allowed behind the calendar
-- An even pace is 1/12 of the plan a month; seasonal indicators (harvests, disbursement) run behind it by nature. What a
-- report only expects of a month to come is left out.
WITH newest AS (
    SELECT p.*
    FROM marts.plan_attainment AS p
    WHERE
        p.nature = 'flow' AND p.accumulation = 'YTD' AND p.attainment IS NOT NULL AND NOT p.ahead
        AND (CAST($month AS VARCHAR) IS NULL OR p.period_code = $month)
    QUALIFY p.period_code = MAX(p.period_code) OVER (PARTITION BY p.area_code, p.indicator_code, p.unit)
)
SELECT
    n.period_code,
    a.name AS area,
    n.indicator_code,
    i.name_vi AS indicator,
    n.plan_kind,
    ROUND(n.attainment, 1) AS attainment_pct,
    n.attainment_how,
    ROUND(n.month * 100.0 / 12, 1) AS even_pace_pct,
    ROUND(n.month * 100.0 / 12 - n.attainment, 1) AS behind_points,
    n.unit,
    n.level,
    ROUND(n.plan, 0) AS plan,
    n.plan_how,
    ROUND(n.remaining, 0) AS remaining,
    n.months_left,
    ROUND(n.pace_needed, 0) AS pace_needed,
    ROUND(n.pace_needed / NULLIF(n.pace_so_far, 0), 2) AS times_the_pace_so_far,
    n.observation_id
FROM newest AS n
JOIN dim_indicator AS i ON i.indicator_code = n.indicator_code
JOIN dim_area AS a ON a.area_code = n.area_code
WHERE n.attainment < n.month * 100.0 / 12 - $slack
ORDER BY behind_points DESC, n.indicator_code, n.area_code, n.plan_kind
