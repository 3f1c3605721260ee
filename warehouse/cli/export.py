"""niengiam export and niengiam verify: snapshots for other programs, and whether they are whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from warehouse.cli.options import DayType, PlaceType, home_option


@click.command()
@click.option("--to", "target", type=PlaceType(), required=True, help="Folder of the snapshot.")
@click.option("--format", "form", type=click.Choice(["parquet"]), default="parquet", show_default=True)
@click.option("--as-of", type=DayType(), help="Only what was published up to that day: 2024-11-05.")
@click.option("--area", default="", help="Only an area and what lies in it: its name or code.")
@click.option("--indicator", default="", help="Only one indicator: its code.")
@click.option("--since", type=DayType(), help="Only periods that end on that day or later.")
@home_option
def export(
    target: Path, form: str, as_of: str | None, area: str, indicator: str, since: str | None, home: Path
) -> None:
    """Write every table and mart as Parquet files with a manifest, or bring such a snapshot up to date.

    \b
    The snapshot is swapped in whole; files whose rows have not changed are not written again.
      niengiam export --to snapshot
      duckdb -c "FROM 'snapshot/marts/in_period/*.parquet' LIMIT 5"
    """
    from warehouse.home import Home
    from warehouse.snapshots import Selection, export

    selection = Selection(area, indicator, date.fromisoformat(since) if since else None)
    done = export(Home.open(home), target, selection, date.fromisoformat(as_of) if as_of else None)
    files = [file for table in done.manifest.tables for file in table.files]
    rows = sum(file.rows for file in files)
    state = f"{done.written} of {len(files)} files written" if done.changed else "unchanged"
    click.echo(f"{target}: {len(done.manifest.tables)} tables, {rows:,} rows in {form}, {state}", err=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def verify(folder: Path) -> int:
    """Tell whether a snapshot is whole and as it was written; exit code 1 where it is not."""
    from warehouse.cli.summary import counted
    from warehouse.snapshots import verify

    faults = verify(folder)
    for fault in faults:
        click.echo(fault)
    click.echo(f"{folder}: {counted(len(faults), 'fault') if faults else 'whole'}", err=True)
    return 1 if faults else 0
