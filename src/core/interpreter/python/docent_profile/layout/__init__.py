"""Where in a file its table lies: heads, captions, covers, notes, totals, and tables that stand below each other."""
