"""One sentence as a report, for the tests of checks."""

from __future__ import annotations

from pathlib import Path

import ingest
from ingest.report import Report
from warehouse.checks import Finding, check_report

HEAD = "TỈNH LAM KHÊ\n\nBÁO CÁO\nTình hình kinh tế - xã hội tháng 10 năm 2024\n\nI. KẾT QUẢ\n\n"


def report_of(text: str, folder: Path, name: str = "x.txt") -> Report:
    """The report that states nothing but `text`."""
    path = folder / name
    path.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    return ingest.read_report(path)


def findings(text: str, folder: Path) -> list[Finding]:
    """What the rules say of `text`."""
    return check_report(report_of(text, folder))


def told(text: str, folder: Path) -> list[tuple[str, str]]:
    """Rule and certainty of each finding."""
    return [(finding.rule, finding.certainty) for finding in findings(text, folder)]
