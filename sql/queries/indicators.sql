-- name: indicators
-- vi: Danh mục chỉ tiêu và số liệu đang có
-- en: Indicators and what is known of each
-- param: search text none Từ trong tên hoặc mã / words of the name or code
SELECT
    i.indicator_code,
    i.name_vi,
    i.name_en,
    i.sector_code,
    i.nature,
    i.unit,
    COUNT(o.observation_id) AS numbers,
    COUNT(DISTINCT o.report_id) AS reports,
    MIN(o.last_day) AS first_day,
    MAX(o.last_day) AS last_day
FROM dim_indicator AS i
LEFT JOIN fact_observation AS o ON o.indicator_code = i.indicator_code
WHERE
    CAST($search AS VARCHAR) IS NULL
    OR contains(lower(i.indicator_code || ' ' || i.name_vi || ' ' || i.name_en), lower($search))
GROUP BY ALL
ORDER BY i.indicator_code
