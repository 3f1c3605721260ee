"""Tables: from a grid of cells to claims. Pure functions over `Table`; what names an indicator is handed in."""
