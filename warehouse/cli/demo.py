"""niengiam demo: from sample reports to answers, in one command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import home_option

if TYPE_CHECKING:
    from warehouse.answer import Answer
    from warehouse.headlines import Headline
    from warehouse.home import Home


@click.command()
@home_option
@click.pass_context
def demo(ctx: click.Context, home: Path) -> None:
    """Take the sample reports in and show what becomes of them. A second run finds everything unchanged."""
    from ingest.resources import resource
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import show_intake
    from warehouse.home import Home
    from warehouse.intake import take_in

    made = Home.create(home)
    click.echo(f"sample reports from {resource('reports')}\nwarehouse in {home}\n")
    with reading_progress() as progress:
        intake = take_in(made, [resource("reports")], progress=progress)
    intake.passed_over.clear()  # the folder also holds what is known of the samples
    show_intake(intake)
    _show_headlines(made)
    ctx.exit(1 if intake.rejected else 0)


def _show_headlines(home: Home) -> None:
    from warehouse.headlines import headlines, last_month
    from warehouse.output import write
    from warehouse.store import open_readonly

    with open_readonly(home) as connection:
        period = last_month(connection)
        found = headlines(connection, period) if period else []
    if not period or not found:
        click.echo("no headline figures: the reports state none that the catalogue knows")
        return
    click.echo(f"\nHeadlines of {period}")
    write(_table(found), "table")
    click.echo("* worked out from other figures, not printed in a report\n\nTry next:")
    for command in _next_steps(home.root, period, found):
        click.echo(f"  niengiam {command}")


def _table(found: list[Headline]) -> Answer:
    from warehouse.answer import Answer
    from warehouse.headlines import in_vietnamese

    def cell(value: object, how: str | None, unit: str) -> str:
        text = in_vietnamese(value, unit)  # type: ignore[arg-type]
        return f"{text} *" if text and how != "reported" else text

    several = len({line.area for line in found}) > 1
    columns = ("indicator", "month", "since January", "on the year before", "of the plan", "report")
    rows: list[tuple[object, ...]] = [
        (
            f"{line.indicator}, {line.area}" if several else line.indicator,
            cell(line.month, line.month_how, line.unit),
            cell(line.total, line.total_how, line.unit),
            cell(line.growth, line.growth_how, "%"),
            cell(line.reached, line.reached_how, "%"),
            line.report,
        )
        for line in found
    ]
    return Answer(columns, rows)


def _next_steps(home: Path, period: str, found: list[Headline]) -> list[str]:
    first = max(found, key=lambda line: (line.total_how == "reported", line.reached_how == "reported"))
    from warehouse.home import home_words

    where = home_words(home)
    return [
        f"trace {first.indicator_code} {period} {where}",
        f"query {where}",
        f"review {where}",
        f'sql "FROM marts.plan_attainment" {where} -o attainment.xlsx',
        f"ingest YOUR_REPORTS/ {where}",
    ]
