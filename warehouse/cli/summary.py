"""What a run did, told to the person who started it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from ingest.filenames import one_line
from warehouse.answer import Answer
from warehouse.outcomes import Intake, Outcome

_NAMED = 20  # files of unknown kinds that are named one by one
_TELLING = ("new", "read again", "same content")


def tell(message: str) -> None:
    """One line on standard error."""
    click.echo(f"niengiam: {one_line(message)}", err=True)


def show_intake(intake: Intake) -> None:
    """A table of what went in on standard output; rejected and passed-over files on standard error."""
    for outcome in intake.rejected:
        tell(f"{outcome.place}: {outcome.detail}")
    passed_over = [path for path, _ in intake.passed_over]
    noticed = [outcome.notices for outcome in intake.loaded if outcome.notices]
    for path in passed_over[:_NAMED]:
        ending = f"that end in '{path.suffix}'" if path.suffix else "without an ending"
        tell(f"{path.name}: files {ending} are not read as reports")
    if len(passed_over) > _NAMED:
        tell(f"and {_kinds(passed_over[_NAMED:])} that are not read as reports")
    told = sorted((o for o in intake.outcomes if o.status in _TELLING), key=_order)
    if told:
        from warehouse.output import write

        columns = ("report", "status", "area", "period", "claims", "with code", "to review")
        write(Answer(columns, [_row(outcome) for outcome in told]), "table")
    if noticed:
        tell(
            f"{counted(sum(noticed), 'notice')} on {counted(len(noticed), 'report')} "
            "(conversions, text left out, hidden parts): niengiam review --left-out lists them"
        )
    sys.stdout.write(_verdict(intake) + "\n")


def _order(outcome: Outcome) -> tuple[object, ...]:
    """By area and time; a quarter after its last month."""
    period = outcome.period
    return (outcome.area, period.end, period.last - period.first) if period else ("",)


def _row(outcome: Outcome) -> tuple[object, ...]:
    if outcome.status == "same content":
        return (outcome.place, outcome.detail, None, None, None, None, None)
    counts = (outcome.claims, outcome.with_code, outcome.to_review)
    return (outcome.place, outcome.status, outcome.area, str(outcome.period), *counts)


def counted(number: int, what: str) -> str:
    """A count with its noun: 1 report, 2 reports."""
    return f"{number} {what}{'s' * (number != 1)}"


def _kinds(paths: list[Path]) -> str:
    counts = Counter(path.suffix.lower() or "without ending" for path in paths)
    return ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))


def _verdict(intake: Intake) -> str:
    if not intake.run_id:
        return "unchanged" if not intake.rejected else "nothing was published"
    read = [o for o in intake.outcomes if o.status in ("new", "read again")]
    unchanged = sum(1 for o in intake.outcomes if o.status == "unchanged")
    pieces = [counted(len(read), "report"), counted(sum(o.claims for o in read), "claim")]
    if unchanged:
        pieces.append(f"{unchanged} unchanged")
    if intake.rejected:
        pieces.append(f"{len(intake.rejected)} rejected")
    if intake.findings:
        pieces.append(counted(intake.findings, "new finding"))
    if intake.models_built:
        pieces.append(f"{counted(intake.models_built, 'model')} built")
    return f"published {intake.run_id}: {', '.join(pieces)}"
