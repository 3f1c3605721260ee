-- name: report_claims
-- vi: Mọi số liệu đọc được từ một báo cáo
-- en: Every number read from one report
-- param: report report required Mã hoặc tên tệp báo cáo / report_id, or (part of) the file name
SELECT
    r.file_name,
    o.observation_id,
    o.indicator_code,
    o.label,
    o.measure,
    o.versus,
    o.accumulation,
    o.period_code,
    o.first_day,
    o.last_day,
    o.number_text,
    o.value,
    o.unit,
    o.obs_status,
    o.page,
    o.review,
    trim(substring(t.text, o.sentence_start + 1, least(o.sentence_end - o.sentence_start, 300))) AS sentence
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
LEFT JOIN report_text AS t ON t.report_id = o.report_id
WHERE r.report_id = $report OR contains(lower(r.file_name), lower($report))
ORDER BY r.file_name, o.span_start
