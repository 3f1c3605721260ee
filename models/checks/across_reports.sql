-- What reports say against each other.
--
-- A row is a figure of a series that does not agree, rounding allowed for, with what other figures of the series make it.
-- Statistics are revised, so no such finding is certain: the later report may have the better figure without saying so.
-- What one report says against itself is found when it is read (table finding). Figures about which a report contradicts
-- itself take no part. A period from January on is a total as well: what is found of both is told once.
--
-- slice: area_code, indicator_code
-- grain: rule, area_code, indicator_code, unit, accumulation, period_code, plan_kind
-- source: docs/checks.md; interval arithmetic of XBRL Calculations 1.1
-- column: rule: the rule that found it
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series
-- column: accumulation: YTD, IN_PERIOD or POINT
-- column: period_code: the period of the figure that does not agree
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: report_id: the report that prints the figure; NULL where several do
-- column: observation_ids: the observations involved, with commas between
-- column: figure_low: lowest value of the figure that does not agree, within its digits
-- column: figure_high: highest value of it
-- column: other: what it does not agree with, in words
-- column: other_low: lowest value of that
-- column: other_high: highest value of that
-- column: message: what is wrong, in one sentence
-- column: arithmetic: the arithmetic
-- column: suggestion: what was likely meant; empty where the digits tell nothing
-- test: accepted_values: accumulation: YTD, IN_PERIOD, POINT
WITH misfitting AS (
    SELECT f.*
    FROM marts.in_period AS f
    WHERE NOT f.agree AND NOT f.ambiguous
),
misfitting_total AS (
    SELECT c.*
    FROM marts.cumulative AS c
    WHERE NOT c.agree AND NOT c.ambiguous
),
-- what the derived figure is made of: the total at the end of the period and the one before it, or the months
ingredient AS (
    SELECT
        f.area_code, f.indicator_code, f.unit, f.period_code, c.month, COALESCE(c.observation_id, c.input_ids) AS ids
    FROM misfitting AS f
    JOIN marts.cumulative AS c
        ON c.area_code = f.area_code
        AND c.indicator_code = f.indicator_code
        AND c.unit = f.unit
        AND c.year = f.year
        AND (c.month = f.last_month OR c.month = f.first_month - 1)
    WHERE f.derived_how = 'difference of cumulatives'
    UNION ALL
    SELECT
        f.area_code, f.indicator_code, f.unit, f.period_code, m.last_month AS month,
        COALESCE(m.observation_id, m.input_ids) AS ids
    FROM misfitting AS f
    JOIN marts.in_period AS m
        ON m.area_code = f.area_code
        AND m.indicator_code = f.indicator_code
        AND m.unit = f.unit
        AND m.accumulation = f.accumulation
        AND m.frequency = 'M'
        AND m.year = f.year
        AND m.last_month BETWEEN f.first_month AND f.last_month
    WHERE f.derived_how = 'sum of months'
),
made_of AS (
    SELECT
        i.area_code, i.indicator_code, i.unit, i.period_code, STRING_AGG(i.ids, ', ' ORDER BY i.month DESC) AS ids
    FROM ingredient AS i
    GROUP BY i.area_code, i.indicator_code, i.unit, i.period_code
),
month_against_totals AS (
    SELECT
        'month-against-totals' AS rule,
        f.area_code, f.indicator_code, f.unit, f.accumulation, f.period_code, '' AS plan_kind, f.report_id,
        CONCAT_WS(', ', f.observation_id, made_of.ids) AS observation_ids,
        'The figure of the period is not what the other figures of the year make it.' AS message,
        f.low_reported AS printed_low, f.high_reported AS printed_high,
        f.derived_how AS how, f.low_derived AS derived_low, f.high_derived AS derived_high
    FROM misfitting AS f
    LEFT JOIN made_of
        ON made_of.area_code = f.area_code
        AND made_of.indicator_code = f.indicator_code
        AND made_of.unit = f.unit
        AND made_of.period_code = f.period_code
    ANTI JOIN misfitting_total AS c
        ON c.area_code = f.area_code
        AND c.indicator_code = f.indicator_code
        AND c.unit = f.unit
        AND c.year = f.year
        AND c.month = f.last_month
        AND f.first_month = 1
),
months_of_total AS (
    SELECT
        c.area_code, c.indicator_code, c.unit, c.period_code,
        STRING_AGG(m.observation_id, ', ' ORDER BY m.last_month DESC) AS ids
    FROM misfitting_total AS c
    JOIN marts.in_period AS m
        ON m.area_code = c.area_code
        AND m.indicator_code = c.indicator_code
        AND m.unit = c.unit
        AND m.accumulation = 'IN_PERIOD'
        AND m.frequency = 'M'
        AND m.year = c.year
        AND m.last_month <= c.month
    GROUP BY c.area_code, c.indicator_code, c.unit, c.period_code
),
total_against_months AS (
    SELECT
        'total-against-months' AS rule,
        c.area_code, c.indicator_code, c.unit, 'YTD' AS accumulation, c.period_code, '' AS plan_kind, c.report_id,
        CONCAT_WS(', ', c.observation_id, m.ids) AS observation_ids,
        'The total since January is not the sum of the months.' AS message,
        c.low_reported AS printed_low, c.high_reported AS printed_high,
        'sum of months' AS how, c.low_derived AS derived_low, c.high_derived AS derived_high
    FROM misfitting_total AS c
    LEFT JOIN months_of_total AS m
        ON m.area_code = c.area_code
        AND m.indicator_code = c.indicator_code
        AND m.unit = c.unit
        AND m.period_code = c.period_code
),
-- a total since January that is lower than that of the month before
falling AS (
    SELECT
        'total-falls' AS rule,
        later.area_code, later.indicator_code, later.unit, 'YTD' AS accumulation, later.period_code, '' AS plan_kind,
        later.report_id,
        CONCAT_WS(', ', later.observation_id, earlier.observation_id) AS observation_ids,
        'The total since January is less than that of the month before.' AS message,
        later.low_reported AS printed_low, later.high_reported AS printed_high,
        'total of the month before' AS how, earlier.low_reported AS derived_low, earlier.high_reported AS derived_high
    FROM marts.cumulative AS later
    JOIN marts.cumulative AS earlier
        ON earlier.area_code = later.area_code
        AND earlier.indicator_code = later.indicator_code
        AND earlier.unit = later.unit
        AND earlier.year = later.year
        AND earlier.month = later.month - 1
    WHERE
        later.nature = 'flow'
        AND earlier.low_reported >= 0
        AND later.high_reported < earlier.low_reported
        AND NOT later.ambiguous
        AND NOT earlier.ambiguous
),
-- a printed change misfits the figures of both years; a figure leaps from that of the year before: more than a hundredfold is
-- hardly growth
doubted_growth AS (
    SELECT
        y.*,
        NOT y.agree AND NOT y.ambiguous AS misfits,
        COALESCE(y.prior_implied_low > y.prior_implied_high + 1e-11 * ABS(y.prior_implied_high), FALSE) AS changes_disagree,
        y.nature IN ('flow', 'stock')
            AND y.level_how = 'reported'
            AND y.prior_how = 'reported'
            AND y.prior_low > 0
            AND y.level_low > 0
            AND (y.level_low > 100 * y.prior_high OR y.prior_low > 100 * y.level_high)
            AND COALESCE(ABS(y.reported_pct) < 90, TRUE) AS leaps
    FROM marts.year_on_year AS y
),
figure AS (
    SELECT
        f.area_code, f.indicator_code, f.unit, f.accumulation, f.frequency, f.year, f.last_month, f.report_id,
        f.observation_id
    FROM marts.in_period AS f
    UNION ALL
    SELECT
        c.area_code, c.indicator_code, c.unit, 'YTD' AS accumulation, 'M' AS frequency, c.year, c.month AS last_month,
        c.report_id, c.observation_id
    FROM marts.cumulative AS c
),
-- with the observations of both years
growth AS (
    SELECT
        y.*,
        this.report_id AS level_report_id,
        this.observation_id AS level_observation_id,
        prior.observation_id AS prior_observation_id
    FROM doubted_growth AS y
    LEFT JOIN figure AS this
        ON this.area_code = y.area_code
        AND this.indicator_code = y.indicator_code
        AND this.unit = y.unit
        AND this.accumulation = y.accumulation
        AND this.frequency = y.frequency
        AND this.year = y.year
        AND this.last_month = y.last_month
    LEFT JOIN figure AS prior
        ON prior.area_code = y.area_code
        AND prior.indicator_code = y.indicator_code
        AND prior.unit = y.unit
        AND prior.accumulation = y.accumulation
        AND prior.frequency = y.frequency
        AND prior.year = y.year - 1
        AND prior.last_month = y.last_month
        AND y.prior IS NOT NULL
    WHERE y.misfits OR y.leaps
),
change_against_years AS (
    SELECT
        'change-against-years' AS rule,
        y.area_code, y.indicator_code, y.unit, y.accumulation, y.period_code, '' AS plan_kind, y.report_id,
        CONCAT_WS(', ', y.observation_id, y.level_observation_id, y.prior_observation_id) AS observation_ids,
        'The printed change implies another figure of the year before than the one that was reported.' AS message,
        y.prior_low AS printed_low, y.prior_high AS printed_high,
        'implied by the printed change' AS how,
        TRY_CAST(y.prior_implied_low AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(y.prior_implied_high AS DECIMAL(28, 6)) AS derived_high
    FROM growth AS y
    WHERE y.misfits AND NOT y.changes_disagree
),
-- a change in percent and one in the unit, or in times: by one the year before was this at least, by the other that at most
changes_disagree AS (
    SELECT
        'changes-disagree' AS rule,
        y.area_code, y.indicator_code, y.unit, y.accumulation, y.period_code, '' AS plan_kind, y.report_id,
        CONCAT_WS(', ', y.observation_id, y.level_observation_id) AS observation_ids,
        'Two printed changes of one figure imply different figures of the year before.' AS message,
        TRY_CAST(y.prior_implied_low AS DECIMAL(28, 6)) AS printed_low, CAST(NULL AS DECIMAL(28, 6)) AS printed_high,
        'implied by the other change' AS how,
        CAST(NULL AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(y.prior_implied_high AS DECIMAL(28, 6)) AS derived_high
    FROM growth AS y
    WHERE y.misfits AND y.changes_disagree
),
attainment_against_plan AS (
    SELECT
        'attainment-against-plan' AS rule,
        p.area_code, p.indicator_code, p.unit, p.accumulation, p.period_code, p.plan_kind, p.report_id,
        CONCAT_WS(', ', p.observation_id, p.level_observation_id, p.plan_observation_id) AS observation_ids,
        'The printed attainment is not the level in percent of the stated plan.' AS message,
        p.attainment_low AS printed_low, p.attainment_high AS printed_high,
        'level in percent of plan' AS how,
        TRY_CAST(p.attainment_derived_low AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(p.attainment_derived_high AS DECIMAL(28, 6)) AS derived_high
    FROM marts.plan_attainment AS p
    WHERE NOT p.agree AND NOT p.ambiguous
),
-- where a year has a plan of both, the last month tells for the year
twice_planned AS (
    SELECT p.area_code, p.indicator_code, p.unit, p.accumulation, p.year
    FROM marts.plan_attainment AS p
    WHERE p.plan_kind = 'plan:central'
    INTERSECT
    SELECT p.area_code, p.indicator_code, p.unit, p.accumulation, p.year
    FROM marts.plan_attainment AS p
    WHERE p.plan_kind = 'plan:council'
),
last_attainment AS (
    SELECT
        p.*,
        ROW_NUMBER() OVER (
            PARTITION BY p.area_code, p.indicator_code, p.unit, p.accumulation, p.year, p.plan_kind ORDER BY p.month DESC
        ) AS place
    FROM marts.plan_attainment AS p
    SEMI JOIN twice_planned AS t
        ON t.area_code = p.area_code AND t.indicator_code = p.indicator_code AND t.unit = p.unit
        AND t.accumulation = p.accumulation AND t.year = p.year
    WHERE p.plan_kind <> 'plan'
),
-- the reports that ask for the largest and for the smallest plan
bounded AS (
    SELECT
        p.*,
        ROW_NUMBER() OVER (
            PARTITION BY p.area_code, p.indicator_code, p.unit, p.accumulation, p.year, p.plan_kind
            ORDER BY p.plan_low DESC, p.month
        ) AS place_of_low,
        ROW_NUMBER() OVER (
            PARTITION BY p.area_code, p.indicator_code, p.unit, p.accumulation, p.year, p.plan_kind
            ORDER BY p.plan_high, p.month
        ) AS place_of_high
    FROM marts.plan_attainment AS p
    WHERE p.plans_disagree AND NOT p.ambiguous AND p.plan_low IS NOT NULL AND p.plan_high IS NOT NULL
),
plans_disagree AS (
    SELECT
        'plans-disagree' AS rule,
        larger.area_code, larger.indicator_code, larger.unit, larger.accumulation, larger.period_code, larger.plan_kind,
        larger.report_id,
        CONCAT_WS(
            ', ', larger.observation_id, larger.level_observation_id, smaller.observation_id,
            smaller.level_observation_id
        ) AS observation_ids,
        'Level and attainment imply another plan than those of another report of the year.' AS message,
        TRY_CAST(larger.plan_low AS DECIMAL(28, 6)) AS printed_low,
        TRY_CAST(larger.plan_high AS DECIMAL(28, 6)) AS printed_high,
        'plan implied in ' || smaller.period_code AS how,
        TRY_CAST(smaller.plan_low AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(smaller.plan_high AS DECIMAL(28, 6)) AS derived_high
    FROM bounded AS larger
    JOIN bounded AS smaller
        ON smaller.area_code = larger.area_code
        AND smaller.indicator_code = larger.indicator_code
        AND smaller.unit = larger.unit
        AND smaller.accumulation = larger.accumulation
        AND smaller.year = larger.year
        AND smaller.plan_kind = larger.plan_kind
    WHERE
        larger.place_of_low = 1
        AND smaller.place_of_high = 1
        AND smaller.plan_high < larger.plan_low
        AND smaller.report_id <> larger.report_id
),
-- what a province asks of itself is not less than what is asked of it
council_below_central AS (
    SELECT
        'council-below-central' AS rule,
        council.area_code, council.indicator_code, council.unit, council.accumulation, council.period_code,
        council.plan_kind, council.report_id,
        CONCAT_WS(
            ', ', council.observation_id, council.plan_observation_id, central.observation_id, central.plan_observation_id
        ) AS observation_ids,
        'The plan of the people''s council is below that of the central government.' AS message,
        TRY_CAST(council.plan_low_all AS DECIMAL(28, 6)) AS printed_low,
        TRY_CAST(council.plan_high_all AS DECIMAL(28, 6)) AS printed_high,
        'central plan' AS how,
        TRY_CAST(central.plan_low_all AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(central.plan_high_all AS DECIMAL(28, 6)) AS derived_high
    FROM last_attainment AS council
    JOIN last_attainment AS central
        ON central.area_code = council.area_code
        AND central.indicator_code = council.indicator_code
        AND central.unit = council.unit
        AND central.accumulation = council.accumulation
        AND central.year = council.year
    WHERE
        council.place = 1
        AND central.place = 1
        AND council.plan_kind = 'plan:council'
        AND central.plan_kind = 'plan:central'
        AND council.nature = 'flow'
        AND council.plan_high_all < central.plan_low_all
        AND NOT council.plans_disagree
        AND NOT central.plans_disagree
),
out_of_scale AS (
    SELECT
        'out-of-scale' AS rule,
        y.area_code, y.indicator_code, y.unit, y.accumulation, y.period_code, '' AS plan_kind, y.level_report_id AS report_id,
        CONCAT_WS(', ', y.level_observation_id, y.prior_observation_id) AS observation_ids,
        'The figure is a hundred times that of the year before, or a hundredth: a scale word may be wrong.' AS message,
        y.level_low AS printed_low, y.level_high AS printed_high,
        'year before' AS how, y.prior_low AS derived_low, y.prior_high AS derived_high
    FROM growth AS y
    WHERE y.leaps
),
-- stocks from one report to the next, at most three months apart
stock AS (
    SELECT
        f.*,
        LAG(f.value_reported) OVER series AS before,
        LAG(f.low_reported) OVER series AS low_before,
        LAG(f.high_reported) OVER series AS high_before,
        LAG(f.observation_id) OVER series AS observation_before,
        LAG(f.period_code) OVER series AS period_before,
        LAG(12 * f.year + f.last_month) OVER series AS month_before,
        LEAD(f.value_reported) OVER series AS after
    FROM marts.in_period AS f
    WHERE f.nature = 'stock' AND f.accumulation = 'POINT' AND f.low_reported > 0 AND NOT f.ambiguous AND NOT f.ahead
    WINDOW series AS (PARTITION BY f.area_code, f.indicator_code, f.unit ORDER BY f.last_day)
),
step AS (
    SELECT s.*, CAST(ABS(s.value_reported - s.before) AS DOUBLE) / NULLIF(s.before, 0) AS part
    FROM stock AS s
    WHERE s.before IS NOT NULL AND 12 * s.year + s.last_month - s.month_before <= 3
),
known_step AS (
    SELECT
        s.*,
        COUNT(*) OVER earlier AS steps_before,
        MAX(s.part) OVER earlier AS widest
    FROM step AS s
    WINDOW earlier AS (
        PARTITION BY s.area_code, s.indicator_code, s.unit ORDER BY s.last_day
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),
-- a tenth at once, and five times the largest step of three or more; what the next report keeps to was no slip
stock_leaps AS (
    SELECT
        'stock-leaps' AS rule,
        s.area_code, s.indicator_code, s.unit, s.accumulation, s.period_code, '' AS plan_kind, s.report_id,
        CONCAT_WS(', ', s.observation_id, s.observation_before) AS observation_ids,
        'The stock leaps from one report to the next as it never did.' AS message,
        s.low_reported AS printed_low, s.high_reported AS printed_high,
        s.period_before || ', give or take its steps' AS how,
        TRY_CAST(s.low_before * (1 - 2 * s.widest) AS DECIMAL(28, 6)) AS derived_low,
        TRY_CAST(s.high_before * (1 + 2 * s.widest) AS DECIMAL(28, 6)) AS derived_high
    FROM known_step AS s
    WHERE
        s.steps_before >= 3
        AND s.part >= 0.1
        AND s.part >= 5 * s.widest
        AND COALESCE(ABS(s.after - s.value_reported) > ABS(s.after - s.before), TRUE)
),
found AS (
    SELECT month_against_totals.* FROM month_against_totals
    UNION ALL
    SELECT total_against_months.* FROM total_against_months
    UNION ALL
    SELECT falling.* FROM falling
    UNION ALL
    SELECT change_against_years.* FROM change_against_years
    UNION ALL
    SELECT changes_disagree.* FROM changes_disagree
    UNION ALL
    SELECT attainment_against_plan.* FROM attainment_against_plan
    UNION ALL
    SELECT plans_disagree.* FROM plans_disagree
    UNION ALL
    SELECT council_below_central.* FROM council_below_central
    UNION ALL
    SELECT out_of_scale.* FROM out_of_scale
    UNION ALL
    SELECT stock_leaps.* FROM stock_leaps
),
-- two decimals, of millions none, without the zeros that only fill their places
rounded AS (
    SELECT
        found.*,
        CASE WHEN found.printed_low >= 1000000 THEN ROUND(found.printed_low, 0) ELSE found.printed_low END AS from_here,
        CASE WHEN found.printed_high >= 1000000 THEN ROUND(found.printed_high, 0) ELSE found.printed_high END AS to_here,
        CASE WHEN found.derived_low >= 1000000 THEN ROUND(found.derived_low, 0) ELSE found.derived_low END AS from_there,
        CASE WHEN found.derived_high >= 1000000 THEN ROUND(found.derived_high, 0) ELSE found.derived_high END AS to_there
    FROM found
    QUALIFY
        ROW_NUMBER() OVER (
            PARTITION BY found.area_code, found.indicator_code, found.rule, found.plan_kind, found.observation_ids
            ORDER BY found.accumulation, found.period_code
        ) = 1
),
spelt AS (
    SELECT
        rounded.*,
        RTRIM(RTRIM(CAST(CAST(rounded.from_here AS DECIMAL(28, 2)) AS VARCHAR), '0'), '.') AS a,
        RTRIM(RTRIM(CAST(CAST(rounded.to_here AS DECIMAL(28, 2)) AS VARCHAR), '0'), '.') AS b,
        RTRIM(RTRIM(CAST(CAST(rounded.from_there AS DECIMAL(28, 2)) AS VARCHAR), '0'), '.') AS c,
        RTRIM(RTRIM(CAST(CAST(rounded.to_there AS DECIMAL(28, 2)) AS VARCHAR), '0'), '.') AS d
    FROM rounded
)
SELECT
    s.rule,
    s.area_code,
    s.indicator_code,
    s.unit,
    s.accumulation,
    s.period_code,
    s.plan_kind,
    s.report_id,
    s.observation_ids,
    TRY_CAST(s.printed_low AS DECIMAL(28, 6)) AS figure_low,
    TRY_CAST(s.printed_high AS DECIMAL(28, 6)) AS figure_high,
    s.how AS other,
    TRY_CAST(s.derived_low AS DECIMAL(28, 6)) AS other_low,
    TRY_CAST(s.derived_high AS DECIMAL(28, 6)) AS other_high,
    s.message,
    CASE WHEN s.rule = 'plans-disagree' THEN 'plan implied in ' || s.period_code ELSE 'here' END || ': between '
    || COALESCE(s.a, '?') || ' and ' || COALESCE(s.b, '?') || '; ' || s.how || ': between '
    || COALESCE(s.c, '?') || ' and ' || COALESCE(s.d, '?') AS arithmetic,
    CASE
        WHEN s.printed_low > 0 AND s.derived_low > 0 AND s.printed_low * 1000 <= s.derived_high
            AND s.printed_high * 1000 >= s.derived_low THEN 'a thousandfold: a scale word or a sign of thousands is missing'
        WHEN s.printed_low > 0 AND s.derived_low > 0 AND s.printed_low <= s.derived_high * 1000
            AND s.printed_high >= s.derived_low * 1000 THEN 'a thousandth: a scale word or a sign of thousands is too much'
        ELSE ''
    END AS suggestion
FROM spelt AS s
