-- Figures of single periods: a month, a quarter, a half year, nine months, a year; and what holds at a moment.
--
-- A row is a series in a period: as reported, else derived. A flow is derived as the difference of two cumulative totals
-- of one year whose cut-off days both end a month, else as the sum of its months where every one is there. What holds at a
-- moment (POINT: stocks, rates) stands as it is in the month of its last day, and is never added or subtracted. A total
-- that fell from one month to the next was restated: no period is derived from it.
--
-- A period from January on is at the same time a cumulative total, so "quý I", "6 tháng", "năm" are found here and there.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, accumulation, period_code
-- source: docs/models.md; rounding intervals of XBRL Calculations 1.1: a sum adds them, a difference crosses them
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the values
-- column: nature: flow, stock, rate, period_rate, index or plan
-- column: accumulation: IN_PERIOD (covers the whole period) or POINT (holds at last_day)
-- column: period_code: the period
-- column: frequency: M month, Q quarter, S half year, N nine months, A year
-- column: year: calendar year
-- column: first_month: first month of the period
-- column: last_month: last month of the period
-- column: last_day: last day that the value covers, or the day on which it holds
-- column: at_month_end: the last day ends a month
-- column: value: value_reported, else value_derived
-- column: low: lowest value that fits the digits
-- column: high: highest value that fits the digits
-- column: how: reported, difference of cumulatives, or sum of months
-- column: value_reported: as the newest report prints it
-- column: low_reported: lowest value that would print so
-- column: high_reported: highest value that would print so
-- column: value_derived: derived from other figures, also where a reported one is there
-- column: low_derived: lowest value that fits the digits of those figures
-- column: high_derived: highest value that fits the digits of those figures
-- column: derived_how: difference of cumulatives, or sum of months
-- column: agree: reported and derived can both be true, rounding allowed for; NULL where it cannot be told
-- column: obs_status: E where the value, or a figure it is made of, is an estimate; A otherwise
-- column: ambiguous: a report contradicts itself about the value, or about a figure it is made of
-- column: ahead: value_reported was expected by a report published before the month of last_day; FALSE where value is derived
-- column: report_id: the report that prints value_reported
-- column: observation_id: the observation of value_reported
-- column: input_ids: observations that value is made of where it is derived, with commas between
-- test: not_null: value, nature, last_day
-- test: accepted_values: how: reported, difference of cumulatives, sum of months
-- test: relationships: period_code: dim_period.period_code
-- test: expression: low <= high
WITH level AS (
    SELECT s.*
    FROM staging.current_observation AS s
    WHERE s.measure = 'level'
),
reported AS (
    SELECT
        level.area_code,
        level.indicator_code,
        level.unit,
        CASE WHEN level.accumulation = 'POINT' THEN 'POINT' ELSE 'IN_PERIOD' END AS accumulation,
        p.period_code,
        p.frequency,
        p.year,
        p.first_month,
        p.last_month,
        level.nature,
        level.last_day,
        level.at_month_end,
        level.value,
        level.low,
        level.high,
        level.obs_status,
        level.ambiguous,
        level.ahead,
        level.report_id,
        level.observation_id
    FROM level
    JOIN dim_period AS p
        ON p.year = level.year AND p.last_month = level.last_month
        -- what holds at a moment is of the month of its day
        AND p.first_month = CASE WHEN level.accumulation = 'POINT' THEN level.last_month ELSE level.first_month END
    WHERE CASE WHEN level.accumulation = 'POINT' THEN level.last_of_month ELSE level.at_month_end END
),
-- a period is what the total grew by since the month before it began
difference AS (
    SELECT
        after.area_code,
        after.indicator_code,
        after.unit,
        p.period_code,
        p.frequency,
        p.year,
        p.first_month,
        p.last_month,
        after.nature,
        after.last_day,
        TRY_CAST(after.value_reported - before.value AS DECIMAL(28, 6)) AS value,
        TRY_CAST(after.low_reported - before.high AS DECIMAL(28, 6)) AS low,
        TRY_CAST(after.high_reported - before.low AS DECIMAL(28, 6)) AS high,
        GREATEST(after.obs_status, before.obs_status) AS obs_status,
        after.ambiguous OR before.ambiguous AS ambiguous,
        after.observation_id || ', ' || COALESCE(before.observation_id, before.input_ids) AS input_ids
    FROM marts.cumulative AS after
    JOIN dim_period AS p ON p.year = after.year AND p.last_month = after.month
    JOIN marts.cumulative AS before
        ON before.area_code = after.area_code
        AND before.indicator_code = after.indicator_code
        AND before.unit = after.unit
        AND before.year = after.year
        AND before.month = p.first_month - 1
    WHERE
        after.nature = 'flow'
        AND after.how = 'reported'
        AND after.at_month_end
        AND before.at_month_end
        -- a total that certainly fell was restated: what it fell by is no figure of the period
        AND NOT COALESCE(before.low >= 0 AND after.low_reported >= 0 AND after.high_reported < before.low, FALSE)
),
-- whole months of flows, reported where they are, else from a difference
months AS (
    SELECT
        reported.area_code,
        reported.indicator_code,
        reported.unit,
        reported.nature,
        reported.year,
        reported.last_month AS month,
        reported.value,
        reported.low,
        reported.high,
        reported.obs_status,
        reported.ambiguous,
        reported.observation_id AS input_ids
    FROM reported
    WHERE reported.accumulation = 'IN_PERIOD' AND reported.nature = 'flow' AND reported.frequency = 'M'
    UNION ALL
    SELECT
        difference.area_code,
        difference.indicator_code,
        difference.unit,
        difference.nature,
        difference.year,
        difference.last_month AS month,
        difference.value,
        difference.low,
        difference.high,
        difference.obs_status,
        difference.ambiguous,
        difference.input_ids
    FROM difference
    ANTI JOIN reported
        ON reported.area_code = difference.area_code
        AND reported.indicator_code = difference.indicator_code
        AND reported.unit = difference.unit
        AND reported.period_code = difference.period_code
        AND reported.accumulation = 'IN_PERIOD'
    WHERE difference.frequency = 'M'
),
-- longer periods are made of whole quarters: these are added up first, and only once
quarters AS (
    SELECT
        months.area_code,
        months.indicator_code,
        months.unit,
        months.year,
        (months.month + 2) // 3 * 3 AS last_month,
        MIN(months.nature) AS nature,
        CAST(SUM(months.value) AS DECIMAL(38, 6)) AS value,
        CASE WHEN COUNT(months.low) = 3 THEN CAST(SUM(months.low) AS DECIMAL(38, 6)) END AS low,
        CASE WHEN COUNT(months.high) = 3 THEN CAST(SUM(months.high) AS DECIMAL(38, 6)) END AS high,
        MAX(months.obs_status) AS obs_status,
        MAX(CASE WHEN months.ambiguous THEN 1 ELSE 0 END) AS ambiguous
    FROM months
    GROUP BY months.area_code, months.indicator_code, months.unit, months.year, (months.month + 2) // 3 * 3
    HAVING COUNT(*) = 3
),
summed AS (
    SELECT
        q.area_code,
        q.indicator_code,
        q.unit,
        p.period_code,
        p.frequency,
        p.year,
        p.first_month,
        p.last_month,
        p.end_date AS last_day,
        MIN(q.nature) AS nature,
        TRY_CAST(SUM(q.value) AS DECIMAL(28, 6)) AS value,
        TRY_CAST(CASE WHEN COUNT(q.low) = COUNT(*) THEN SUM(q.low) END AS DECIMAL(28, 6)) AS low,
        TRY_CAST(CASE WHEN COUNT(q.high) = COUNT(*) THEN SUM(q.high) END AS DECIMAL(28, 6)) AS high,
        MAX(q.obs_status) AS obs_status,
        MAX(q.ambiguous) = 1 AS ambiguous
    FROM quarters AS q
    JOIN dim_period AS p
        ON p.frequency <> 'M' AND p.year = q.year AND q.last_month BETWEEN p.first_month AND p.last_month
    GROUP BY
        q.area_code, q.indicator_code, q.unit, p.period_code, p.frequency, p.year, p.first_month, p.last_month, p.end_date
    HAVING COUNT(*) * 3 = p.last_month - p.first_month + 1
),
derived AS (
    SELECT
        COALESCE(difference.area_code, summed.area_code) AS area_code,
        COALESCE(difference.indicator_code, summed.indicator_code) AS indicator_code,
        COALESCE(difference.unit, summed.unit) AS unit,
        'IN_PERIOD' AS accumulation,
        COALESCE(difference.period_code, summed.period_code) AS period_code,
        COALESCE(difference.frequency, summed.frequency) AS frequency,
        COALESCE(difference.year, summed.year) AS year,
        COALESCE(difference.first_month, summed.first_month) AS first_month,
        COALESCE(difference.last_month, summed.last_month) AS last_month,
        COALESCE(difference.nature, summed.nature) AS nature,
        COALESCE(difference.last_day, summed.last_day) AS last_day,
        CASE WHEN difference.value IS NULL THEN 'sum of months' ELSE 'difference of cumulatives' END AS how,
        COALESCE(difference.value, summed.value) AS value,
        CASE WHEN difference.value IS NULL THEN summed.low ELSE difference.low END AS low,
        CASE WHEN difference.value IS NULL THEN summed.high ELSE difference.high END AS high,
        CASE WHEN difference.value IS NULL THEN summed.obs_status ELSE difference.obs_status END AS obs_status,
        CASE WHEN difference.value IS NULL THEN summed.ambiguous ELSE difference.ambiguous END AS ambiguous,
        CASE WHEN difference.value IS NOT NULL THEN difference.input_ids END AS input_ids
    FROM difference
    FULL JOIN summed
        ON summed.area_code = difference.area_code
        AND summed.indicator_code = difference.indicator_code
        AND summed.unit = difference.unit
        AND summed.period_code = difference.period_code
),
-- what a sum is made of is only asked where nothing else speaks for the period
only_summed AS (
    SELECT derived.*
    FROM derived
    ANTI JOIN reported
        ON reported.area_code = derived.area_code
        AND reported.indicator_code = derived.indicator_code
        AND reported.unit = derived.unit
        AND reported.period_code = derived.period_code
        AND reported.accumulation = 'IN_PERIOD'
    WHERE derived.how = 'sum of months'
),
inputs AS (
    SELECT
        s.area_code,
        s.indicator_code,
        s.unit,
        s.period_code,
        STRING_AGG(months.input_ids, ', ' ORDER BY months.month) AS input_ids
    FROM only_summed AS s
    JOIN months
        ON months.area_code = s.area_code
        AND months.indicator_code = s.indicator_code
        AND months.unit = s.unit
        AND months.year = s.year
        AND months.month BETWEEN s.first_month AND s.last_month
    GROUP BY s.area_code, s.indicator_code, s.unit, s.period_code
)
SELECT
    COALESCE(reported.area_code, derived.area_code) AS area_code,
    COALESCE(reported.indicator_code, derived.indicator_code) AS indicator_code,
    COALESCE(reported.unit, derived.unit) AS unit,
    COALESCE(reported.nature, derived.nature) AS nature,
    COALESCE(reported.accumulation, derived.accumulation) AS accumulation,
    COALESCE(reported.period_code, derived.period_code) AS period_code,
    COALESCE(reported.frequency, derived.frequency) AS frequency,
    CAST(COALESCE(reported.year, derived.year) AS INTEGER) AS year,
    CAST(COALESCE(reported.first_month, derived.first_month) AS INTEGER) AS first_month,
    CAST(COALESCE(reported.last_month, derived.last_month) AS INTEGER) AS last_month,
    COALESCE(reported.last_day, derived.last_day) AS last_day,
    COALESCE(reported.at_month_end, TRUE) AS at_month_end,
    CAST(COALESCE(reported.value, derived.value) AS DECIMAL(28, 6)) AS value,
    CAST(CASE WHEN reported.value IS NULL THEN derived.low ELSE reported.low END AS DECIMAL(28, 6)) AS low,
    CAST(CASE WHEN reported.value IS NULL THEN derived.high ELSE reported.high END AS DECIMAL(28, 6)) AS high,
    CASE WHEN reported.value IS NULL THEN derived.how ELSE 'reported' END AS how,
    reported.value AS value_reported,
    reported.low AS low_reported,
    reported.high AS high_reported,
    derived.value AS value_derived,
    derived.low AS low_derived,
    derived.high AS high_derived,
    derived.how AS derived_how,
    reported.low <= derived.high AND derived.low <= reported.high AS agree,
    COALESCE(reported.obs_status, derived.obs_status) AS obs_status,
    COALESCE(reported.ambiguous, derived.ambiguous) AS ambiguous,
    COALESCE(reported.ahead, FALSE) AS ahead,
    reported.report_id,
    reported.observation_id,
    CASE WHEN reported.value IS NULL THEN COALESCE(derived.input_ids, inputs.input_ids) END AS input_ids
FROM reported
FULL JOIN derived
    ON derived.area_code = reported.area_code
    AND derived.indicator_code = reported.indicator_code
    AND derived.unit = reported.unit
    AND derived.accumulation = reported.accumulation
    AND derived.period_code = reported.period_code
LEFT JOIN inputs
    ON inputs.area_code = derived.area_code
    AND inputs.indicator_code = derived.indicator_code
    AND inputs.unit = derived.unit
    AND inputs.period_code = derived.period_code
    AND reported.observation_id IS NULL
WHERE reported.value IS NOT NULL OR derived.value IS NOT NULL
