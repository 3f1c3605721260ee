"""Snapshots: every table and mart as Parquet files, with a manifest that says what they are and proves it.

    DIR                          a link to the folder of the newest snapshot, moved in one step
    DIR/manifest.json            what is in it: state, filters, reports, and rows, bytes and SHA-256 of every file
    DIR/main/dim_period/all.parquet
    DIR/main/fact_observation/2024.parquet
    DIR/marts/in_period/2024.parquet

The same state gives the same bytes. The format is open and outlives the program that wrote it.
"""

from warehouse.snapshots.checking import verify
from warehouse.snapshots.selection import Selection
from warehouse.snapshots.writing import Exported, export

__all__ = ["Exported", "Selection", "export", "verify"]
