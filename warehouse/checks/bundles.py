"""One relation of a table, in all its columns or rows: where it holds, where it is broken, and what that proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ingest.claim import Claim
from ingest.tables.reading import Said
from warehouse.checks.diagnosis import Misfit
from warehouse.checks.figures import digits_of, explain
from warehouse.checks.ties import SumTie, Tie

Cell = tuple[str, Claim]  # the letters of its column, and what stands there

RATES = frozenset(("", "%", "‰", "lần", "điểm %", "tạ/ha"))
TELLING = 3  # digits of a sum that hardly comes out by chance
MANY_ROWS = 3  # in which a column follows from others, so that one that does not is wrong
MOST_COLUMNS = 16  # of amounts that others are looked for beside
_LONG = 4  # digits of a number in which an exchange of two proves something by itself
_LIKELY = Fraction(1, 10)  # of a total that its rows hardly miss but by a slip


@dataclass(frozen=True)
class Bundle:
    """One relation in all columns of a family, or in all rows of a table."""

    held: tuple[Tie, ...]
    broken: tuple[Tie, ...]

    @property
    def proven(self) -> bool:
        """Whether the table shows that the relation is meant."""
        raise NotImplementedError

    def misfits(self) -> Iterator[Misfit]:
        """Its broken ties that say something."""
        raise NotImplementedError


@dataclass(frozen=True)
class Rows(Bundle):
    """Rows that make up another one, column by column."""

    held: tuple[SumTie, ...]
    broken: tuple[SumTie, ...]
    said: Said

    @property
    def proven(self) -> bool:
        """Whether they add up in as many columns as not, by numbers that tell."""
        return 0 < len(self._telling) >= len(self.broken)

    @cached_property
    def _telling(self) -> list[SumTie]:
        return [tie for tie in self.held if tie.telling and digits_of(tie.claims[0]) >= TELLING]

    def misfits(self) -> Iterator[Misfit]:
        """Those that columns as exact as they are show to be broken; a single one where it nearly holds."""
        for tie in self.broken:
            whole = Fraction(tie.claims[0].value)
            near = abs(tie.gap) <= _LIKELY * whole
            finer = sum(other.slack * whole < abs(tie.gap) for other in self._telling)
            if 0 < finer >= len(self.broken):
                complete = self.said == "complete" and near
                yield Misfit(tie, certain=tie.gap > 0 or complete or _slipped(tie, TELLING))
            elif len(self.broken) == 1 and not self.held and self.said in ("complete", "total"):
                proof = _slipped(tie, _LONG)
                if proof or near:
                    yield Misfit(tie, certain=proof)


@dataclass(frozen=True)
class Columns(Bundle):
    """Columns that one column follows from, row by row."""

    revisable: bool  # one of them may have been revised since

    @property
    def proven(self) -> bool:
        """Whether two rows in three at least show it."""
        return len(self.held) > 1 and len(self.held) >= 2 * len(self.broken)

    def misfits(self) -> Iterator[Misfit]:
        """The rows that do not; the only one of several is wrong for sure, unless figures were revised."""
        sure = len(self.broken) == 1 and len(self.held) >= MANY_ROWS and not self.revisable
        for tie in self.broken if self.proven else ():
            yield Misfit(tie, certain=sure or _slipped(tie, TELLING))


@dataclass(frozen=True)
class Part(Bundle):
    """A row that words call a part of another one, column by column."""

    @property
    def proven(self) -> bool:
        """Never so much that another number could be told wrong by it."""
        return False

    def misfits(self) -> Iterator[Misfit]:
        """A part that only in one column is more than its whole."""
        if len(self.broken) == 1:
            yield Misfit(self.broken[0], certain=len(self.held) > 0)


def _slipped(tie: Tie, digits: int) -> bool:
    """Whether a slip of the pen in a number of so many digits explains why a tie is broken."""
    long = (claim for claim in tie.claims if digits_of(claim) >= digits)
    return any(slip.strong for claim in long if (slip := explain(claim, tie.wanted(claim))))


def adds_up(part: Claim, whole: Claim) -> bool:
    """Whether two numbers of a column are amounts of one kind."""
    additive = part.unit not in RATES if part.measure in ("level", "plan") else part.measure == "share"
    return additive and part.value >= 0 and (part.unit, part.measure) == (whole.unit, whole.measure)
