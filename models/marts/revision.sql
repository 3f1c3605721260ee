-- What later reports changed.
--
-- A row is a cell (a series, a measure and an interval of days) in a report that states another value than the report
-- before it. A value that was only printed with more or fewer digits is a revision too, but not beyond rounding.
--
-- slice: area_code, indicator_code
-- grain: area_code, indicator_code, unit, measure, versus, plan_kind, accumulation, first_day, last_day, vintage
-- source: docs/models.md; vintages of official statistics: estimate, provisional, final
-- column: area_code: the area
-- column: indicator_code: the indicator
-- column: unit: unit of the series
-- column: measure: level, plan, attainment, change_pct, change_abs, change_ratio, change_pp or share
-- column: versus: base of a comparison; empty for a level or plan
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: accumulation: YTD, IN_PERIOD or POINT
-- column: first_day: first day covered
-- column: last_day: last day covered
-- column: vintage: order of publication of the report
-- column: published_at: when it was published
-- column: value: what it says
-- column: obs_status: E estimated, A otherwise
-- column: value_before: what the report before it said
-- column: obs_status_before: E estimated, A otherwise
-- column: published_before: when that was published
-- column: difference: value less value_before
-- column: difference_pct: difference in percent of value_before
-- column: beyond_rounding: the printed digits of both leave no room for one and the same value; NULL where it cannot be told
-- column: report_id: the report
-- column: observation_id: the observation
-- column: report_id_before: the report before it
-- column: observation_id_before: what it stated
-- test: not_null: value, value_before, report_id_before
-- test: expression: value <> value_before
WITH said AS (
    SELECT
        s.*,
        LAG(s.vintage) OVER cell AS vintage_before,
        LAG(s.value) OVER cell AS value_before,
        LAG(s.low) OVER cell AS low_before,
        LAG(s.high) OVER cell AS high_before,
        LAG(s.obs_status) OVER cell AS obs_status_before,
        LAG(s.published_at) OVER cell AS published_before,
        LAG(s.report_id) OVER cell AS report_id_before,
        LAG(s.observation_id) OVER cell AS observation_id_before
    FROM staging.report_observation AS s
    WHERE s.vintages > 1 -- most cells are stated once: only the others need an order
    WINDOW cell AS (
        PARTITION BY
            s.area_code, s.indicator_code, s.unit, s.measure, s.versus, s.plan_kind, s.accumulation, s.first_day,
            s.last_day
        ORDER BY s.vintage
    )
)
SELECT
    said.area_code,
    said.indicator_code,
    said.unit,
    said.measure,
    said.versus,
    said.plan_kind,
    said.accumulation,
    said.first_day,
    said.last_day,
    said.vintage,
    said.published_at,
    said.value,
    said.obs_status,
    said.value_before,
    said.obs_status_before,
    said.published_before,
    TRY_CAST(said.value - said.value_before AS DECIMAL(28, 6)) AS difference,
    CASE
        WHEN said.value_before > 0
            THEN CAST(said.value - said.value_before AS DOUBLE) * 100 / NULLIF(CAST(said.value_before AS DOUBLE), 0)
    END AS difference_pct,
    said.low > said.high_before OR said.high < said.low_before AS beyond_rounding,
    said.report_id,
    said.observation_id,
    said.report_id_before,
    said.observation_id_before
FROM said
WHERE said.vintage_before IS NOT NULL AND said.value <> said.value_before
