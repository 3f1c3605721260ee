"""niengiam build: bring the warehouse up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import give, home_option, output_options

if TYPE_CHECKING:
    from warehouse.answer import Answer
    from warehouse.home import Home


@click.command()
@home_option
@click.option("--explain", is_flag=True, help="Show what would be built and why; nothing is written.")
@output_options
@click.option("--jobs", type=click.IntRange(min=1), help="Files to read at once.  [default: one a core]")
@click.pass_context
def build(
    ctx: click.Context, home: Path, explain: bool, form: str | None, output: Path | None, jobs: int | None
) -> None:
    """Bring the warehouse up to date with the archive, the catalogue and the models.

    After an edit of the catalogue or an upgrade, archived reports are read again; after an edit of a model, what
    depends on it is derived again. With nothing to do, nothing is published.
    """
    if not explain and (form or output):
        raise click.UsageError("--format and --output are for --explain")
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import show_intake
    from warehouse.home import Home
    from warehouse.intake import rebuild

    if explain:
        give(_plan(Home.open(home)), form, output)
        return
    with reading_progress() as progress:
        intake = rebuild(Home.open(home), jobs=jobs, progress=progress)
    show_intake(intake)
    ctx.exit(1 if intake.rejected else 0)


def _plan(home: Home) -> Answer:
    from warehouse.answer import Answer
    from warehouse.intake import explain

    plan = explain(home)
    if plan.to_read:
        click.echo(
            f"niengiam: {plan.to_read} archived reports would be read first; what they touch is derived, too", err=True
        )
    rows: list[tuple[object, ...]] = [
        (outcome.step.model, outcome.step.action, outcome.step.reason, outcome.rows or None)
        for outcome in plan.models.outcomes
    ]
    return Answer(("model", "action", "why", "rows now"), rows)
