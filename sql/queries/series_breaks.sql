-- name: series_breaks
-- vi: Chuỗi số liệu bị gián đoạn do sắp xếp lại tỉnh
-- en: Breaks in series: provinces merged, so that figures before and after are of different territories
-- param: area area none Mã hoặc tên tỉnh, mặc định tất cả / code or name of an area, by default all
SELECT
    b.break_on,
    b.name AS area,
    b.area_code,
    b.predecessors,
    b.predecessor_codes
FROM series_break AS b
WHERE
    CAST($area AS VARCHAR) IS NULL OR $area IN (b.area_code, b.name)
    OR LIST_CONTAINS(STRING_SPLIT(b.predecessor_codes, ', '), $area)
    OR LIST_CONTAINS(STRING_SPLIT(b.predecessors, ', '), $area)
ORDER BY b.break_on, b.area_code
