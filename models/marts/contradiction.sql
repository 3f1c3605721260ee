-- What contradicts what, within reports and across them.
--
-- A row is one finding. A finding of which a number has been corrected is settled as corrected; one that a person has
-- accepted, with the reason, as accepted: it is open again when one of its numbers comes to be read otherwise.
--
-- materialized: view
-- grain: rule, observation_ids, period_code, plan_kind
-- source: docs/checks.md
-- column: rule: the rule that found it
-- column: certainty: certain (no unrounded values fit) or suspicious (it only looks wrong, or may have been revised)
-- column: scope: report (within one) or reports (one against others)
-- column: status: open, corrected or accepted
-- column: reason: why it was accepted
-- column: area_code: the area
-- column: indicator_code: the indicator; NULL where the numbers have none or several
-- column: period_code: the period; of a finding within a report, that of the report
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: report_id: the report that prints the figure in question; NULL where several do
-- column: observation_ids: the observations involved, the one in question first across reports, with commas between
-- column: numbers: the numbers as printed, with semicolons between; empty across reports
-- column: message: what is wrong, in one sentence
-- column: arithmetic: the arithmetic
-- column: suggestion: what was likely meant; empty where the digits tell nothing
-- test: accepted_values: certainty: certain, suspicious
-- test: accepted_values: status: open, corrected, accepted
WITH within AS (
    SELECT
        f.rule,
        f.certainty,
        'report' AS scope,
        r.area_code,
        CASE WHEN COUNT(DISTINCT o.indicator_code) = 1 THEN MIN(o.indicator_code) END AS indicator_code,
        r.period_code,
        '' AS plan_kind,
        f.report_id,
        f.observation_ids,
        f.numbers,
        f.message,
        f.arithmetic,
        f.suggestion
    FROM finding AS f
    JOIN dim_report AS r ON r.report_id = f.report_id
    LEFT JOIN fact_observation AS o
        ON o.report_id = f.report_id
        AND ', ' || f.observation_ids || ',' LIKE '%, ' || o.observation_id || ',%'
    GROUP BY
        f.rule, f.certainty, r.area_code, r.period_code, f.report_id, f.observation_ids, f.numbers, f.message,
        f.arithmetic, f.suggestion
),
across AS (
    SELECT
        a.rule,
        'suspicious' AS certainty,
        'reports' AS scope,
        a.area_code,
        a.indicator_code,
        a.period_code,
        a.plan_kind,
        a.report_id,
        a.observation_ids,
        '' AS numbers,
        a.message,
        a.arithmetic,
        a.suggestion
    FROM checks.across_reports AS a
),
found AS (
    SELECT within.* FROM within
    UNION ALL
    SELECT across.* FROM across
),
-- a decision on a number settles what its report says against itself; a decision on a finding settles that finding
decisive AS (
    SELECT found.rule, found.observation_ids, found.period_code, found.plan_kind, c.observation_id, c.field, c.reason
    FROM found
    JOIN correction AS c ON c.report_id = found.report_id
    WHERE found.scope = 'report' AND c.status = 'applied' AND c.field = 'value'
    UNION ALL
    SELECT found.rule, found.observation_ids, found.period_code, found.plan_kind, c.observation_id, c.field, c.reason
    FROM found
    JOIN correction AS c ON c.expected = found.rule || ': ' || found.arithmetic
    WHERE c.status = 'applied' AND c.field = 'finding'
),
decided AS (
    SELECT
        d.rule,
        d.observation_ids,
        d.period_code,
        d.plan_kind,
        MAX(CASE WHEN d.field = 'finding' THEN 1 ELSE 0 END) AS accepted,
        MAX(CASE WHEN d.field = 'finding' THEN d.reason END) AS reason
    FROM decisive AS d
    WHERE ', ' || d.observation_ids || ',' LIKE '%, ' || d.observation_id || ',%'
    GROUP BY d.rule, d.observation_ids, d.period_code, d.plan_kind
)
SELECT
    found.rule,
    found.certainty,
    found.scope,
    CASE WHEN decided.accepted = 1 THEN 'accepted' WHEN decided.accepted = 0 THEN 'corrected' ELSE 'open' END AS status,
    decided.reason,
    found.area_code,
    found.indicator_code,
    found.period_code,
    found.plan_kind,
    found.report_id,
    found.observation_ids,
    found.numbers,
    found.message,
    found.arithmetic,
    found.suggestion
FROM found
LEFT JOIN decided
    ON decided.rule = found.rule
    AND decided.observation_ids = found.observation_ids
    AND decided.period_code IS NOT DISTINCT FROM found.period_code
    AND decided.plan_kind = found.plan_kind
