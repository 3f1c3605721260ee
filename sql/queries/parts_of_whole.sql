-- name: parts_of_whole
-- vi: Các bộ phận của một tổng số và tỷ trọng của từng bộ phận
-- en: Parts of a whole as a report breaks it down, with the share of each
-- param: indicator indicator none Mã chỉ tiêu của tổng số, mặc định tất cả / indicator code of the whole, by default all
-- param: report report none Mã hoặc tên tệp báo cáo, mặc định tất cả / report_id, or (part of) the file name, by default all
-- A share is given where both are levels in one unit for the same days. Parts need not be all of the whole; a part that
-- is certainly above its whole shows that one of both numbers is wrong.
WITH broken_down AS (
    SELECT
        p.*,
        p.measure = 'level' AND p.whole_measure = 'level' AND p.unit = p.whole_unit AND p.unit NOT IN ('%', '‰')
        AND p.first_day = p.whole_first_day AND p.last_day = p.whole_last_day AS comparable
    FROM part_of_whole AS p
)
SELECT
    r.published_at,
    b.whole_code,
    b.whole_label,
    b.whole_value,
    b.whole_unit,
    b.part_code,
    b.part_label,
    b.measure,
    b.unit,
    b.part_value,
    CASE
        WHEN b.comparable AND b.whole_value > 0
            THEN ROUND(CAST(b.part_value AS DOUBLE) * 100 / CAST(b.whole_value AS DOUBLE), 2)
    END AS share_pct,
    b.comparable AND b.part_low > b.whole_high AS above_whole,
    b.first_day,
    b.last_day,
    b.whole_observation_id,
    b.part_observation_id
FROM broken_down AS b
JOIN dim_report AS r ON r.report_id = b.report_id
WHERE
    (CAST($indicator AS VARCHAR) IS NULL OR b.whole_code = $indicator)
    AND (CAST($report AS VARCHAR) IS NULL OR r.report_id = $report OR contains(lower(r.file_name), lower($report)))
ORDER BY r.published_at DESC, b.report_id, b.whole_span_start, b.part_span_start
