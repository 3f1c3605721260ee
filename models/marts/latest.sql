-- The last word on every series: what a headline table shows.
--
-- A row is a series with its last month: the month alone (or the stock at its end), the total since January, growth on the
-- year before and attainment of the plan, each reported or derived, with where it is from.
--
-- What a report expects of a month to come ("ước cả năm", "phấn đấu hết quý III đạt 60%") does not make that month the last:
-- only for a series of which nothing else is known.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit
-- source: docs/models.md
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: sector_code: its sector
-- column: name_vi: name of the indicator in Vietnamese
-- column: name_en: name of the indicator in English
-- column: unit: unit of the values
-- column: period_code: the last month with a figure, a change or an attainment
-- column: last_day: last day that the total, else the single figure, the change or the attainment covers
-- column: month_value: the month alone, or what holds at a moment in it
-- column: month_how: reported, or how it was derived
-- column: month_report_id: the report that prints it
-- column: month_observation_id: the observation; several where it is derived
-- column: sparkline: month_value of the last 13 months, oldest first, with commas between; nothing where a month has none
-- column: ytd_value: the total since 1 January
-- column: ytd_how: reported, or how it was derived
-- column: ytd_report_id: the report that prints it
-- column: ytd_observation_id: the observation; several where it is derived
-- column: month_yoy_pct: growth of month_value on the year before, in percent
-- column: ytd_yoy_pct: growth of ytd_value on the year before, in percent
-- column: yoy_pct: ytd_yoy_pct, else month_yoy_pct
-- column: yoy_accumulation: which of them it is: YTD, IN_PERIOD or POINT
-- column: yoy_how: reported or derived
-- column: yoy_report_id: the report that prints the change
-- column: yoy_observation_id: the observation of the change
-- column: plan_kind: whose plan attainment_pct is measured against: a printed one first, then plan, plan:council, plan:central
-- column: attainment_pct: percent of the plan reached
-- column: attainment_how: reported or derived
-- column: attainment_report_id: the report that prints it
-- column: attainment_observation_id: the observation of it
-- column: plan_value: the plan
-- column: plan_how: stated or implied
-- column: ambiguous: a report contradicts itself about one of these figures
-- test: not_null: period_code, last_day
-- test: relationships: indicator_code: dim_indicator.indicator_code
WITH seen AS (
    -- reported figures; what is derived is derived of reported ones that end in the same month
    SELECT f.area_code, f.indicator_code, f.unit, f.year * 12 + f.last_month AS moment, f.ahead
    FROM marts.in_period AS f
    WHERE f.frequency = 'M' AND f.report_id IS NOT NULL
    UNION ALL
    SELECT c.area_code, c.indicator_code, c.unit, c.year * 12 + c.month AS moment, c.ahead
    FROM marts.cumulative AS c
    WHERE c.report_id IS NOT NULL
),
-- changes and attainments, of which some series know nothing else
told AS (
    SELECT y.area_code, y.indicator_code, y.unit, y.year * 12 + y.last_month AS moment, y.ahead
    FROM marts.year_on_year AS y
    WHERE y.frequency = 'M' AND y.report_id IS NOT NULL
    UNION ALL
    SELECT a.area_code, a.indicator_code, a.unit, a.year * 12 + a.month AS moment, a.ahead
    FROM marts.plan_attainment AS a
    WHERE a.report_id IS NOT NULL
),
last_seen AS (
    SELECT
        known.area_code, known.indicator_code, known.unit,
        COALESCE(MAX(CASE WHEN NOT known.ahead THEN known.moment END), MAX(known.moment)) AS moment
    FROM (
        SELECT seen.* FROM seen
        UNION ALL
        SELECT told.* FROM told
    ) AS known
    GROUP BY known.area_code, known.indicator_code, known.unit
),
last_month AS (
    SELECT last_seen.*, p.period_code
    FROM last_seen
    JOIN dim_period AS p ON p.frequency = 'M' AND p.year * 12 + p.last_month = last_seen.moment
),
-- a series is either of periods (flows, period rates, indices) or of moments (stocks, rates); where reports mix them,
-- its nature decides
recent AS (
    SELECT f.*, k.moment - f.year * 12 - f.last_month AS months_ago
    FROM last_month AS k
    JOIN marts.in_period AS f
        ON f.area_code = k.area_code AND f.indicator_code = k.indicator_code AND f.unit = k.unit
    WHERE f.frequency = 'M' AND f.year * 12 + f.last_month >= k.moment - 12
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY f.area_code, f.indicator_code, f.unit, f.period_code
        ORDER BY CASE WHEN (f.nature IN ('flow', 'period_rate', 'index')) = (f.accumulation = 'IN_PERIOD') THEN 0 ELSE 1 END,
            f.accumulation
    ) = 1
),
single AS (
    SELECT recent.*
    FROM recent
    WHERE recent.months_ago = 0
),
sparkline AS (
    SELECT
        k.area_code,
        k.indicator_code,
        k.unit,
        STRING_AGG(
            COALESCE(RTRIM(RTRIM(CAST(recent.value AS VARCHAR), '0'), '.'), ''), ', ' ORDER BY p.period_code
        ) AS months
    FROM last_month AS k
    JOIN dim_period AS p ON p.frequency = 'M' AND p.year * 12 + p.last_month BETWEEN k.moment - 12 AND k.moment
    LEFT JOIN recent
        ON recent.area_code = k.area_code AND recent.indicator_code = k.indicator_code AND recent.unit = k.unit
        AND recent.period_code = p.period_code
    GROUP BY k.area_code, k.indicator_code, k.unit
    HAVING COUNT(recent.value) > 0
),
growth AS (
    SELECT y.*
    FROM last_month AS k
    JOIN marts.year_on_year AS y
        ON y.area_code = k.area_code AND y.indicator_code = k.indicator_code AND y.unit = k.unit
        AND y.period_code = k.period_code
    WHERE y.frequency = 'M'
),
month_growth AS (
    SELECT growth.*
    FROM growth
    WHERE growth.accumulation <> 'YTD'
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY growth.area_code, growth.indicator_code, growth.unit
        ORDER BY
            CASE WHEN (growth.nature IN ('flow', 'period_rate', 'index')) = (growth.accumulation = 'IN_PERIOD') THEN 0 ELSE 1 END,
            growth.accumulation
    ) = 1
),
attained AS (
    SELECT a.*
    FROM last_month AS k
    JOIN marts.plan_attainment AS a
        ON a.area_code = k.area_code AND a.indicator_code = k.indicator_code AND a.unit = k.unit
        AND a.period_code = k.period_code
    WHERE a.attainment IS NOT NULL
    QUALIFY ROW_NUMBER() OVER (
        PARTITION BY a.area_code, a.indicator_code, a.unit
        ORDER BY
            a.attainment_how DESC,
            CASE a.plan_kind WHEN 'plan' THEN 0 WHEN 'plan:council' THEN 1 ELSE 2 END,
            a.accumulation DESC
    ) = 1
)
SELECT
    k.area_code,
    k.indicator_code,
    i.sector_code,
    i.name_vi,
    i.name_en,
    k.unit,
    k.period_code,
    COALESCE(c.last_day, s.last_day, gy.last_day, gm.last_day, a.last_day) AS last_day,
    s.value AS month_value,
    s.how AS month_how,
    s.report_id AS month_report_id,
    COALESCE(s.observation_id, s.input_ids) AS month_observation_id,
    sp.months AS sparkline,
    c.value AS ytd_value,
    c.how AS ytd_how,
    c.report_id AS ytd_report_id,
    COALESCE(c.observation_id, c.input_ids) AS ytd_observation_id,
    gm.yoy_pct AS month_yoy_pct,
    gy.yoy_pct AS ytd_yoy_pct,
    COALESCE(gy.yoy_pct, gm.yoy_pct) AS yoy_pct,
    CASE
        WHEN gy.yoy_pct IS NOT NULL THEN gy.accumulation WHEN gm.yoy_pct IS NOT NULL THEN gm.accumulation
    END AS yoy_accumulation,
    CASE WHEN gy.yoy_pct IS NOT NULL THEN gy.yoy_how ELSE gm.yoy_how END AS yoy_how,
    CASE WHEN gy.yoy_pct IS NOT NULL THEN gy.report_id ELSE gm.report_id END AS yoy_report_id,
    CASE WHEN gy.yoy_pct IS NOT NULL THEN gy.observation_id ELSE gm.observation_id END AS yoy_observation_id,
    a.plan_kind,
    a.attainment AS attainment_pct,
    a.attainment_how,
    a.report_id AS attainment_report_id,
    a.observation_id AS attainment_observation_id,
    a.plan AS plan_value,
    a.plan_how,
    COALESCE(s.ambiguous, FALSE) OR COALESCE(c.ambiguous, FALSE) OR COALESCE(gm.ambiguous, FALSE)
        OR COALESCE(gy.ambiguous, FALSE) OR COALESCE(a.ambiguous, FALSE) AS ambiguous
FROM last_month AS k
JOIN dim_indicator AS i ON i.indicator_code = k.indicator_code
LEFT JOIN single AS s
    ON s.area_code = k.area_code AND s.indicator_code = k.indicator_code AND s.unit = k.unit
LEFT JOIN sparkline AS sp
    ON sp.area_code = k.area_code AND sp.indicator_code = k.indicator_code AND sp.unit = k.unit
LEFT JOIN marts.cumulative AS c
    ON c.area_code = k.area_code AND c.indicator_code = k.indicator_code AND c.unit = k.unit
    AND c.period_code = k.period_code
LEFT JOIN month_growth AS gm
    ON gm.area_code = k.area_code AND gm.indicator_code = k.indicator_code AND gm.unit = k.unit
LEFT JOIN growth AS gy
    ON gy.area_code = k.area_code AND gy.indicator_code = k.indicator_code AND gy.unit = k.unit
    AND gy.accumulation = 'YTD'
LEFT JOIN attained AS a
    ON a.area_code = k.area_code AND a.indicator_code = k.indicator_code AND a.unit = k.unit
