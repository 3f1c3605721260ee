"""Publishing again and again while readers read: a version a cycle, each with one more report than the one before.

The reports are made within the database, so that publications follow each other as fast as they can; the soak has the
whole way from a file to a version.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.readers import Seen, reading
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import publish, writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REPORT = """BÁO CÁO
Tình hình kinh tế - xã hội tháng 9 năm 2024 tỉnh Lai Châu

Tổng mức bán lẻ hàng hóa tháng 9 năm 2024 ước đạt 750,1 tỷ đồng, tăng 2,4% so với cùng kỳ năm trước.
"""
_ONE_MORE = (
    "INSERT INTO dim_report SELECT * REPLACE ($id AS report_id, $id AS sha256) FROM dim_report"
    " WHERE report_id = $first",
    "INSERT INTO fact_observation SELECT * REPLACE ($id AS report_id, $id || ':' || span_start AS observation_id)"
    " FROM fact_observation WHERE report_id = $first",
    "INSERT INTO runs SELECT * REPLACE ($id AS run_id) FROM runs WHERE run_id = (SELECT MIN(run_id) FROM runs)",
)


def publish_under_load(
    folder: Path, cycles: int, readers: int, progress: Callable[[str], None] = lambda line: None
) -> Seen:
    """What `readers` processes saw of a new home in `folder` while `cycles` versions were published in it."""
    home = Home.create(folder / "home")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (first,) = take_in(home, [folder / "report.txt"], jobs=1).loaded
    with reading(home, readers) as seen:
        for number in range(1, cycles + 1):
            with writing(home, "bench"), publish(home) as draft:
                _add_report(draft.connection, first.report_id, draft.run_id)
            progress(f"{number} of {cycles} versions published")
    return seen


def _add_report(connection: DuckDBPyConnection, first: str, run_id: str) -> None:
    for statement in _ONE_MORE:
        values = {"id": run_id} | ({"first": first} if "$first" in statement else {})
        connection.execute(statement, values)
