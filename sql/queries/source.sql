-- name: source
-- vi: Nguồn của một số liệu: báo cáo, trang, câu
-- en: Source of a figure: report, page, sentence
-- param: indicator indicator required Mã chỉ tiêu / indicator code
-- param: month month required Tháng / month
-- param: area area none Mã hoặc tên địa bàn, mặc định tất cả / code or name of an area, by default all
SELECT
    r.published_at,
    r.file_name,
    r.number AS report_number,
    o.page,
    o.measure,
    o.versus,
    o.accumulation,
    o.last_day,
    o.number_text,
    o.value,
    o.unit,
    trim(substring(t.text, o.sentence_start + 1, o.sentence_end - o.sentence_start)) AS sentence,
    c.observation_id IS NOT NULL AS is_newest_word,
    o.observation_id
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
LEFT JOIN report_text AS t ON t.report_id = o.report_id
LEFT JOIN staging.current_observation AS c ON c.observation_id = o.observation_id
JOIN dim_period AS p ON p.period_code = $month
JOIN dim_area AS a ON a.area_code = o.area_code
WHERE
    o.indicator_code = $indicator
    AND o.last_day BETWEEN p.start_date AND p.end_date
    AND (CAST($area AS VARCHAR) IS NULL OR $area IN (a.area_code, a.name))
ORDER BY r.published_at DESC, r.loaded_at DESC, r.report_id, o.span_start
