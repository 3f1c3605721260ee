-- name: pace_needed
-- vi: Mỗi tháng còn lại phải đạt bao nhiêu để hoàn thành kế hoạch năm
-- en: What each remaining month has to bring for the plan of the year, against the pace so far
-- param: year year none Năm, mặc định là năm mới nhất / year, by default the newest
-- param: faster number 1 Chỉ các chỉ tiêu phải nhanh gấp từ số lần này / only where the pace must be this many times the pace so far
WITH newest AS (
    SELECT p.*
    FROM marts.plan_attainment AS p
    WHERE
        p.pace_so_far > 0 AND p.pace_needed IS NOT NULL AND NOT p.ahead
        AND p.year = COALESCE(CAST($year AS INTEGER), (SELECT MAX(year) FROM marts.plan_attainment WHERE NOT ahead))
    QUALIFY p.month = MAX(p.month) OVER (PARTITION BY p.area_code, p.indicator_code, p.unit, p.plan_kind)
)
SELECT
    n.period_code,
    a.name AS area,
    n.indicator_code,
    i.name_vi AS indicator,
    n.plan_kind,
    n.unit,
    n.level,
    ROUND(n.plan, 0) AS plan,
    n.plan_how,
    ROUND(n.remaining_low, 0) AS remaining_at_least,
    ROUND(n.remaining_high, 0) AS remaining_at_most,
    n.months_left,
    ROUND(n.pace_so_far, 0) AS pace_so_far,
    ROUND(n.pace_needed, 0) AS pace_needed,
    ROUND(n.pace_needed / n.pace_so_far, 2) AS times_the_pace_so_far,
    n.level_observation_id
FROM newest AS n
JOIN dim_indicator AS i ON i.indicator_code = n.indicator_code
JOIN dim_area AS a ON a.area_code = n.area_code
WHERE n.pace_needed >= n.pace_so_far * $faster
ORDER BY times_the_pace_so_far DESC, n.indicator_code, n.area_code, n.plan_kind
