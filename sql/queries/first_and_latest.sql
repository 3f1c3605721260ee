-- name: first_and_latest
-- vi: Số liệu công bố lần đầu so với số liệu mới nhất
-- en: First release against the latest word on the same figure
-- param: indicator indicator none Mã chỉ tiêu, mặc định tất cả / indicator code, by default all
SELECT
    a.name AS area,
    f.indicator_code,
    i.name_vi AS indicator,
    f.measure,
    f.accumulation,
    f.plan_kind,
    f.first_day,
    f.last_day,
    f.unit,
    rf.published_at AS first_published,
    f.value AS first_value,
    rl.published_at AS latest_published,
    l.value AS latest_value,
    l.value - f.value AS difference,
    l.vintages AS reports,
    f.observation_id AS first_observation_id,
    l.observation_id AS latest_observation_id
FROM staging.current_observation AS l
JOIN staging.report_observation AS f
    ON (f.area_code, f.indicator_code, f.unit, f.measure, f.versus, f.plan_kind, f.accumulation, f.first_day, f.last_day)
    = (l.area_code, l.indicator_code, l.unit, l.measure, l.versus, l.plan_kind, l.accumulation, l.first_day, l.last_day)
    AND f.vintage < l.vintage
JOIN dim_report AS rf ON rf.report_id = f.report_id
JOIN dim_report AS rl ON rl.report_id = l.report_id
JOIN dim_indicator AS i ON i.indicator_code = l.indicator_code
JOIN dim_area AS a ON a.area_code = l.area_code
WHERE CAST($indicator AS VARCHAR) IS NULL OR l.indicator_code = $indicator
QUALIFY f.vintage = MIN(f.vintage) OVER (PARTITION BY l.observation_id)
ORDER BY l.last_day DESC, f.indicator_code, f.area_code, f.measure, f.accumulation, f.first_day, f.observation_id
