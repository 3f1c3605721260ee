"""What takes longer to make than to read again, kept as Python keeps compiled modules: in `__pycache__`, silently.

A store that cannot be written, or is damaged, only costs the time to make its contents.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_NOT_OURS = (OSError, EOFError, ValueError, TypeError)  # missing, cut, or other bytes


def compiled(source: Path, stamp: str, make: Callable[[], Any]) -> Any:
    """What `make` gives for `source`, made anew where `stamp` is another; tuples, lists, dicts and plain values only.

    Raises what `make` raises; nothing is kept then.
    """
    try:
        store = Path(cache_from_source(str(source)))
    except NotImplementedError:  # an interpreter that keeps nothing
        return make()
    with suppress(*_NOT_OURS):
        kept, value = marshal.loads(store.read_bytes())  # noqa: S302  # as trusted as the modules kept beside it
        if kept == stamp:
            return value
    value = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _keep(store, marshal.dumps((stamp, value)))
    return value


def _keep(store: Path, contents: bytes) -> None:
    """Write the whole file or none: other processes read and write it at the same time."""
    store.parent.mkdir(parents=True, exist_ok=True)
    draft = store.with_name(f"{store.name}.{os.getpid()}")
    try:
        draft.write_bytes(contents)
        draft.replace(store)
    finally:
        draft.unlink(missing_ok=True)
