-- name: new_in_report
-- vi: Báo cáo mới nhất nói gì khác báo cáo trước
-- en: What a report says otherwise than those before: cells that it restated, repeated, or is the first to state
-- param: report report none Mã hoặc tên tệp, mặc định là báo cáo mới nhất / report_id, or (part of) the file name, by default the newest
WITH chosen AS (
    SELECT MAX_BY(r.report_id, (r.published_at, r.loaded_at, r.report_id)) AS report_id
    FROM dim_report AS r
    WHERE CAST($report AS VARCHAR) IS NULL OR r.report_id = $report OR contains(lower(r.file_name), lower($report))
),
vintages AS (
    SELECT
        s.*,
        LAG(s.value) OVER cell AS value_before,
        LAG(s.observation_id) OVER cell AS observation_id_before
    FROM staging.report_observation AS s
    WINDOW cell AS (
        PARTITION BY
            s.area_code, s.indicator_code, s.unit, s.measure, s.versus, s.plan_kind, s.accumulation, s.first_day, s.last_day
        ORDER BY s.vintage
    )
)
SELECT
    CASE
        WHEN v.observation_id_before IS NULL THEN 'new' WHEN v.value = v.value_before THEN 'repeated' ELSE 'restated'
    END AS what,
    a.name AS area,
    v.indicator_code,
    i.name_vi AS indicator,
    v.measure,
    v.accumulation,
    v.plan_kind,
    v.first_day,
    v.last_day,
    v.unit,
    v.value_before,
    v.value,
    v.value - v.value_before AS difference,
    v.observation_id_before,
    v.observation_id
FROM vintages AS v
JOIN chosen ON chosen.report_id = v.report_id
JOIN dim_indicator AS i ON i.indicator_code = v.indicator_code
JOIN dim_area AS a ON a.area_code = v.area_code
ORDER BY what DESC, v.indicator_code, v.area_code, v.last_day, v.measure, v.accumulation, v.observation_id
