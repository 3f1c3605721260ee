"""Answers that are kept: a report says the same few words around most of its numbers (" tăng ", " kế hoạch,")."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")

_KEPT = 2048  # answers of one function; the texts asked about are short, and shared between the functions
_forgetting: list[Callable[[], None]] = []


def remembered(function: Callable[_Asked, _Answer], kept: int = _KEPT) -> Callable[_Asked, _Answer]:
    """Keep the last answers of a function that depends on nothing but its arguments."""
    asked: Any = lru_cache(maxsize=kept)(function)
    _forgetting.append(asked.cache_clear)
    return asked  # type: ignore[no-any-return]


def forget() -> None:
    """Drop all answers, as if no text had been read."""
    for clear in _forgetting:
        clear()
