-- What one report says of one cell, in canonical form.
--
-- A row is a cell of one report. A cell is area, indicator, unit, measure, base of comparison, plan kind and the interval
-- of days.
--
-- Canonical: a flow that begins on 1 January is the cumulative figure of its last month, however it was printed ("quý I",
-- "6 tháng", "năm", January itself). Percentages belong to the series in the indicator's own unit. A plan belongs to its
-- year. Production at other prices than the indicator's own is another series, whose unit says so.
--
-- Where a report states a cell twice, the narrowest printed interval is kept; where its statements cannot all be true, the
-- first is kept and the row is marked ambiguous.
--
-- slice: area_code, indicator_code
-- grain: report_id, area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day
-- source: SDMX vintages; rounding intervals of XBRL Calculations 1.1
-- column: vintage: order of publication, as in staging.claim
-- column: report_id: the report
-- column: published_at: day of publication of the report
-- column: observation_id: the observation that speaks for the cell
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series; for percentages the unit of the indicator's levels
-- column: nature: flow, stock, rate, period_rate, index or plan: only flows are ever added or subtracted
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
-- column: newest: no report of a later vintage states the cell: this is its current observation
-- column: vintages: how many reports state the cell
-- column: last_of_month: no other cell of the series, measure and month has a later last day: it speaks for the month
-- test: not_null: value, observation_id
-- test: accepted_values: accumulation: YTD, IN_PERIOD, POINT
-- test: expression: vintages >= 1
WITH claim AS (
    SELECT
        c.vintage,
        c.report_id,
        c.published_at,
        c.observation_id,
        c.area_code,
        c.indicator_code,
        CASE
            WHEN c.price_base = 'constant' THEN 'đồng (giá so sánh)'
            WHEN c.price_base = 'current' THEN 'đồng (giá hiện hành)'
            WHEN c.measure IN ('level', 'plan', 'change_abs') THEN c.unit
            ELSE LOWER(i.unit)
        END AS unit,
        i.nature,
        c.measure,
        c.versus,
        COALESCE(c.plan_kind, '') AS plan_kind,
        CASE
            WHEN c.measure = 'plan' THEN 'IN_PERIOD'
            WHEN c.accumulation = 'POINT' THEN 'POINT'
            WHEN EXTRACT(MONTH FROM c.first_day) = 1 AND EXTRACT(DAY FROM c.first_day) = 1 THEN 'YTD'
            ELSE 'IN_PERIOD'
        END AS accumulation,
        CAST(p.year AS INTEGER) AS year,
        CAST(CASE WHEN c.accumulation = 'YTD' THEN 1 ELSE p.first_month END AS INTEGER) AS first_month,
        CAST(p.last_month AS INTEGER) AS last_month,
        CASE
            WHEN c.measure = 'plan' THEN p.start_date
            WHEN c.accumulation = 'POINT' THEN c.last_day
            ELSE c.first_day
        END AS first_day,
        CASE WHEN c.measure = 'plan' THEN p.end_date ELSE c.last_day END AS last_day,
        c.value,
        c.low,
        c.high,
        c.obs_status,
        c.span_start
    FROM staging.claim AS c
    JOIN dim_indicator AS i ON i.indicator_code = c.indicator_code
    JOIN dim_period AS p ON p.period_code = c.period_code
    WHERE
        -- a cumulative figure that does not begin with the year is none that can be placed
        c.accumulation <> 'YTD'
        OR c.measure = 'plan'
        OR c.first_day = MAKE_DATE(CAST(p.year AS INTEGER), 1, 1)
),
-- cells that are stated more than once: few, and only these need judging
several AS (
    SELECT
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.first_day, claim.last_day,
        COUNT(*) AS statements,
        MAX(claim.vintage) AS newest
    FROM claim
    GROUP BY
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.first_day, claim.last_day
    HAVING COUNT(*) > 1
),
-- cells that one report states more than once
repeated AS (
    SELECT
        claim.vintage,
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.first_day, claim.last_day
    FROM claim
    SEMI JOIN several
        ON several.area_code = claim.area_code
        AND several.indicator_code = claim.indicator_code
        AND several.unit = claim.unit
        AND several.measure = claim.measure
        AND several.versus = claim.versus
        AND several.plan_kind = claim.plan_kind
        AND several.accumulation = claim.accumulation
        AND several.first_day = claim.first_day
        AND several.last_day = claim.last_day
    GROUP BY
        claim.vintage,
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.first_day, claim.last_day
    HAVING COUNT(*) > 1
),
contested AS (
    SELECT
        claim.*,
        CASE
            WHEN MIN(claim.value) OVER statement = MAX(claim.value) OVER statement THEN FALSE
            ELSE COALESCE(MAX(claim.low) OVER statement > MIN(claim.high) OVER statement, TRUE)
        END AS ambiguous
    FROM claim
    SEMI JOIN repeated
        ON repeated.vintage = claim.vintage
        AND repeated.area_code = claim.area_code
        AND repeated.indicator_code = claim.indicator_code
        AND repeated.unit = claim.unit
        AND repeated.measure = claim.measure
        AND repeated.versus = claim.versus
        AND repeated.plan_kind = claim.plan_kind
        AND repeated.accumulation = claim.accumulation
        AND repeated.first_day = claim.first_day
        AND repeated.last_day = claim.last_day
    WINDOW statement AS (
        PARTITION BY
            claim.vintage,
            claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
            claim.accumulation, claim.first_day, claim.last_day
    )
),
judged AS (
    SELECT
        contested.*,
        ROW_NUMBER() OVER (
            PARTITION BY
                contested.vintage,
                contested.area_code, contested.indicator_code, contested.unit, contested.measure, contested.versus, contested.plan_kind,
                contested.accumulation, contested.first_day, contested.last_day
            ORDER BY
                CASE WHEN contested.ambiguous THEN NULL ELSE contested.high - contested.low END, contested.span_start
        ) AS place
    FROM contested
),
passed_over AS (
    SELECT
        judged.area_code, judged.indicator_code, judged.unit, judged.measure, judged.versus, judged.plan_kind,
        judged.accumulation, judged.first_day, judged.last_day,
        COUNT(*) AS statements
    FROM judged
    WHERE judged.place > 1
    GROUP BY
        judged.area_code, judged.indicator_code, judged.unit, judged.measure, judged.versus, judged.plan_kind,
        judged.accumulation, judged.first_day, judged.last_day
),
-- months with a cut-off day inside, as "đến 15/10"; there may be another, as "đến 31/10"
cut_short AS (
    SELECT DISTINCT
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.year, claim.first_month, claim.last_month
    FROM claim
    WHERE claim.last_day <> LAST_DAY(claim.last_day)
),
cut_off AS (
    SELECT
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.year, claim.first_month, claim.last_month,
        MAX(claim.last_day) AS last_day
    FROM claim
    SEMI JOIN cut_short
        ON cut_short.area_code = claim.area_code
        AND cut_short.indicator_code = claim.indicator_code
        AND cut_short.unit = claim.unit
        AND cut_short.measure = claim.measure
        AND cut_short.versus = claim.versus
        AND cut_short.plan_kind = claim.plan_kind
        AND cut_short.accumulation = claim.accumulation
        AND cut_short.year = claim.year
        AND cut_short.first_month = claim.first_month
        AND cut_short.last_month = claim.last_month
    GROUP BY
        claim.area_code, claim.indicator_code, claim.unit, claim.measure, claim.versus, claim.plan_kind,
        claim.accumulation, claim.year, claim.first_month, claim.last_month
)
SELECT
    claim.vintage,
    claim.report_id,
    claim.published_at,
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
    COALESCE(judged.ambiguous, FALSE) AS ambiguous,
    COALESCE(claim.vintage = several.newest, TRUE) AS newest,
    CAST(COALESCE(several.statements - COALESCE(passed_over.statements, 0), 1) AS INTEGER) AS vintages,
    COALESCE(claim.last_day = cut_off.last_day, TRUE) AS last_of_month
FROM claim
LEFT JOIN judged ON judged.observation_id = claim.observation_id
LEFT JOIN several
    ON several.area_code = claim.area_code
    AND several.indicator_code = claim.indicator_code
    AND several.unit = claim.unit
    AND several.measure = claim.measure
    AND several.versus = claim.versus
    AND several.plan_kind = claim.plan_kind
    AND several.accumulation = claim.accumulation
    AND several.first_day = claim.first_day
    AND several.last_day = claim.last_day
LEFT JOIN passed_over
    ON passed_over.area_code = claim.area_code
    AND passed_over.indicator_code = claim.indicator_code
    AND passed_over.unit = claim.unit
    AND passed_over.measure = claim.measure
    AND passed_over.versus = claim.versus
    AND passed_over.plan_kind = claim.plan_kind
    AND passed_over.accumulation = claim.accumulation
    AND passed_over.first_day = claim.first_day
    AND passed_over.last_day = claim.last_day
LEFT JOIN cut_off
    ON cut_off.area_code = claim.area_code
    AND cut_off.indicator_code = claim.indicator_code
    AND cut_off.unit = claim.unit
    AND cut_off.measure = claim.measure
    AND cut_off.versus = claim.versus
    AND cut_off.plan_kind = claim.plan_kind
    AND cut_off.accumulation = claim.accumulation
    AND cut_off.year = claim.year
    AND cut_off.first_month = claim.first_month
    AND cut_off.last_month = claim.last_month
WHERE COALESCE(judged.place, 1) = 1
