-- What contradicts what, and is still open?
--
-- A row is one finding that nobody has corrected or accepted, with names.
--
-- materialized: view
-- grain: rule, observation_ids, period_code, plan_kind
-- source: docs/checks.md
-- column: certainty: certain (no unrounded values fit) or suspicious (it only looks wrong, or may have been revised)
-- column: rule: the rule that found it
-- column: area: name of the area
-- column: indicator: name of the indicator in Vietnamese; NULL where the numbers have none or several
-- column: indicator_en: its name in English
-- column: period_code: the period; of a finding within a report, that of the report
-- column: plan_kind: whose plan is concerned; empty where none is
-- column: message: what is wrong, in one sentence
-- column: arithmetic: the arithmetic
-- column: suggestion: what was likely meant; empty where the digits tell nothing
-- column: file_name: the report that prints the figure in question; NULL where several do
-- column: observation_ids: the observations involved, with commas between
-- column: area_code: code of the area
-- column: indicator_code: code of the indicator
SELECT
    m.certainty,
    m.rule,
    a.name AS area,
    i.name_vi AS indicator,
    i.name_en AS indicator_en,
    m.period_code,
    m.plan_kind,
    m.message,
    m.arithmetic,
    m.suggestion,
    r.file_name,
    m.observation_ids,
    m.area_code,
    m.indicator_code
FROM marts.contradiction AS m
LEFT JOIN dim_indicator AS i ON i.indicator_code = m.indicator_code
LEFT JOIN dim_area AS a ON a.area_code = m.area_code
LEFT JOIN dim_report AS r ON r.report_id = m.report_id
WHERE m.status = 'open'
