-- name: sector_overview
-- vi: Toàn cảnh theo lĩnh vực: bao nhiêu chỉ tiêu có số liệu, tăng, giảm, chậm kế hoạch
-- en: Overview by sector: how many series have figures, grow, fall, are behind their plan
-- param: area area none Mã hoặc tên địa bàn, mặc định tất cả / code or name of an area, by default all
SELECT
    COALESCE(top.official_group, s.official_group) AS official_group,
    s.sector_code,
    s.name_vi AS sector,
    s.name_en AS sector_en,
    COUNT(*) AS series,
    MAX(l.period_code) AS last_month,
    COUNT(*) FILTER (WHERE l.yoy_pct > 0) AS growing,
    COUNT(*) FILTER (WHERE l.yoy_pct < 0) AS falling,
    COUNT(l.attainment_pct) AS with_plan,
    COUNT(*) FILTER (
        WHERE i.nature = 'flow' AND l.attainment_pct < CAST(RIGHT(l.period_code, 2) AS INTEGER) * 100.0 / 12
    ) AS behind_even_pace,
    COUNT(*) FILTER (WHERE l.ambiguous) AS ambiguous
FROM marts.latest AS l
JOIN dim_indicator AS i ON i.indicator_code = l.indicator_code
JOIN dim_sector AS s ON s.sector_code = l.sector_code
LEFT JOIN dim_sector AS top ON top.sector_code = s.parent_code
JOIN dim_area AS a ON a.area_code = l.area_code
WHERE CAST($area AS VARCHAR) IS NULL OR $area IN (a.area_code, a.name)
GROUP BY ALL
ORDER BY official_group NULLS LAST, s.sector_code
