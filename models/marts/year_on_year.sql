-- Growth on the same period of the year before.
--
-- A row is a series in a period, single or cumulative, for which a change on the year before is printed or can be worked
-- out from the figures of both years. Figures of the two years are compared only if they cover the same days: both to the
-- end of the month, or both to the same day. A printed change also implies what the year before must have been; that is
-- worked out from the level that the same report prints beside it, where it does.
--
-- `level` and `prior` are `value` in the row of in_period or cumulative of the period and of the same period a year before:
-- there stand their reports and observations.
--
-- "Tăng 2 lần" may mean twice as much or three times as much: the intervals allow for both, the value takes "twice".
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, accumulation, period_code
-- source: docs/models.md; a difference crosses rounding intervals, a ratio divides them
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the levels
-- column: nature: flow, stock, rate, period_rate, index or plan
-- column: accumulation: IN_PERIOD, YTD (since 1 January) or POINT (holds at a moment)
-- column: period_code: the period; the month for YTD and POINT
-- column: frequency: M month, Q quarter, S half year, N nine months, A year
-- column: year: calendar year
-- column: last_month: last month of the period
-- column: last_day: last day of the change reported, else of the level
-- column: level: figure of this year, as marts.in_period or marts.cumulative has it
-- column: level_low: lowest level that fits the digits
-- column: level_high: highest level that fits the digits
-- column: level_how: reported, or how it was derived
-- column: prior: figure of the year before
-- column: prior_low: lowest figure of the year before that fits the digits
-- column: prior_high: highest figure of the year before that fits the digits
-- column: prior_how: reported, or how it was derived
-- column: change_pct_reported: change in percent as printed
-- column: change_abs_reported: change in the unit as printed
-- column: change_ratio_reported: change as printed in times: 2 is twice as much, -2 is half
-- column: change_pp_reported: change in percentage points as printed
-- column: reported_kind: what reported_pct is from: change_pct, change_ratio or change_abs
-- column: reported_pct: printed change as a percentage, whatever it was printed as
-- column: change_pct_derived: change in percent from level and prior; none for series in percent
-- column: change_pct_low: lowest change in percent that fits their digits
-- column: change_pct_high: highest change in percent that fits their digits
-- column: change_abs_derived: level less prior
-- column: change_abs_low: lowest difference that fits their digits
-- column: change_abs_high: highest difference that fits their digits
-- column: yoy_pct: reported_pct, else change_pct_derived
-- column: yoy_how: reported or derived
-- column: prior_implied: what the year before must have been for the printed change to be true
-- column: prior_implied_low: the lowest that it can have been, by all changes printed
-- column: prior_implied_high: the highest that it can have been
-- column: implied_from: same report, where change and level stand in one report; other report
-- column: agree: printed changes and the figures of both years can all be true; NULL where it cannot be told
-- column: ahead: the change, else the figure, was expected by a report published before the month of last_day
-- column: ambiguous: a report contradicts itself about the change or about a figure
-- column: report_id: the report that prints the change in percent, else in times, else in the unit or in points
-- column: observation_id: observations of the printed change, with commas between
-- test: accepted_values: yoy_how: reported, derived
-- test: accepted_values: implied_from: same report, other report
-- test: relationships: period_code: dim_period.period_code
-- test: expression: change_pct_low <= change_pct_high * (1 + 1e-9) OR change_pct_high < 0
WITH figure AS (
    -- the place of a figure in time is one number: year x 100000 + kind x 10000 + first month x 100 + last month, where the
    -- kind is 1 for IN_PERIOD, 2 for YTD, 3 for POINT
    SELECT
        f.area_code, f.indicator_code, f.unit, f.nature, f.accumulation, f.year, f.first_month, f.last_month,
        f.year * 100000 + CASE f.accumulation WHEN 'POINT' THEN 30000 ELSE 10000 END + f.first_month * 100 + f.last_month
            AS place,
        f.last_day, f.at_month_end, f.value, f.low, f.high, f.how, f.ahead, f.ambiguous, f.report_id
    FROM marts.in_period AS f
    UNION ALL
    SELECT
        c.area_code, c.indicator_code, c.unit, c.nature, 'YTD' AS accumulation, c.year, 1 AS first_month,
        c.month AS last_month, c.year * 100000 + 20100 + c.month AS place, c.last_day, c.at_month_end, c.value, c.low,
        c.high, c.how, c.ahead, c.ambiguous, c.report_id
    FROM marts.cumulative AS c
),
-- this year beside the year before, where both cover the same days
pair AS (
    SELECT
        this.*,
        prior.value AS prior,
        prior.low AS prior_low,
        prior.high AS prior_high,
        prior.how AS prior_how,
        prior.ambiguous AS prior_ambiguous
    FROM figure AS this
    LEFT JOIN figure AS prior
        ON prior.area_code = this.area_code
        AND prior.indicator_code = this.indicator_code
        AND prior.unit = this.unit
        AND prior.place = this.place - 100000
        AND (
            (prior.at_month_end AND this.at_month_end)
            OR EXTRACT(DAY FROM prior.last_day) = EXTRACT(DAY FROM this.last_day)
        )
),
changes AS (
    SELECT
        s.*,
        s.year * 100000 + CASE s.accumulation WHEN 'POINT' THEN 30000 WHEN 'YTD' THEN 20000 ELSE 10000 END
            + s.first_month * 100 + s.last_month AS place
    FROM staging.current_observation AS s
    WHERE
        s.versus = 'yoy'
        AND s.measure IN ('change_pct', 'change_abs', 'change_ratio', 'change_pp')
        AND s.last_of_month
),
-- months with a cut-off day inside: the last day that a change is printed for
cut_short AS (
    SELECT DISTINCT changes.area_code, changes.indicator_code, changes.unit, changes.place
    FROM changes
    WHERE NOT changes.at_month_end
),
cut_off AS (
    SELECT changes.area_code, changes.indicator_code, changes.unit, changes.place, MAX(changes.last_day) AS last_day
    FROM changes
    SEMI JOIN cut_short
        ON cut_short.area_code = changes.area_code
        AND cut_short.indicator_code = changes.indicator_code
        AND cut_short.unit = changes.unit
        AND cut_short.place = changes.place
    GROUP BY changes.area_code, changes.indicator_code, changes.unit, changes.place
),
-- changes on the year before as printed (of several cut-off days in a month the last), each with the level that is known
printed AS (
    SELECT
        changes.*,
        f.value AS known,
        f.low AS known_low,
        f.high AS known_high,
        f.ambiguous AS known_ambiguous,
        COALESCE(f.report_id = changes.report_id, FALSE) AS by_itself
    FROM changes
    LEFT JOIN cut_off
        ON cut_off.area_code = changes.area_code
        AND cut_off.indicator_code = changes.indicator_code
        AND cut_off.unit = changes.unit
        AND cut_off.place = changes.place
    LEFT JOIN figure AS f
        ON f.area_code = changes.area_code
        AND f.indicator_code = changes.indicator_code
        AND f.unit = changes.unit
        AND f.place = changes.place
        AND f.last_day = changes.last_day
    WHERE changes.last_day = COALESCE(cut_off.last_day, changes.last_day)
),
-- where that level is of another report: the level that the report of the change prints beside it
stated_beside AS (
    SELECT s.*
    FROM staging.report_observation AS s
    SEMI JOIN printed
        ON printed.report_id = s.report_id
        AND printed.area_code = s.area_code
        AND printed.indicator_code = s.indicator_code
        AND printed.unit = s.unit
        AND printed.last_day = s.last_day
        AND NOT printed.by_itself
    WHERE s.measure = 'level'
),
beside AS (
    SELECT
        printed.*,
        CASE
            WHEN own.value IS NOT NULL OR printed.by_itself THEN 'same report'
            WHEN printed.known IS NOT NULL THEN 'other report'
        END AS level_from,
        CAST(COALESCE(own.value, printed.known) AS DOUBLE) AS level,
        CAST(CASE WHEN own.value IS NULL THEN printed.known_low ELSE own.low END AS DOUBLE) AS level_low,
        CAST(CASE WHEN own.value IS NULL THEN printed.known_high ELSE own.high END AS DOUBLE) AS level_high,
        printed.ambiguous OR COALESCE(own.ambiguous, printed.known_ambiguous, FALSE) AS doubtful,
        CAST(printed.value AS DOUBLE) AS change,
        CAST(printed.low AS DOUBLE) AS change_low,
        CAST(printed.high AS DOUBLE) AS change_high
    FROM printed
    LEFT JOIN stated_beside AS own
        ON own.report_id = printed.report_id
        AND own.area_code = printed.area_code
        AND own.indicator_code = printed.indicator_code
        AND own.unit = printed.unit
        AND own.accumulation = printed.accumulation
        AND own.first_day = printed.first_day
        AND own.last_day = printed.last_day
),
-- what each printed change says of the year before; signs are only certain where the level is not negative, and "giảm 0,5%"
-- of a percentage may mean points
implied AS (
    SELECT
        beside.*,
        CASE
            WHEN beside.measure = 'change_abs' OR (beside.measure = 'change_pp' AND beside.unit = '%')
                THEN beside.level - beside.change
            WHEN beside.level < 0 OR beside.unit IN ('%', '‰') THEN NULL
            WHEN beside.measure = 'change_pct' AND beside.change > -100
                THEN beside.level * 100 / NULLIF(100 + beside.change, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change > 0 THEN beside.level / NULLIF(beside.change, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change < 0 THEN -beside.level * beside.change
        END AS prior,
        CASE
            WHEN beside.measure = 'change_abs' OR (beside.measure = 'change_pp' AND beside.unit = '%')
                THEN beside.level_low - beside.change_high
            WHEN beside.level_low < 0 OR beside.unit IN ('%', '‰') THEN NULL
            WHEN beside.measure = 'change_pct' AND beside.change_low > -100
                THEN beside.level_low * 100 / NULLIF(100 + beside.change_high, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change_low > 0
                THEN beside.level_low / NULLIF(1 + beside.change_high, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change_high < 0
                THEN -beside.level_low * beside.change_high
        END AS prior_low,
        CASE
            WHEN beside.measure = 'change_abs' OR (beside.measure = 'change_pp' AND beside.unit = '%')
                THEN beside.level_high - beside.change_low
            WHEN beside.level_low < 0 OR beside.unit IN ('%', '‰') THEN NULL
            WHEN beside.measure = 'change_pct' AND beside.change_low > -100
                THEN beside.level_high * 100 / NULLIF(100 + beside.change_low, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change_low > 0
                THEN beside.level_high / NULLIF(beside.change_low, 0)
            WHEN beside.measure = 'change_ratio' AND beside.change_high < 0
                THEN -beside.level_high * beside.change_low
        END AS prior_high
    FROM beside
),
-- a change that is printed in percent, and all other ways in which it is printed
in_percent AS (
    SELECT implied.*
    FROM implied
    WHERE implied.measure = 'change_pct'
),
otherwise AS (
    SELECT
        i.area_code,
        i.indicator_code,
        i.unit,
        i.place,
        MIN(i.nature) AS nature,
        MIN(i.accumulation) AS accumulation,
        MIN(i.year) AS year,
        MIN(i.first_month) AS first_month,
        MIN(i.last_month) AS last_month,
        MIN(i.last_day) AS last_day,
        MAX(CASE WHEN i.measure = 'change_abs' THEN i.value END) AS change_abs,
        MAX(CASE WHEN i.measure = 'change_ratio' THEN i.value END) AS change_ratio,
        MAX(CASE WHEN i.measure = 'change_pp' THEN i.value END) AS change_pp,
        MAX(
            CASE
                WHEN i.measure = 'change_ratio' AND i.change > 0 THEN (i.change - 1) * 100
                WHEN i.measure = 'change_ratio' AND i.change < 0 THEN 100 / NULLIF(-i.change, 0) - 100
            END
        ) AS pct_of_ratio,
        MAX(
            CASE WHEN i.measure = 'change_abs' AND i.prior > 0 THEN i.change * 100 / NULLIF(i.prior, 0) END
        ) AS pct_of_abs,
        COALESCE(
            MAX(CASE WHEN i.measure = 'change_abs' THEN i.prior END),
            MAX(CASE WHEN i.measure = 'change_pp' THEN i.prior END)
        ) AS prior_of_difference,
        MAX(CASE WHEN i.measure = 'change_ratio' THEN i.prior END) AS prior_of_ratio,
        MAX(i.prior_low) AS prior_low,
        MIN(i.prior_high) AS prior_high,
        MIN(i.level_from) AS level_from,
        MAX(CASE WHEN i.ahead THEN 1 ELSE 0 END) = 1 AS ahead,
        MAX(CASE WHEN i.doubtful THEN 1 ELSE 0 END) = 1 AS ambiguous,
        COALESCE(
            MAX(CASE WHEN i.measure = 'change_ratio' THEN i.report_id END),
            MAX(CASE WHEN i.measure = 'change_abs' THEN i.report_id END),
            MAX(i.report_id)
        ) AS report_id,
        CONCAT_WS(
            ', ',
            MAX(CASE WHEN i.measure = 'change_abs' THEN i.observation_id END),
            MAX(CASE WHEN i.measure = 'change_ratio' THEN i.observation_id END),
            MAX(CASE WHEN i.measure = 'change_pp' THEN i.observation_id END)
        ) AS observation_id
    FROM implied AS i
    WHERE i.measure <> 'change_pct'
    GROUP BY i.area_code, i.indicator_code, i.unit, i.place
),
change AS (
    SELECT
        COALESCE(a.area_code, b.area_code) AS area_code,
        COALESCE(a.indicator_code, b.indicator_code) AS indicator_code,
        COALESCE(a.unit, b.unit) AS unit,
        COALESCE(a.place, b.place) AS place,
        COALESCE(a.accumulation, b.accumulation) AS accumulation,
        COALESCE(a.year, b.year) AS year,
        COALESCE(a.first_month, b.first_month) AS first_month,
        COALESCE(a.last_month, b.last_month) AS last_month,
        COALESCE(a.last_day, b.last_day) AS last_day,
        COALESCE(a.nature, b.nature) AS nature,
        a.value AS change_pct,
        b.change_abs,
        b.change_ratio,
        b.change_pp,
        a.change AS pct_of_pct,
        b.pct_of_ratio,
        b.pct_of_abs,
        COALESCE(b.prior_of_difference, a.prior, b.prior_of_ratio) AS prior_implied,
        GREATEST(COALESCE(a.prior_low, b.prior_low), COALESCE(b.prior_low, a.prior_low)) AS prior_low,
        LEAST(COALESCE(a.prior_high, b.prior_high), COALESCE(b.prior_high, a.prior_high)) AS prior_high,
        LEAST(COALESCE(a.level_from, b.level_from), COALESCE(b.level_from, a.level_from)) AS level_from,
        COALESCE(a.ahead, b.ahead) AS ahead,
        COALESCE(a.doubtful, FALSE) OR COALESCE(b.ambiguous, FALSE) AS ambiguous,
        COALESCE(a.report_id, b.report_id) AS report_id,
        CONCAT_WS(', ', a.observation_id, b.observation_id) AS observation_id
    FROM in_percent AS a
    FULL JOIN otherwise AS b
        ON b.area_code = a.area_code AND b.indicator_code = a.indicator_code AND b.unit = a.unit AND b.place = a.place
),
-- the change since January is also that of the quarter, half, nine months or year that it makes up
placed AS (
    SELECT change.*, change.accumulation AS placed_as, change.place AS placed_at
    FROM change
    UNION ALL
    SELECT change.*, 'IN_PERIOD' AS placed_as, change.place - 10000 AS placed_at
    FROM change
    WHERE
        change.accumulation = 'YTD'
        AND change.last_month IN (1, 3, 6, 9, 12)
        AND change.last_day = LAST_DAY(change.last_day)
),
compared AS (
    SELECT
        COALESCE(pair.area_code, placed.area_code) AS area_code,
        COALESCE(pair.indicator_code, placed.indicator_code) AS indicator_code,
        COALESCE(pair.unit, placed.unit) AS unit,
        COALESCE(pair.nature, placed.nature) AS nature,
        COALESCE(pair.accumulation, placed.placed_as) AS accumulation,
        COALESCE(pair.year, placed.year) AS year,
        COALESCE(pair.first_month, placed.first_month) AS first_month,
        COALESCE(pair.last_month, placed.last_month) AS last_month,
        COALESCE(placed.last_day, pair.last_day) AS last_day,
        pair.value AS level,
        pair.low AS level_low,
        pair.high AS level_high,
        pair.how AS level_how,
        pair.prior,
        pair.prior_low,
        pair.prior_high,
        pair.prior_how,
        placed.change_pct,
        placed.change_abs,
        placed.change_ratio,
        placed.change_pp,
        placed.pct_of_pct,
        placed.pct_of_ratio,
        placed.pct_of_abs,
        -- a percentage of a percentage tells nothing: of rates only the difference is worked out
        CASE
            WHEN pair.prior > 0 AND pair.unit NOT IN ('%', '‰')
                THEN CAST(pair.value - pair.prior AS DOUBLE) * 100 / NULLIF(CAST(pair.prior AS DOUBLE), 0)
        END AS growth,
        CAST(pair.low AS DOUBLE) AS l_low,
        CAST(pair.high AS DOUBLE) AS l_high,
        CAST(pair.prior_low AS DOUBLE) AS p_low,
        CAST(pair.prior_high AS DOUBLE) AS p_high,
        placed.prior_implied,
        placed.prior_low AS implied_low,
        placed.prior_high AS implied_high,
        placed.level_from,
        COALESCE(placed.ahead, pair.ahead) AS ahead,
        COALESCE(placed.ambiguous, FALSE) OR COALESCE(pair.ambiguous, FALSE)
            OR COALESCE(pair.prior_ambiguous, FALSE) AS ambiguous,
        placed.report_id,
        placed.observation_id
    FROM pair
    FULL JOIN placed
        ON placed.area_code = pair.area_code
        AND placed.indicator_code = pair.indicator_code
        AND placed.unit = pair.unit
        AND placed.placed_at = pair.place
    WHERE pair.prior IS NOT NULL OR placed.observation_id IS NOT NULL
)
SELECT
    c.area_code,
    c.indicator_code,
    c.unit,
    c.nature,
    c.accumulation,
    p.period_code,
    p.frequency,
    CAST(c.year AS INTEGER) AS year,
    CAST(c.last_month AS INTEGER) AS last_month,
    c.last_day,
    c.level,
    c.level_low,
    c.level_high,
    c.level_how,
    c.prior,
    c.prior_low,
    c.prior_high,
    c.prior_how,
    c.change_pct AS change_pct_reported,
    c.change_abs AS change_abs_reported,
    c.change_ratio AS change_ratio_reported,
    c.change_pp AS change_pp_reported,
    CASE
        WHEN c.pct_of_pct IS NOT NULL THEN 'change_pct'
        WHEN c.pct_of_ratio IS NOT NULL THEN 'change_ratio'
        WHEN c.pct_of_abs IS NOT NULL THEN 'change_abs'
    END AS reported_kind,
    COALESCE(c.pct_of_pct, c.pct_of_ratio, c.pct_of_abs) AS reported_pct,
    c.growth AS change_pct_derived,
    CASE WHEN c.growth IS NOT NULL AND c.p_low >= 0 AND c.l_low >= 0 THEN c.l_low * 100 / NULLIF(c.p_high, 0) - 100 END AS change_pct_low,
    CASE WHEN c.growth IS NOT NULL AND c.p_low >= 0 AND c.l_low >= 0 THEN c.l_high * 100 / NULLIF(c.p_low, 0) - 100 END AS change_pct_high,
    TRY_CAST(c.level - c.prior AS DECIMAL(28, 6)) AS change_abs_derived,
    TRY_CAST(c.level_low - c.prior_high AS DECIMAL(28, 6)) AS change_abs_low,
    TRY_CAST(c.level_high - c.prior_low AS DECIMAL(28, 6)) AS change_abs_high,
    COALESCE(c.pct_of_pct, c.pct_of_ratio, c.pct_of_abs, c.growth) AS yoy_pct,
    CASE
        WHEN COALESCE(c.pct_of_pct, c.pct_of_ratio, c.pct_of_abs) IS NOT NULL THEN 'reported'
        WHEN c.growth IS NOT NULL THEN 'derived'
    END AS yoy_how,
    c.prior_implied,
    c.implied_low AS prior_implied_low,
    c.implied_high AS prior_implied_high,
    c.level_from AS implied_from,
    -- a billionth of a percent of slack: a bound hit exactly must not fail by the rounding of doubles
    c.p_low <= c.implied_high + 1e-11 * ABS(c.implied_high)
    AND c.implied_low <= c.p_high + 1e-11 * ABS(c.p_high)
    AND c.implied_low <= c.implied_high + 1e-11 * ABS(c.implied_high) AS agree,
    c.ahead,
    c.ambiguous,
    c.report_id,
    c.observation_id
FROM compared AS c
JOIN dim_period AS p
    ON p.year = c.year
    AND p.last_month = c.last_month
    AND p.first_month = CASE WHEN c.accumulation = 'IN_PERIOD' THEN c.first_month ELSE c.last_month END
