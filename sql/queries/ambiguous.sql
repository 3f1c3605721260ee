-- name: ambiguous
-- vi: Báo cáo tự mâu thuẫn về một số liệu
-- en: Cells that one report states differently in two places
-- param: report report none Mã hoặc tên tệp báo cáo, mặc định tất cả / report_id, or (part of) the file name, by default all
SELECT
    r.published_at,
    r.file_name,
    s.indicator_code,
    i.name_vi AS indicator,
    s.measure,
    s.versus,
    s.accumulation,
    s.last_day,
    s.unit,
    STRING_AGG(o.number_text, ' ≠ ' ORDER BY o.span_start) AS printed,
    STRING_AGG(o.observation_id, ', ' ORDER BY o.span_start) AS observation_ids
FROM staging.report_observation AS s
JOIN dim_report AS r ON r.report_id = s.report_id
JOIN dim_indicator AS i ON i.indicator_code = s.indicator_code
JOIN fact_observation AS spoken ON spoken.observation_id = s.observation_id
JOIN fact_observation AS o
    ON o.report_id = s.report_id AND o.indicator_code = s.indicator_code AND o.area_code = s.area_code
    AND o.measure = s.measure AND o.versus = s.versus AND COALESCE(o.plan_kind, '') = s.plan_kind
    AND o.last_day = s.last_day AND (s.accumulation = 'POINT') = (o.accumulation = 'POINT')
    AND o.price_base = spoken.price_base AND (o.unit = spoken.unit OR s.measure NOT IN ('level', 'plan', 'change_abs'))
    AND (o.first_day = s.first_day OR s.measure = 'plan')
WHERE s.ambiguous AND (CAST($report AS VARCHAR) IS NULL OR r.report_id = $report OR contains(lower(r.file_name), lower($report)))
GROUP BY ALL
ORDER BY r.published_at DESC, r.file_name, s.indicator_code, s.measure, s.last_day, observation_ids
