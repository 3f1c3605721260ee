-- Every derived number of every mart: its value, interval and formula, and the observations that it is made of.
--
-- A row is one column of one row of a mart. `variant` tells rows of one series and period apart: accumulation, plan kind
-- or measure. `input_ids` are observation ids with commas between, some perhaps twice.
WITH figure AS (
    SELECT
        f.area_code, f.indicator_code, f.unit, f.accumulation, f.period_code, f.year, f.first_month, f.last_month,
        f.frequency, f.last_day, COALESCE(f.observation_id, f.input_ids) AS ids
    FROM marts.in_period AS f
    WHERE f.indicator_code = $indicator
    UNION ALL
    SELECT
        c.area_code, c.indicator_code, c.unit, 'YTD', c.period_code, c.year, 1, c.month, 'YTD', c.last_day,
        COALESCE(c.observation_id, c.input_ids)
    FROM marts.cumulative AS c
    WHERE c.indicator_code = $indicator
),
in_period AS (
    SELECT
        'in_period' AS mart, f.area_code, f.unit, f.period_code, f.accumulation AS variant,
        UNNEST([
            {'name': 'value_reported', 'value': CAST(f.value_reported AS VARCHAR), 'low': CAST(f.low_reported AS VARCHAR),
             'high': CAST(f.high_reported AS VARCHAR), 'formula': 'as printed', 'ids': f.observation_id},
            {'name': 'value_derived', 'value': CAST(f.value_derived AS VARCHAR), 'low': CAST(f.low_derived AS VARCHAR),
             'high': CAST(f.high_derived AS VARCHAR),
             'formula': CASE f.derived_how
                 WHEN 'sum of months' THEN 'sum of the months of the period'
                 ELSE 'total at the end of the period less total before it' END,
             'ids': (
                SELECT STRING_AGG(g.ids, ', ' ORDER BY g.last_month)
                FROM figure AS g
                WHERE g.area_code = f.area_code AND g.unit = f.unit AND g.year = f.year
                    AND CASE f.derived_how
                        WHEN 'sum of months' THEN g.frequency = 'M' AND g.last_month BETWEEN f.first_month AND f.last_month
                        ELSE g.frequency = 'YTD' AND g.last_month IN (f.first_month - 1, f.last_month) END
             )}
        ]) AS cell
    FROM marts.in_period AS f
    WHERE f.indicator_code = $indicator
),
cumulative AS (
    SELECT
        'cumulative' AS mart, c.area_code, c.unit, c.period_code, 'YTD' AS variant,
        UNNEST([
            {'name': 'value_reported', 'value': CAST(c.value_reported AS VARCHAR), 'low': CAST(c.low_reported AS VARCHAR),
             'high': CAST(c.high_reported AS VARCHAR), 'formula': 'as printed', 'ids': c.observation_id},
            {'name': 'value_derived', 'value': CAST(c.value_derived AS VARCHAR), 'low': CAST(c.low_derived AS VARCHAR),
             'high': CAST(c.high_derived AS VARCHAR), 'formula': 'sum of the months since January',
             'ids': (
                SELECT STRING_AGG(g.ids, ', ' ORDER BY g.last_month)
                FROM figure AS g
                WHERE g.area_code = c.area_code AND g.unit = c.unit AND g.year = c.year AND g.frequency = 'M'
                    AND g.last_month <= c.month
             )}
        ]) AS cell
    FROM marts.cumulative AS c
    WHERE c.indicator_code = $indicator
),
-- both years of a change; for what a printed change implies, also the level that its own report prints
years AS (
    SELECT
        y.*,
        this.ids AS level_ids,
        prior.ids AS prior_ids,
        (
            SELECT STRING_AGG(s.observation_id, ', ' ORDER BY s.observation_id)
            FROM staging.report_observation AS s
            WHERE s.indicator_code = y.indicator_code AND s.area_code = y.area_code AND s.unit = y.unit
                AND s.measure = 'level' AND s.report_id = y.report_id AND s.last_day = y.last_day
                AND s.first_day = CASE y.accumulation
                    WHEN 'YTD' THEN MAKE_DATE(y.year, 1, 1) WHEN 'POINT' THEN s.last_day
                    ELSE p.start_date END
        ) AS own_ids
    FROM marts.year_on_year AS y
    JOIN dim_period AS p ON p.period_code = y.period_code
    LEFT JOIN figure AS this
        ON this.area_code = y.area_code AND this.unit = y.unit AND this.accumulation = y.accumulation
        AND this.period_code = y.period_code
    LEFT JOIN figure AS prior
        ON prior.area_code = y.area_code AND prior.unit = y.unit AND prior.accumulation = y.accumulation
        AND prior.year = y.year - 1 AND prior.first_month = this.first_month AND prior.last_month = this.last_month
    WHERE y.indicator_code = $indicator
),
year_on_year AS (
    SELECT
        'year_on_year' AS mart, y.area_code, y.unit, y.period_code, y.accumulation AS variant,
        UNNEST([
            {'name': 'level', 'value': CAST(y.level AS VARCHAR), 'low': CAST(y.level_low AS VARCHAR),
             'high': CAST(y.level_high AS VARCHAR), 'formula': y.level_how, 'ids': y.level_ids},
            {'name': 'prior', 'value': CAST(y.prior AS VARCHAR), 'low': CAST(y.prior_low AS VARCHAR),
             'high': CAST(y.prior_high AS VARCHAR), 'formula': y.prior_how, 'ids': y.prior_ids},
            {'name': 'reported_pct', 'value': CAST(y.reported_pct AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': CASE y.reported_kind
                WHEN 'change_ratio' THEN '(times - 1) x 100' WHEN 'change_abs' THEN 'change / (level - change) x 100'
                ELSE 'as printed' END,
             'ids': CASE y.reported_kind WHEN 'change_abs'
                THEN CONCAT_WS(', ', y.observation_id, y.own_ids, y.level_ids) ELSE y.observation_id END},
            {'name': 'change_abs_reported', 'value': CAST(y.change_abs_reported AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as printed', 'ids': y.observation_id},
            {'name': 'change_ratio_reported', 'value': CAST(y.change_ratio_reported AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as printed', 'ids': y.observation_id},
            {'name': 'change_pp_reported', 'value': CAST(y.change_pp_reported AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as printed', 'ids': y.observation_id},
            {'name': 'change_pct_derived', 'value': CAST(y.change_pct_derived AS VARCHAR),
             'low': CAST(y.change_pct_low AS VARCHAR), 'high': CAST(y.change_pct_high AS VARCHAR),
             'formula': '(level / prior - 1) x 100', 'ids': CONCAT_WS(', ', y.level_ids, y.prior_ids)},
            {'name': 'change_abs_derived', 'value': CAST(y.change_abs_derived AS VARCHAR),
             'low': CAST(y.change_abs_low AS VARCHAR), 'high': CAST(y.change_abs_high AS VARCHAR),
             'formula': 'level - prior', 'ids': CONCAT_WS(', ', y.level_ids, y.prior_ids)},
            {'name': 'prior_implied', 'value': CAST(y.prior_implied AS VARCHAR),
             'low': CAST(y.prior_implied_low AS VARCHAR), 'high': CAST(y.prior_implied_high AS VARCHAR),
             'formula': 'the level and every printed change, inverted',
             'ids': CONCAT_WS(', ', y.observation_id, COALESCE(y.own_ids, y.level_ids))}
        ]) AS cell
    FROM years AS y
),
-- what every report of the year says of one plan: its percent and the level that belongs to it
implied AS (
    SELECT
        s.area_code, s.unit, s.year, s.plan_kind,
        STRING_AGG(CONCAT_WS(', ', s.observation_id, COALESCE(own.observation_id, other.ids)), ', ' ORDER BY s.last_day) AS ids
    FROM staging.current_observation AS s
    LEFT JOIN staging.report_observation AS own
        ON own.report_id = s.report_id AND own.area_code = s.area_code AND own.indicator_code = s.indicator_code
        AND own.unit = s.unit AND own.accumulation = s.accumulation AND own.first_day = s.first_day
        AND own.last_day = s.last_day AND own.measure = 'level'
    LEFT JOIN figure AS other
        ON other.area_code = s.area_code AND other.unit = s.unit AND other.accumulation = s.accumulation
        AND other.last_day = s.last_day
    WHERE s.indicator_code = $indicator AND s.measure = 'attainment' AND s.accumulation <> 'IN_PERIOD'
    GROUP BY s.area_code, s.unit, s.year, s.plan_kind
),
planned AS (
    SELECT
        p.*,
        COALESCE(p.level_observation_id, level.ids) AS level_ids,
        implied.ids AS implied_ids,
        COALESCE(p.plan_observation_id, implied.ids) AS plan_ids
    FROM marts.plan_attainment AS p
    LEFT JOIN figure AS level
        ON level.area_code = p.area_code AND level.unit = p.unit AND level.accumulation = p.accumulation
        AND level.period_code = p.period_code
    LEFT JOIN implied
        ON implied.area_code = p.area_code AND implied.unit = p.unit AND implied.year = p.year
        AND implied.plan_kind = p.plan_kind
    WHERE p.indicator_code = $indicator
),
plan_attainment AS (
    SELECT
        'plan_attainment' AS mart, p.area_code, p.unit, p.period_code, p.accumulation || ' ' || p.plan_kind AS variant,
        UNNEST([
            {'name': 'level', 'value': CAST(p.level AS VARCHAR), 'low': CAST(p.level_low AS VARCHAR),
             'high': CAST(p.level_high AS VARCHAR), 'formula': p.level_from, 'ids': p.level_ids},
            {'name': 'attainment_reported', 'value': CAST(p.attainment_reported AS VARCHAR),
             'low': CAST(p.attainment_low AS VARCHAR), 'high': CAST(p.attainment_high AS VARCHAR),
             'formula': 'as printed', 'ids': p.observation_id},
            {'name': 'plan_stated', 'value': CAST(p.plan_stated AS VARCHAR), 'low': CAST(p.plan_stated_low AS VARCHAR),
             'high': CAST(p.plan_stated_high AS VARCHAR), 'formula': 'as printed', 'ids': p.plan_observation_id},
            {'name': 'plan_implied', 'value': NULL, 'low': CAST(p.plan_low AS VARCHAR),
             'high': CAST(p.plan_high AS VARCHAR), 'formula': 'level x 100 / attainment',
             'ids': CONCAT_WS(', ', p.observation_id, p.level_ids)},
            {'name': 'plan_implied_all', 'value': NULL, 'low': CAST(p.plan_low_all AS VARCHAR),
             'high': CAST(p.plan_high_all AS VARCHAR),
             'formula': 'what level x 100 / attainment of all reports of the year have in common', 'ids': p.implied_ids},
            {'name': 'plan', 'value': CAST(p.plan AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': CASE p.plan_how WHEN 'implied' THEN 'middle of plan_implied_all' ELSE 'as printed' END,
             'ids': p.plan_ids},
            {'name': 'attainment_derived', 'value': CAST(p.attainment_derived AS VARCHAR),
             'low': CAST(p.attainment_derived_low AS VARCHAR), 'high': CAST(p.attainment_derived_high AS VARCHAR),
             'formula': 'level / plan x 100', 'ids': CONCAT_WS(', ', p.level_ids, p.plan_ids)},
            {'name': 'remaining', 'value': CAST(p.remaining AS VARCHAR), 'low': CAST(p.remaining_low AS VARCHAR),
             'high': CAST(p.remaining_high AS VARCHAR), 'formula': 'plan - level',
             'ids': CONCAT_WS(', ', p.level_ids, p.plan_ids)},
            {'name': 'pace_needed', 'value': CAST(p.pace_needed AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'remaining / months_left', 'ids': CONCAT_WS(', ', p.level_ids, p.plan_ids)},
            {'name': 'pace_so_far', 'value': CAST(p.pace_so_far AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'level / months gone', 'ids': p.level_ids}
        ]) AS cell
    FROM planned AS p
),
revision AS (
    SELECT
        'revision' AS mart, s.area_code, s.unit, p.period_code,
        CONCAT_WS(' ', s.accumulation, s.measure, NULLIF(s.versus, ''), CAST(s.published_at AS VARCHAR)) AS variant,
        UNNEST([
            {'name': 'value', 'value': CAST(s.value AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as printed', 'ids': s.observation_id},
            {'name': 'value_before', 'value': CAST(s.value_before AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as printed', 'ids': s.observation_id_before},
            {'name': 'difference', 'value': CAST(s.difference AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'value - value_before', 'ids': s.observation_id_before || ', ' || s.observation_id},
            {'name': 'difference_pct', 'value': CAST(s.difference_pct AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'difference / value_before x 100', 'ids': s.observation_id_before || ', ' || s.observation_id}
        ]) AS cell
    FROM marts.revision AS s
    -- the period of the days; the month of the last day for totals and moments and for spans that are no period
    JOIN dim_period AS p ON p.frequency = 'M' AND s.last_day BETWEEN p.start_date AND p.end_date
    WHERE s.indicator_code = $indicator
),
coverage AS (
    SELECT
        'coverage' AS mart, c.area_code, c.unit, c.period_code, c.frequency AS variant,
        UNNEST([
            {'name': 'single', 'value': c.single, 'low': NULL, 'high': NULL,
             'formula': 'a figure of the period alone, or at its end', 'ids': (
                SELECT STRING_AGG(g.ids, ', ' ORDER BY g.accumulation)
                FROM figure AS g
                WHERE g.area_code = c.area_code AND g.unit = c.unit AND g.year = c.year AND g.last_month = c.last_month
                    AND (g.accumulation = 'POINT' OR (g.accumulation = 'IN_PERIOD' AND g.frequency = c.frequency)))},
            {'name': 'cumulative', 'value': c.cumulative, 'low': NULL, 'high': NULL,
             'formula': 'a total since 1 January', 'ids': (
                SELECT STRING_AGG(g.ids, ', ')
                FROM figure AS g
                WHERE g.area_code = c.area_code AND g.unit = c.unit AND g.year = c.year AND g.last_month = c.last_month
                    AND g.accumulation = 'YTD')}
        ]) AS cell
    FROM marts.coverage AS c
    WHERE c.indicator_code = $indicator
),
changed AS (
    SELECT area_code, unit, period_code, variant, STRING_AGG(cell.ids, ', ') AS ids
    FROM year_on_year
    WHERE cell.name = 'reported_pct' AND cell.value IS NOT NULL
        OR cell.name = 'change_pct_derived' AND cell.value IS NOT NULL
    GROUP BY area_code, unit, period_code, variant
),
latest AS (
    SELECT
        'latest' AS mart, l.area_code, l.unit, l.period_code, '' AS variant,
        UNNEST([
            {'name': 'month_value', 'value': CAST(l.month_value AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': l.month_how, 'ids': l.month_observation_id},
            {'name': 'sparkline', 'value': l.sparkline, 'low': NULL, 'high': NULL,
             'formula': 'the last 13 months, each as in in_period', 'ids': (
                SELECT STRING_AGG(g.ids, ', ' ORDER BY g.period_code)
                FROM figure AS g
                JOIN dim_period AS now ON now.period_code = l.period_code
                WHERE g.area_code = l.area_code AND g.unit = l.unit AND g.frequency = 'M'
                    AND now.year * 12 + now.last_month - g.year * 12 - g.last_month BETWEEN 0 AND 12)},
            {'name': 'ytd_value', 'value': CAST(l.ytd_value AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': l.ytd_how, 'ids': l.ytd_observation_id},
            {'name': 'month_yoy_pct', 'value': CAST(l.month_yoy_pct AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as in year_on_year', 'ids': month.ids},
            {'name': 'ytd_yoy_pct', 'value': CAST(l.ytd_yoy_pct AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': 'as in year_on_year', 'ids': total.ids},
            {'name': 'attainment_pct', 'value': CAST(l.attainment_pct AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': CASE l.attainment_how WHEN 'reported' THEN 'as printed' ELSE 'level / plan x 100' END,
             'ids': COALESCE(l.attainment_observation_id, p.level_ids || ', ' || p.plan_ids)},
            {'name': 'plan_value', 'value': CAST(l.plan_value AS VARCHAR), 'low': NULL, 'high': NULL,
             'formula': l.plan_how, 'ids': p.plan_ids}
        ]) AS cell
    FROM marts.latest AS l
    LEFT JOIN planned AS p
        ON p.area_code = l.area_code AND p.unit = l.unit AND p.period_code = l.period_code
        AND p.plan_kind = l.plan_kind AND p.plan_how IS NOT DISTINCT FROM l.plan_how
    LEFT JOIN changed AS total
        ON total.area_code = l.area_code AND total.unit = l.unit AND total.period_code = l.period_code
        AND total.variant = 'YTD'
    LEFT JOIN changed AS month
        ON month.area_code = l.area_code AND month.unit = l.unit AND month.period_code = l.period_code
        AND month.variant <> 'YTD'
    WHERE l.indicator_code = $indicator
),
-- a finding is of every indicator whose numbers take part in it
contradiction AS (
    SELECT
        'contradiction' AS mart, c.area_code, '' AS unit, c.period_code, c.rule AS variant,
        {'name': 'finding', 'value': c.message, 'low': NULL, 'high': NULL, 'formula': c.arithmetic,
         'ids': c.observation_ids} AS cell
    FROM marts.contradiction AS c
    WHERE c.indicator_code = $indicator
        OR EXISTS (
            FROM fact_observation AS o
            WHERE o.indicator_code = $indicator
                AND LIST_CONTAINS(STRING_SPLIT(c.observation_ids, ', '), o.observation_id)
        )
),
cells AS (
    SELECT * FROM in_period UNION ALL SELECT * FROM cumulative UNION ALL SELECT * FROM year_on_year
    UNION ALL SELECT * FROM plan_attainment UNION ALL SELECT * FROM revision UNION ALL SELECT * FROM coverage
    UNION ALL SELECT * FROM latest UNION ALL SELECT * FROM contradiction
)
SELECT DISTINCT
    c.mart, c.area_code, a.name AS area, $indicator AS indicator_code, c.unit, c.period_code, c.variant,
    c.cell.name AS column_name, c.cell.value AS value, c.cell.low AS low, c.cell.high AS high, c.cell.formula AS formula,
    c.cell.ids AS input_ids
FROM cells AS c
JOIN dim_area AS a ON a.area_code = c.area_code
WHERE
    (CAST($mart AS VARCHAR) IS NULL OR c.mart = $mart)
    AND (CAST($period AS VARCHAR) IS NULL OR c.period_code = $period)
    AND (CAST($area AS VARCHAR) IS NULL OR $area IN (c.area_code, a.name))
    AND (c.cell.value IS NOT NULL OR c.cell.low IS NOT NULL OR c.cell.high IS NOT NULL)
ORDER BY c.mart, c.area_code, c.unit, c.period_code, c.variant, c.cell.name
