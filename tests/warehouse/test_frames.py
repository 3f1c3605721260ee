"""Rows as frames: an end that is asked for in the middle waits until the frame is made."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from decimal import Decimal, DecimalTuple

import polars as pl
import pytest

from warehouse.frames import frame_of

SCHEMA = {"value": pl.Decimal(10, 2)}


class Interrupting(Decimal):
    """A number in whose conversion somebody presses Ctrl-C."""

    def as_tuple(self) -> DecimalTuple:
        signal.raise_signal(signal.SIGINT)
        return super().as_tuple()


@pytest.fixture
def ends() -> Iterator[list[int]]:
    """The signals that came through to a handler of the program."""
    seen: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: seen.append(number))
    yield seen
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_in_a_conversion_comes_behind_it(ends: list[int]) -> None:
    assert frame_of([(Interrupting("1.50"),)], SCHEMA).rows() == [(Decimal("1.50"),)]
    assert ends == [signal.SIGINT]
    signal.raise_signal(signal.SIGINT)
    assert ends == [signal.SIGINT] * 2


def test_an_interrupt_ends_the_program_as_elsewhere() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        frame_of([(Interrupting("1.50"),)], SCHEMA)
    assert signal.getsignal(signal.SIGINT) is before


def test_another_thread_makes_frames_too() -> None:
    made: list[pl.DataFrame] = []
    thread = threading.Thread(target=lambda: made.append(frame_of([(Decimal("1.50"),)], SCHEMA)))
    thread.start()
    thread.join()
    assert made[0].rows() == [(Decimal("1.50"),)]
