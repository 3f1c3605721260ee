-- How far each plan of the year is reached.
--
-- A row is a series in a month against one plan: the plan ("plan" where the report does not say whose), the one assigned
-- by the central government, or the one of the people's council. It is there where an attainment is printed, and for each
-- level of a year whose plan is stated or implied.
--
-- A level and the percent of the plan that it makes imply the plan, within their rounding intervals: "2.269,44 tỷ đồng,
-- bằng 24,8% kế hoạch" is a plan of 9.132,5 to 9.169,5 tỷ. Every report of the year narrows it; where no plan fits them all
-- (the plan was changed, or a number is wrong) none is implied, and the row says so. Level and percent are only put together
-- if they cover the same days.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, accumulation, period_code, plan_kind
-- source: docs/models.md; Hyperion's scenarios for the plan; attainment inverts the interval of the level
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of level and plan
-- column: nature: flow, stock, rate, period_rate, index or plan
-- column: accumulation: YTD (since 1 January) or POINT (holds at a moment)
-- column: period_code: the month
-- column: year: the year that the plan is for
-- column: month: number of the month
-- column: plan_kind: plan, plan:central or plan:council
-- column: last_day: last day that level and attainment cover
-- column: level: the level used: of the report that prints the attainment, else the newest known
-- column: level_low: lowest level that fits the digits
-- column: level_high: highest level that fits the digits
-- column: level_from: same report, or other report
-- column: attainment_reported: percent of the plan as printed, in total
-- column: attainment_low: lowest percent that would print so
-- column: attainment_high: highest percent that would print so
-- column: plan_stated: the plan as the newest report states it
-- column: plan_stated_low: lowest plan that would print so
-- column: plan_stated_high: highest plan that would print so
-- column: plan_low: lowest plan that level and attainment of this row imply
-- column: plan_high: highest plan that they imply
-- column: plan_low_all: lowest plan that fits all reports of the year
-- column: plan_high_all: highest plan that fits all reports of the year
-- column: plans_disagree: no single plan fits all reports of the year
-- column: plan: the plan used below: as stated, else the middle of plan_low_all and plan_high_all
-- column: plan_how: stated or implied
-- column: attainment_derived: level in percent of plan; none for series in percent
-- column: attainment_derived_low: lowest percent that fits the digits
-- column: attainment_derived_high: highest percent that fits the digits
-- column: attainment: attainment_reported, else attainment_derived
-- column: attainment_how: reported or derived
-- column: agree: printed attainment, level and stated plan can all be true; NULL where one is missing
-- column: remaining: what is left to reach the plan; negative where it is exceeded; flows and stocks only
-- column: remaining_low: the least that is left, within the digits
-- column: remaining_high: the most that is left, within the digits
-- column: months_left: whole months of the year after this one
-- column: pace_needed: what each of them has to bring; 0 once the plan is reached, NULL in December
-- column: pace_so_far: level by month up to now, for flows
-- column: ahead: the attainment, else the level, was expected by a report published before the month of last_day
-- column: ambiguous: a report contradicts itself about level or attainment
-- column: report_id: the report that prints the attainment
-- column: observation_id: the observation of the attainment
-- column: level_report_id: the report that prints the level
-- column: level_observation_id: the observation of the level
-- column: plan_report_id: the report that states the plan
-- column: plan_observation_id: the observation that states the plan
-- test: accepted_values: plan_kind: plan, plan:central, plan:council
-- test: accepted_values: attainment_how: reported, derived
-- test: relationships: period_code: dim_period.period_code
-- test: expression: NOT (plans_disagree AND plan_how = 'implied')
-- test: expression: months_left BETWEEN 0 AND 11
WITH level AS (
    SELECT
        c.area_code, c.indicator_code, c.unit, c.nature, 'YTD' AS accumulation, c.year, c.month, c.last_day, c.value,
        c.low, c.high, c.ahead, c.ambiguous, c.report_id, c.observation_id
    FROM marts.cumulative AS c
    UNION ALL
    SELECT
        f.area_code, f.indicator_code, f.unit, f.nature, f.accumulation, f.year, f.last_month AS month, f.last_day,
        f.value, f.low, f.high, f.ahead, f.ambiguous, f.report_id, f.observation_id
    FROM marts.in_period AS f
    WHERE f.accumulation = 'POINT'
),
-- every printed attainment with the level of its own report, else the newest level of the same days
printed AS (
    SELECT
        s.area_code,
        s.indicator_code,
        s.unit,
        s.nature,
        s.accumulation,
        s.year,
        s.last_month AS month,
        s.plan_kind,
        s.last_day,
        s.value AS attainment,
        s.low AS attainment_low,
        s.high AS attainment_high,
        CASE WHEN own.value IS NOT NULL THEN 'same report' WHEN other.value IS NOT NULL THEN 'other report' END AS level_from,
        COALESCE(own.value, other.value) AS level,
        CASE WHEN own.value IS NULL THEN other.low ELSE own.low END AS level_low,
        CASE WHEN own.value IS NULL THEN other.high ELSE own.high END AS level_high,
        s.ahead,
        s.ambiguous OR COALESCE(own.ambiguous, other.ambiguous, FALSE) AS ambiguous,
        s.report_id,
        s.observation_id,
        s.last_of_month,
        CASE WHEN own.value IS NULL THEN other.report_id ELSE own.report_id END AS level_report_id,
        CASE WHEN own.value IS NULL THEN other.observation_id ELSE own.observation_id END AS level_observation_id
    FROM staging.current_observation AS s
    LEFT JOIN staging.report_observation AS own
        ON own.report_id = s.report_id
        AND own.area_code = s.area_code
        AND own.indicator_code = s.indicator_code
        AND own.unit = s.unit
        AND own.accumulation = s.accumulation
        AND own.first_day = s.first_day
        AND own.last_day = s.last_day
        AND own.measure = 'level'
    LEFT JOIN level AS other
        ON other.area_code = s.area_code
        AND other.indicator_code = s.indicator_code
        AND other.unit = s.unit
        AND other.accumulation = s.accumulation
        AND other.last_day = s.last_day
    WHERE s.measure = 'attainment' AND s.plan_kind <> '' AND s.accumulation <> 'IN_PERIOD'  -- no scenario
),
implied AS (
    SELECT
        printed.*,
        CASE
            WHEN printed.level_low >= 0 AND printed.attainment_low >= 0
                THEN CAST(printed.level_low AS DOUBLE) * 100 / NULLIF(CAST(printed.attainment_high AS DOUBLE), 0)
        END AS plan_low,
        CASE
            WHEN printed.level_low >= 0 AND printed.attainment_low >= 0
                THEN CAST(printed.level_high AS DOUBLE) * 100 / NULLIF(CAST(printed.attainment_low AS DOUBLE), 0)
        END AS plan_high
    FROM printed
),
year_plan AS (
    SELECT
        i.area_code,
        i.indicator_code,
        i.unit,
        i.year,
        i.plan_kind,
        MAX(CASE WHEN NOT i.ambiguous THEN i.plan_low END) AS plan_low,
        MIN(CASE WHEN NOT i.ambiguous THEN i.plan_high END) AS plan_high
    FROM implied AS i
    GROUP BY i.area_code, i.indicator_code, i.unit, i.year, i.plan_kind
),
stated AS (
    SELECT
        s.area_code, s.indicator_code, s.unit, s.year, s.plan_kind, s.value, s.low, s.high, s.report_id, s.observation_id
    FROM staging.current_observation AS s
    WHERE s.measure = 'plan' AND s.first_month = 1 AND s.last_month = 12
),
plan AS (
    SELECT
        COALESCE(stated.area_code, y.area_code) AS area_code,
        COALESCE(stated.indicator_code, y.indicator_code) AS indicator_code,
        COALESCE(stated.unit, y.unit) AS unit,
        COALESCE(stated.year, y.year) AS year,
        COALESCE(stated.plan_kind, y.plan_kind) AS plan_kind,
        stated.value AS stated,
        stated.low AS stated_low,
        stated.high AS stated_high,
        stated.report_id,
        stated.observation_id,
        -- a billionth of a percent of slack: bounds that just meet must not fail by the rounding of doubles
        CASE WHEN y.plan_low <= y.plan_high * (1 + 1e-11) THEN y.plan_low END AS low_all,
        CASE WHEN y.plan_low <= y.plan_high * (1 + 1e-11) THEN y.plan_high END AS high_all,
        COALESCE(y.plan_low > y.plan_high * (1 + 1e-11), FALSE) AS disagree
    FROM stated
    FULL JOIN year_plan AS y
        ON y.area_code = stated.area_code
        AND y.indicator_code = stated.indicator_code
        AND y.unit = stated.unit
        AND y.year = stated.year
        AND y.plan_kind = stated.plan_kind
),
-- printed attainments, the last cut-off day of each month
attained AS (
    SELECT implied.*
    FROM implied
    WHERE implied.last_of_month
),
-- levels of a year with a plan; a level without a printed attainment gets a row too
measured AS (
    SELECT level.*, plan.plan_kind
    FROM level
    JOIN plan
        ON plan.area_code = level.area_code
        AND plan.indicator_code = level.indicator_code
        AND plan.unit = level.unit
        AND plan.year = level.year
),
joined AS (
    SELECT
        COALESCE(a.area_code, m.area_code) AS area_code,
        COALESCE(a.indicator_code, m.indicator_code) AS indicator_code,
        COALESCE(a.unit, m.unit) AS unit,
        COALESCE(a.nature, m.nature) AS nature,
        COALESCE(a.accumulation, m.accumulation) AS accumulation,
        COALESCE(a.year, m.year) AS year,
        COALESCE(a.month, m.month) AS month,
        COALESCE(a.plan_kind, m.plan_kind) AS plan_kind,
        COALESCE(a.last_day, m.last_day) AS last_day,
        CASE WHEN a.observation_id IS NULL THEN m.value ELSE a.level END AS level,
        CASE WHEN a.observation_id IS NULL THEN m.low ELSE a.level_low END AS level_low,
        CASE WHEN a.observation_id IS NULL THEN m.high ELSE a.level_high END AS level_high,
        CASE WHEN a.observation_id IS NULL THEN 'other report' ELSE a.level_from END AS level_from,
        CASE WHEN a.observation_id IS NULL THEN m.report_id ELSE a.level_report_id END AS level_report_id,
        CASE WHEN a.observation_id IS NULL THEN m.observation_id ELSE a.level_observation_id END AS level_observation_id,
        a.attainment,
        a.attainment_low,
        a.attainment_high,
        a.plan_low,
        a.plan_high,
        COALESCE(a.ahead, m.ahead) AS ahead,
        COALESCE(a.ambiguous, m.ambiguous) AS ambiguous,
        a.report_id,
        a.observation_id
    FROM attained AS a
    FULL JOIN measured AS m
        ON m.area_code = a.area_code
        AND m.indicator_code = a.indicator_code
        AND m.unit = a.unit
        AND m.accumulation = a.accumulation
        AND m.year = a.year
        AND m.month = a.month
        AND m.plan_kind = a.plan_kind
),
planned AS (
    SELECT
        joined.*,
        CAST(joined.level AS DOUBLE) AS reached,
        CAST(joined.level_low AS DOUBLE) AS reached_low,
        CAST(joined.level_high AS DOUBLE) AS reached_high,
        plan.stated,
        plan.stated_low,
        plan.stated_high,
        plan.low_all,
        plan.high_all,
        plan.disagree,
        plan.report_id AS plan_report_id,
        plan.observation_id AS plan_observation_id,
        CASE WHEN plan.stated IS NULL THEN (plan.low_all + plan.high_all) * 0.5e0 ELSE CAST(plan.stated AS DOUBLE) END AS plan,
        CASE WHEN plan.stated IS NULL THEN plan.low_all ELSE CAST(plan.stated_low AS DOUBLE) END AS plan_least,
        CASE WHEN plan.stated IS NULL THEN plan.high_all ELSE CAST(plan.stated_high AS DOUBLE) END AS plan_most
    FROM joined
    LEFT JOIN plan
        ON plan.area_code = joined.area_code
        AND plan.indicator_code = joined.indicator_code
        AND plan.unit = joined.unit
        AND plan.year = joined.year
        AND plan.plan_kind = joined.plan_kind
),
measured_against AS (
    SELECT
        planned.*,
        CASE
            WHEN planned.plan > 0 AND planned.unit NOT IN ('%', '‰') THEN planned.reached * 100 / NULLIF(planned.plan, 0)
        END AS derived,
        CASE
            WHEN planned.plan_least >= 0 AND planned.reached_low >= 0
                THEN planned.reached_low * 100 / NULLIF(planned.plan_most, 0)
        END AS derived_low,
        CASE
            WHEN planned.plan_least >= 0 AND planned.reached_low >= 0
                THEN planned.reached_high * 100 / NULLIF(planned.plan_least, 0)
        END AS derived_high,
        CASE WHEN planned.nature IN ('flow', 'stock') THEN planned.plan - planned.reached END AS remaining,
        CASE WHEN planned.nature IN ('flow', 'stock') THEN planned.plan_least - planned.reached_high END AS remaining_low,
        CASE WHEN planned.nature IN ('flow', 'stock') THEN planned.plan_most - planned.reached_low END AS remaining_high
    FROM planned
)
SELECT
    m.area_code,
    m.indicator_code,
    m.unit,
    m.nature,
    m.accumulation,
    p.period_code,
    CAST(m.year AS INTEGER) AS year,
    CAST(m.month AS INTEGER) AS month,
    m.plan_kind,
    m.last_day,
    m.level,
    m.level_low,
    m.level_high,
    m.level_from,
    m.attainment AS attainment_reported,
    m.attainment_low,
    m.attainment_high,
    m.stated AS plan_stated,
    m.stated_low AS plan_stated_low,
    m.stated_high AS plan_stated_high,
    m.plan_low,
    m.plan_high,
    m.low_all AS plan_low_all,
    m.high_all AS plan_high_all,
    COALESCE(m.disagree, FALSE) AS plans_disagree,
    m.plan,
    CASE WHEN m.stated IS NOT NULL THEN 'stated' WHEN m.plan IS NOT NULL THEN 'implied' END AS plan_how,
    m.derived AS attainment_derived,
    m.derived_low AS attainment_derived_low,
    m.derived_high AS attainment_derived_high,
    COALESCE(CAST(m.attainment AS DOUBLE), m.derived) AS attainment,
    CASE WHEN m.attainment IS NOT NULL THEN 'reported' WHEN m.derived IS NOT NULL THEN 'derived' END AS attainment_how,
    CASE
        WHEN m.stated IS NOT NULL
            THEN CAST(m.attainment_low AS DOUBLE) <= m.derived_high * (1 + 1e-11)
                AND m.derived_low <= CAST(m.attainment_high AS DOUBLE) * (1 + 1e-11)
    END AS agree,
    m.remaining,
    m.remaining_low,
    m.remaining_high,
    CAST(12 - m.month AS INTEGER) AS months_left,
    CASE
        WHEN m.remaining IS NOT NULL THEN GREATEST(m.remaining, 0) / NULLIF(CAST(12 - m.month AS DOUBLE), 0)
    END AS pace_needed,
    CASE
        WHEN m.nature = 'flow' AND m.accumulation = 'YTD' AND m.last_day = LAST_DAY(m.last_day)
            THEN m.reached / NULLIF(CAST(m.month AS DOUBLE), 0)
    END AS pace_so_far,
    m.ahead,
    m.ambiguous,
    m.report_id,
    m.observation_id,
    m.level_report_id,
    m.level_observation_id,
    m.plan_report_id,
    m.plan_observation_id
FROM measured_against AS m
JOIN dim_period AS p ON p.frequency = 'M' AND p.year = m.year AND p.last_month = m.month
