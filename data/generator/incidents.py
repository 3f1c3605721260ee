"""What is wrong or missing on purpose, by (year, month) of the report; data/README.md tells it to the reader."""

from __future__ import annotations

GAP = (2024, 8)  # no word on transport: the figure follows from the totals of July and September
CONTRADICTORY = (2025, 4)  # the herd's parts exceed the herd, and a percentage of the plan has two digits exchanged
RESTATES = (2025, 3)  # gives February's final retail sales
