"""A finding: printed numbers that cannot all be true, or hardly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["certain", "suspicious"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `spans` holds every number involved, as offsets into the document's text."""

    rule: str
    certainty: Certainty
    doc: str
    spans: tuple[tuple[int, int], ...]  # ascending, without repeats
    message: str  # what is wrong, in one sentence
    arithmetic: str  # in full, in the digits of the report
    suggestion: str = ""  # "" where the digits explain nothing

    def as_row(self) -> dict[str, object]:
        """The finding for JSON."""
        return {
            "rule": self.rule,
            "certainty": self.certainty,
            "doc": self.doc,
            "spans": [list(span) for span in self.spans],
            "message": self.message,
            "arithmetic": self.arithmetic,
            "suggestion": self.suggestion,
        }
