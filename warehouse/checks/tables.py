"""Numbers of tables: rows and columns against those that make them up, columns against those that they follow from.

What a layout says is believed where the table itself proves it: rows add up in another column, a percentage follows
from two columns in other rows. Of such a tie that is broken in one place something is wrong there; the number that
puts all broken ties right and breaks none is the wrong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from ingest.claim import Claim, Measure
from ingest.tables.reading import HIDDEN, NOT_UNDERSTOOD, Family
from warehouse.checks.bundles import MOST_COLUMNS, RATES, Bundle, Cell, Columns, Part, Rows, adds_up
from warehouse.checks.diagnosis import diagnosed
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Sheet
from warehouse.checks.splits import splits
from warehouse.checks.ties import PartTie, PercentTie, SumTie, Tie

_TOLD_AS: tuple[tuple[str, Measure], ...] = (("table: change pct", "change_pct"), ("table: share", "share"))
_CELL = re.compile(r"(.*)!([A-Z]+)(\d+)")


def numbers_of_tables(sheet: Sheet) -> Iterator[Finding]:
    """What does not add up or follow in the tables of a report."""
    claims = {c.start: _as_printed(c) for c in sheet.claims if c.cell and _is_plain(sheet, c)}
    if not claims:
        return
    rows = _rows_of(claims.values())
    bundles = [*_down(sheet.report.families, claims), *_across(rows), *splits(rows)]
    held = [tie for bundle in bundles if bundle.proven for tie in bundle.held]
    misfits = [misfit for bundle in bundles for misfit in bundle.misfits()]
    yield from diagnosed(sheet, misfits, held)


def _is_plain(sheet: Sheet, claim: Claim) -> bool:
    """Whether what a number is has been understood, and it was not read from a picture."""
    seen = claim.page is None or claim.page not in sheet.report.document.scanned
    return seen and not claim.bound and claim.review not in (NOT_UNDERSTOOD, HIDDEN)


def _as_printed(claim: Claim) -> Claim:
    """A growth or a share that is an indicator of its own, as what its column says: a change, a share."""
    measure = next((m for told, m in _TOLD_AS if claim.rule.startswith(told)), claim.measure)
    return replace(claim, measure=measure) if measure != claim.measure else claim


def _down(families: Iterable[Family], claims: Mapping[int, Claim]) -> Iterator[Bundle]:
    """The sums of each family."""
    for family in families:
        held, broken = [], []
        for start, parts in family.columns:
            whole = claims.get(start)
            found = [claims[part] for part in parts if part is not None and part in claims]
            if whole is None or len(found) < 2 or not all(adds_up(part, whole) for part in (whole, *found)):
                continue
            message = f"The rows do not add up to {whole.number_text}, which they make up."
            tie = SumTie("sum", message, (whole, *found))
            if tie.holds:
                held.append(tie)
            elif len(found) == len(parts):  # an empty cell may stand for what is not known
                broken.append(tie)
        sums = Rows(tuple(held), tuple(broken), family.said)
        yield sums
        if family.said == "selected" and not sums.proven:
            yield from _selected(family, claims)


def _selected(family: Family, claims: Mapping[int, Claim]) -> Iterator[Part]:
    """Each part of a family whose parts are only some of it."""
    for place in range(len(family.columns[0][1])):
        ties = []
        for start, parts in family.columns:
            whole, part = claims.get(start), claims.get(parts[place] or 0)
            if whole is not None and part is not None and adds_up(whole, whole) and adds_up(part, whole):
                message = (
                    f"A part ({part.number_text}) is more than the whole that it is a part of ({whole.number_text})."
                )
                ties.append(PartTie("part-above-whole", message, (part, whole)))
        yield Part(tuple(tie for tie in ties if tie.holds), tuple(tie for tie in ties if not tie.holds))


def _rows_of(claims: Iterable[Claim]) -> Mapping[tuple[str, str], Sequence[Cell]]:
    """The rows of each table, by its name and the number of the row."""
    rows: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for claim in claims:
        if found := _CELL.fullmatch(claim.cell):
            rows[found[1], found[3]].append((found[2], claim))
    return rows


def _across(rows: Mapping[tuple[str, str], Sequence[Cell]]) -> Iterator[Bundle]:
    """What follows from what along the rows of each table: the likeliest columns for each that follows."""
    ways: dict[tuple[str, str, str], dict[tuple[str, str], list[Tie]]] = defaultdict(lambda: defaultdict(list))
    for (table, _), row in rows.items():
        for column, columns, tie in _of_row(row):
            ways[table, tie.rule, column][columns].append(tie)
    for (_, rule, _), of_column in ways.items():
        right = {tie.claims[0].start for ties in of_column.values() for tie in ties if _likely(tie)}
        best = max(of_column.values(), key=lambda ties: sum(map(_likely, ties)))
        held = tuple(tie for tie in best if tie.holds)
        broken = tuple(tie for tie in best if not tie.holds and tie.claims[0].start not in right)
        yield Columns(held, broken, revisable=rule == "periods-against-total")


def _likely(tie: Tie) -> bool:
    return tie.likely if isinstance(tie, PercentTie) else tie.holds


def _of_row(row: Sequence[Cell]) -> Iterator[tuple[str, tuple[str, str], Tie]]:
    """Every tie that the numbers of a row may have: the column that follows, the two that it follows from."""
    amounts = [(at, c) for at, c in row if c.measure in ("level", "plan") and c.unit not in RATES and c.value > 0]
    pairs = [(a, b) for a, b in permutations(amounts[:MOST_COLUMNS], 2) if a[1].unit == b[1].unit]
    for (at, new), (of, base) in pairs:
        for column, claim in row:
            if column not in (at, of) and (tie := _tie(claim, new, base)) is not None:
                yield column, (at, of), tie


def _tie(claim: Claim, new: Claim, base: Claim) -> Tie | None:
    """What a number of a row would have to do with two others, by what their columns are said to hold."""
    if claim.measure == "attainment":
        return PercentTie.of(claim, new, base) if (new.measure, base.measure) == ("level", "plan") else None
    if claim.measure == "level" and _follows(claim, base, new):
        message = f"The periods do not add up to the total of {claim.number_text}."
        return SumTie("periods-against-total", message, (claim, base, new))
    if base.measure == "plan" and new.measure == "level":
        return None
    if claim.measure == "change_pct":
        return PercentTie.of(claim, new, base)
    if claim.measure == "change_abs" and claim.unit == new.unit:
        message = f"The difference of {claim.number_text} is not that of {new.number_text} and {base.number_text}."
        return SumTie("change", message, (new, base, claim))
    return None


def _follows(total: Claim, before: Claim, after: Claim) -> bool:
    """Whether a total is that of some months and of those right behind them."""
    if before.measure != "level" or after.measure != "level" or "POINT" in (after.accumulation, before.accumulation):
        return False
    joined = before.last_day + timedelta(days=1) == after.first_day
    return joined and (before.first_day, after.last_day) == (total.first_day, total.last_day)
