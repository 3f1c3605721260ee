-- What one report says of one cell, in canonical form.
--
-- A row is a cell of one report. A cell is area, indicator, unit, measure, base of comparison, plan kind and the interval
-- of days. Only numbers with a catalogue code and a period of the calendar enter; the others stay in fact_observation.
--
-- Canonical: a flow that begins on 1 January is the cumulative figure of its last month, however it was printed ("quý I",
-- "6 tháng", "năm", January itself). Percentages belong to the series in the indicator's own unit. A plan belongs to its
-- year. Where a report states a cell twice, the narrowest printed interval is kept; where its statements cannot all be
-- true, the first is kept and the row is marked ambiguous.
--
-- grain: report_id, area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day
-- source: SDMX vintages; rounding intervals of XBRL Calculations 1.1
-- column: vintage: order of publication, 1 the oldest: published_at, then loaded_at, then report_id
-- column: report_id: the report
-- column: observation_id: the observation that speaks for the cell
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series; for percentages the unit of the indicator's levels
-- column: nature: flow, stock, rate, index or plan: only flows are ever added or subtracted
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: accumulation: YTD (from 1 January), IN_PERIOD (from any other first of a month) or POINT (a moment)
-- column: year: calendar year of the last day
-- column: first_month: month in which the interval begins; for a moment the month of the day
-- column: last_month: month of the last day
-- column: first_day: first day covered
-- column: last_day: last day covered
-- column: at_month_end: the last day ends a month: only such figures are added or subtracted
-- column: value: value as printed, in the base unit
-- column: low: lowest value that would print so; NULL: unbounded
-- column: high: highest value that would print so; NULL: unbounded
-- column: obs_status: E estimated, A otherwise
-- column: ambiguous: the report states the cell more than once, and not all can be true
WITH report AS (
    SELECT
        r.report_id,
        CAST(ROW_NUMBER() OVER (ORDER BY r.published_at, r.loaded_at, r.report_id) AS INTEGER) AS vintage
    FROM dim_report AS r
),
claim AS (
    SELECT
        report.vintage,
        o.report_id,
        o.observation_id,
        o.area_code,
        o.indicator_code,
        CASE WHEN o.measure IN ('level', 'plan', 'change_abs') THEN o.unit ELSE LOWER(i.unit) END AS unit,
        i.nature,
        o.measure,
        o.versus,
        COALESCE(o.plan_kind, '') AS plan_kind,
        CASE
            WHEN o.measure = 'plan' THEN 'IN_PERIOD'
            WHEN o.accumulation = 'POINT' THEN 'POINT'
            WHEN EXTRACT(MONTH FROM o.first_day) = 1 AND EXTRACT(DAY FROM o.first_day) = 1 THEN 'YTD'
            ELSE 'IN_PERIOD'
        END AS accumulation,
        CAST(p.year AS INTEGER) AS year,
        CAST(CASE WHEN o.accumulation = 'YTD' THEN 1 ELSE p.first_month END AS INTEGER) AS first_month,
        CAST(p.last_month AS INTEGER) AS last_month,
        CASE WHEN o.measure = 'plan' THEN p.start_date ELSE o.first_day END AS first_day,
        CASE WHEN o.measure = 'plan' THEN p.end_date ELSE o.last_day END AS last_day,
        o.value,
        o.low,
        o.high,
        o.obs_status,
        o.span_start
    FROM fact_observation AS o
    JOIN report ON report.report_id = o.report_id
    JOIN dim_indicator AS i ON i.indicator_code = o.indicator_code
    JOIN dim_period AS p ON p.period_code = o.period_code
    WHERE
        -- a cumulative figure that does not begin with the year is none that can be placed
        o.accumulation <> 'YTD'
        OR o.measure = 'plan'
        OR o.first_day = MAKE_DATE(CAST(p.year AS INTEGER), 1, 1)
),
-- cells that the report states more than once: few, and only these need judging
repeated AS (
    SELECT
        claim.report_id, claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus,
        claim.plan_kind, claim.accumulation, claim.first_day, claim.last_day,
        CASE
            WHEN MIN(claim.value) = MAX(claim.value) THEN FALSE
            ELSE COALESCE(MAX(claim.low) > MIN(claim.high), TRUE)
        END AS ambiguous
    FROM claim
    GROUP BY
        claim.report_id, claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus,
        claim.plan_kind, claim.accumulation, claim.first_day, claim.last_day
    HAVING COUNT(*) > 1
),
judged AS (
    SELECT
        claim.observation_id,
        repeated.ambiguous,
        ROW_NUMBER() OVER (
            PARTITION BY
                claim.report_id, claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus,
                claim.plan_kind, claim.accumulation, claim.first_day, claim.last_day
            ORDER BY CASE WHEN repeated.ambiguous THEN NULL ELSE claim.high - claim.low END, claim.span_start
        ) AS place
    FROM claim
    JOIN repeated
        ON repeated.report_id = claim.report_id
        AND repeated.area_code = claim.area_code
        AND repeated.indicator_code = claim.indicator_code
        AND repeated.unit = claim.unit
        AND repeated.measure = claim.measure
        AND repeated.versus = claim.versus
        AND repeated.plan_kind = claim.plan_kind
        AND repeated.accumulation = claim.accumulation
        AND repeated.first_day = claim.first_day
        AND repeated.last_day = claim.last_day
)
SELECT
    claim.vintage,
    claim.report_id,
    claim.observation_id,
    claim.area_code,
    claim.indicator_code,
    claim.unit,
    claim.nature,
    claim.measure,
    claim.versus,
    claim.plan_kind,
    claim.accumulation,
    claim.year,
    claim.first_month,
    claim.last_month,
    claim.first_day,
    claim.last_day,
    claim.last_day = LAST_DAY(claim.last_day) AS at_month_end,
    claim.value,
    claim.low,
    claim.high,
    claim.obs_status,
    COALESCE(judged.ambiguous, FALSE) AS ambiguous
FROM claim
LEFT JOIN judged ON judged.observation_id = claim.observation_id
WHERE judged.place IS NULL OR judged.place = 1
