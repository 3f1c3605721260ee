"""Where in its file a piece of parsed SQL stands."""

from __future__ import annotations

from sqlglot import exp


def position(node: exp.Expr) -> tuple[int, int]:
    """Line and column, from 1, of the first name in `node`, else in what surrounds it; (0, 0) where nothing tells.

    sqlglot marks names, not operators, and counts to the end of a name.
    """
    current: exp.Expr | None = node
    while current is not None:
        places = [_start(inner) for inner in current.walk() if "line" in inner.meta]
        if places:
            return min(places)
        current = current.parent
    return (0, 0)


def _start(node: exp.Expr) -> tuple[int, int]:
    meta = node.meta
    return int(meta["line"]), int(meta["col"]) - (int(meta["end"]) - int(meta["start"]))
