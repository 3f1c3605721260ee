"""Reading back only what a run wrote: the blocks of a database file that are not those of the version that it began as.

A draft begins as a copy of the published version, all of which was read back before it was published. DuckDB puts the
checksum of a block at its head, and where it writes, it writes whole blocks: one with another checksum than the
published version has there was written by this run, and its content must give that checksum. (One of another content
and, by chance, the same checksum is not looked at: so blocks are never copied by what this module tells.) A file is
three sectors of header, then blocks of one size, numbered from 0.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_HEADER = 3 * 4096  # bytes before the first block
_CHECKSUM = 8  # bytes, at the head of a block
_SEED, _FACTOR = 5381, 0xBF58476D1CE4E5B9  # src/common/checksum.cpp of DuckDB: the words, multiplied, XORed together


def changed_blocks(path: Path, base: Path, block_size: int) -> list[int]:
    """Numbers of the blocks of `path` that bear another checksum than those of `base`, or lie beyond its end."""
    with path.open("rb") as new, base.open("rb") as old:
        places = range(_HEADER, os.fstat(new.fileno()).st_size, block_size)
        return [
            number
            for number, place in enumerate(places)
            if os.pread(new.fileno(), _CHECKSUM, place) != os.pread(old.fileno(), _CHECKSUM, place)
        ]


def intact(path: Path, blocks: Iterable[int], block_size: int) -> bool:
    """Whether each of these blocks holds what its checksum says."""
    with path.open("rb") as file:
        return all(_intact(os.pread(file.fileno(), block_size, _HEADER + number * block_size)) for number in blocks)


def _intact(block: bytes) -> bool:
    import polars as pl

    told, content = int.from_bytes(block[:_CHECKSUM], "little"), block[_CHECKSUM:]
    if not content or len(content) % _CHECKSUM:
        return False
    words = pl.Array(pl.UInt64, len(content) // _CHECKSUM)
    each = pl.col("content").bin.reinterpret(dtype=words, endianness="little").explode()
    mixed = pl.DataFrame({"content": [content]}).select((each * pl.lit(_FACTOR, pl.UInt64)).bitwise_xor()).item()
    return bool(mixed ^ _SEED == told)
