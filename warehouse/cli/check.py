"""niengiam check: a linter for a report before it is signed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import given, header_options

if TYPE_CHECKING:
    from ingest.report import Report
    from warehouse.checks import Finding

_COLOURS = {"certain": "red", "suspicious": "yellow", "mark": "red", "place": "blue"}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@header_options
@click.option(
    "--format", "-f", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="Output."
)
@click.option(
    "--home", type=click.Path(path_type=Path), help="A warehouse: the reports are also held against what it knows."
)
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    area: str | None,
    period: str | None,
    issued: str | None,
    form: str,
    home: Path | None,
) -> None:
    """Find numbers in reports that contradict each other. Needs no warehouse, and changes none.

    What is certain is an error, what only looks wrong a warning; each comes with its arithmetic and, where the digits
    tell, a suggestion. Reports given together are also held against each other's plans. The exit code is 1 where
    anything certain was found or a file could not be read.
    """
    reports, unread = _read(files, given(area=area, period=period, issued=issued))
    found = _check(reports, home)
    if form == "json":
        rows = [finding.as_row() for _, findings in found for finding in findings]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _show(found)
    certain = sum(finding.certainty == "certain" for _, findings in found for finding in findings)
    ctx.exit(1 if certain or unread else 0)


def _read(files: tuple[Path, ...], options: dict[str, str]) -> tuple[list[tuple[Path, Report]], bool]:
    """The reports that can be read, and whether any could not; why goes to standard error."""
    from ingest.errors import NiengiamError
    from warehouse.reading import read_alone

    reports, unread = [], False
    for file in files:
        try:
            reports.append((file, read_alone(file, options)))
        except (NiengiamError, OSError) as error:
            unread = True
            click.echo(f"niengiam: {error}", err=True)
    return reports, unread


def _check(reports: list[tuple[Path, Report]], home: Path | None) -> list[tuple[tuple[Path, Report], list[Finding]]]:
    from warehouse.checks import check_report

    together = [report for _, report in reports]
    found = [((file, report), check_report(report, together)) for file, report in reports]
    if home is not None:
        from warehouse.checks.against import check_against
        from warehouse.home import Home

        place = Home.open(home)
        for (file, report), findings in found:
            findings += check_against(place, file, report)
    return found


def _show(found: list[tuple[tuple[Path, Report], list[Finding]]]) -> None:
    from ingest.filenames import one_line
    from warehouse.checks.excerpt import explained

    certain = suspicious = 0
    for (file, report), findings in found:
        for finding in findings:
            click.echo(explained(finding, report.document, one_line(str(file)), _style))
            certain += finding.certainty == "certain"
            suspicious += finding.certainty == "suspicious"
    sys.stdout.flush()
    click.echo(f"{certain} certain, {suspicious} suspicious in {len(found)} file{'s' * (len(found) != 1)}", err=True)


def _style(text: str, role: str) -> str:
    return click.style(text, fg=_COLOURS[role], bold=role == "certain")
