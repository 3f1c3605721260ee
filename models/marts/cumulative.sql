-- Totals since 1 January ("lũy kế"), month by month.
--
-- A row is a series in a month, with its total from 1 January: as reported, else summed from the months of the year up to
-- this one. A sum restarts each January and is only made of a complete run of whole months: never across a gap. Only
-- flows are summed. A figure whose cut-off day lies inside the month is kept with that day and enters no arithmetic.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, period_code
-- source: docs/models.md; sums of rounding intervals as in XBRL Calculations 1.1
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the values
-- column: nature: flow, stock, rate, period_rate, index or plan
-- column: period_code: the month
-- column: year: its year
-- column: month: its number, 1 to 12
-- column: last_day: last day that the value covers; inside the month where the report stops short of its end
-- column: at_month_end: the last day ends the month
-- column: value: value_reported, else value_derived
-- column: low: lowest value that fits the digits
-- column: high: highest value that fits the digits
-- column: how: reported, or sum of months
-- column: value_reported: total as the newest report prints it
-- column: low_reported: lowest value that would print so
-- column: high_reported: highest value that would print so
-- column: value_derived: January to this month added up, where every month is reported
-- column: low_derived: lowest sum that fits the digits of the months
-- column: high_derived: highest sum that fits the digits of the months
-- column: agree: reported and derived can combined be true, rounding allowed for; NULL where it cannot be told
-- column: obs_status: E where the reported value, or a month of the sum, is an estimate; A otherwise
-- column: ambiguous: the report contradicts itself about the value, or about a month of the sum
-- column: ahead: value_reported was expected by a report published before the month of last_day; FALSE where value is derived
-- column: report_id: the report that prints value_reported
-- column: observation_id: the observation of value_reported
-- column: input_ids: observations that value is made of where it is derived, with commas between
-- test: not_null: value, nature, last_day
-- test: accepted_values: how: reported, sum of months
-- test: relationships: period_code: dim_period.period_code
-- test: relationships: indicator_code: dim_indicator.indicator_code
-- test: expression: low <= value AND value <= high
-- test: expression: month BETWEEN 1 AND 12
WITH level AS (
    SELECT s.*
    FROM staging.current_observation AS s
    WHERE s.measure = 'level'
),
reported AS (
    SELECT level.*
    FROM level
    WHERE level.accumulation = 'YTD' AND level.last_of_month
),
-- whole months of flows; the first month of the year is its own total
months AS (
    SELECT level.*
    FROM level
    WHERE
        level.nature = 'flow'
        AND level.accumulation <> 'POINT'
        AND level.first_month = level.last_month
        AND level.at_month_end
),
running AS (
    SELECT
        months.area_code,
        months.indicator_code,
        months.unit,
        months.nature,
        months.year,
        months.last_month,
        months.last_day,
        COUNT(*) OVER since_january AS months_summed,
        COUNT(months.low) OVER since_january AS lows,
        COUNT(months.high) OVER since_january AS highs,
        TRY_CAST(SUM(months.value) OVER since_january AS DECIMAL(28, 6)) AS value,
        TRY_CAST(SUM(months.low) OVER since_january AS DECIMAL(28, 6)) AS low,
        TRY_CAST(SUM(months.high) OVER since_january AS DECIMAL(28, 6)) AS high,
        MAX(months.obs_status) OVER since_january AS obs_status,
        MAX(CASE WHEN months.ambiguous THEN 1 ELSE 0 END) OVER since_january AS ambiguous
    FROM months
    WINDOW since_january AS (
        PARTITION BY months.area_code, months.indicator_code, months.unit, months.year
        ORDER BY months.last_month
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),
-- January alone is reported, not derived
summed AS (
    SELECT
        running.*,
        CASE WHEN running.lows = running.last_month THEN running.low END AS low_sum,
        CASE WHEN running.highs = running.last_month THEN running.high END AS high_sum
    FROM running
    WHERE running.months_summed = running.last_month AND running.last_month > 1
),
combined AS (
    SELECT
        COALESCE(reported.area_code, summed.area_code) AS area_code,
        COALESCE(reported.indicator_code, summed.indicator_code) AS indicator_code,
        COALESCE(reported.unit, summed.unit) AS unit,
        COALESCE(reported.nature, summed.nature) AS nature,
        COALESCE(reported.year, summed.year) AS year,
        COALESCE(reported.last_month, summed.last_month) AS month,
        COALESCE(reported.last_day, summed.last_day) AS last_day,
        COALESCE(reported.at_month_end, TRUE) AS at_month_end,
        reported.observation_id,
        reported.report_id,
        reported.value AS value_reported,
        reported.low AS low_reported,
        reported.high AS high_reported,
        summed.value AS value_derived,
        summed.low_sum AS low_derived,
        summed.high_sum AS high_derived,
        COALESCE(reported.obs_status, summed.obs_status) AS obs_status,
        COALESCE(reported.ambiguous, summed.ambiguous = 1) AS ambiguous,
        COALESCE(reported.ahead, FALSE) AS ahead
    FROM reported
    FULL JOIN summed
        ON summed.area_code = reported.area_code
        AND summed.indicator_code = reported.indicator_code
        AND summed.unit = reported.unit
        AND summed.year = reported.year
        AND summed.last_month = reported.last_month
),
inputs AS (
    SELECT
        combined.area_code,
        combined.indicator_code,
        combined.unit,
        combined.year,
        combined.month,
        STRING_AGG(months.observation_id, ', ' ORDER BY months.last_month) AS input_ids
    FROM combined
    JOIN months
        ON months.area_code = combined.area_code
        AND months.indicator_code = combined.indicator_code
        AND months.unit = combined.unit
        AND months.year = combined.year
        AND months.last_month <= combined.month
    WHERE combined.observation_id IS NULL
    GROUP BY combined.area_code, combined.indicator_code, combined.unit, combined.year, combined.month
)
SELECT
    combined.area_code,
    combined.indicator_code,
    combined.unit,
    combined.nature,
    p.period_code,
    CAST(combined.year AS INTEGER) AS year,
    CAST(combined.month AS INTEGER) AS month,
    combined.last_day,
    combined.at_month_end,
    CAST(COALESCE(combined.value_reported, combined.value_derived) AS DECIMAL(28, 6)) AS value,
    CAST(CASE WHEN combined.observation_id IS NULL THEN combined.low_derived ELSE combined.low_reported END AS DECIMAL(28, 6)) AS low,
    CAST(CASE WHEN combined.observation_id IS NULL THEN combined.high_derived ELSE combined.high_reported END AS DECIMAL(28, 6)) AS high,
    CASE WHEN combined.observation_id IS NULL THEN 'sum of months' ELSE 'reported' END AS how,
    combined.value_reported,
    combined.low_reported,
    combined.high_reported,
    combined.value_derived,
    combined.low_derived,
    combined.high_derived,
    CASE
        WHEN combined.at_month_end
            THEN combined.low_reported <= combined.high_derived AND combined.low_derived <= combined.high_reported
    END AS agree,
    combined.obs_status,
    combined.ambiguous,
    combined.ahead,
    combined.report_id,
    combined.observation_id,
    inputs.input_ids
FROM combined
JOIN dim_period AS p ON p.frequency = 'M' AND p.year = combined.year AND p.last_month = combined.month
LEFT JOIN inputs
    ON inputs.area_code = combined.area_code
    AND inputs.indicator_code = combined.indicator_code
    AND inputs.unit = combined.unit
    AND inputs.year = combined.year
    AND inputs.month = combined.month
WHERE combined.value_reported IS NOT NULL OR combined.value_derived IS NOT NULL
