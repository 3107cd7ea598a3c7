"""What engines that count texts by themselves are asked with."""

from __future__ import annotations

from ..columns.column import MOST_DISTINCT

# What Python takes off the ends of a text, and texts that have some of it there.
BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
PADDED = f"^[{BLANKS}]|[{BLANKS}]$"
# So many rows are looked through first for the different texts of a column.
FIRST_PART = 2 * MOST_DISTINCT
