-- name: plans
-- vi: Kế hoạch năm theo cấp giao: nêu trong báo cáo hoặc suy ra
-- en: Plans of a year by who set them: stated in reports or implied by them
-- param: year year none Năm, mặc định là năm mới nhất / year, by default the newest
WITH stated AS (
    SELECT s.area_code, s.indicator_code, s.unit, s.year, s.plan_kind, s.value, s.report_id, s.observation_id
    FROM staging.current_observation AS s
    WHERE s.measure = 'plan' AND s.first_month = 1 AND s.last_month = 12
),
implied AS (
    SELECT DISTINCT
        p.area_code, p.indicator_code, p.unit, p.year, p.plan_kind, p.plan_low_all, p.plan_high_all, p.plans_disagree
    FROM marts.plan_attainment AS p
),
merged AS (
    SELECT *
    FROM stated FULL JOIN implied USING (area_code, indicator_code, unit, year, plan_kind)
)
SELECT
    m.year,
    a.name AS area,
    m.indicator_code,
    i.name_vi AS indicator,
    m.unit,
    m.plan_kind,
    m.value AS stated,
    ROUND(m.plan_low_all, 2) AS implied_from,
    ROUND(m.plan_high_all, 2) AS implied_to,
    m.plans_disagree AS reports_disagree,
    m.value < m.plan_low_all OR m.value > m.plan_high_all AS stated_lies_outside,
    m.report_id,
    m.observation_id
FROM merged AS m
JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
JOIN dim_area AS a ON a.area_code = m.area_code
WHERE
    m.year = COALESCE(CAST($year AS INTEGER), (SELECT MAX(year) FROM marts.plan_attainment), m.year)
    AND (m.value IS NOT NULL OR m.plan_low_all IS NOT NULL OR m.plans_disagree)
ORDER BY m.indicator_code, m.area_code, m.unit, m.plan_kind
