"""From a report file to claims. No database, no clock, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.report import Report, read_claims, read_report

__all__ = ["EXTRACTOR_VERSION", "Report", "read_claims", "read_report"]

#: Rises whenever the same file may give other claims; archived reports are then read again.
EXTRACTOR_VERSION = "10"


def __getattr__(name: str) -> object:
    """Load the reader when it is first asked for: who only needs its errors or its catalogue does not wait for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ingest import report

    return getattr(report, name)
