"""Tables: from a grid of cells to claims. Pure functions over `Table`; what names an indicator is handed in."""

from ingest.tables.claims import table_claims
from ingest.tables.naming import Namer

__all__ = ["Namer", "table_claims"]
