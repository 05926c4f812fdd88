"""Room: briefs, support. How the width of a table is shared among its columns. Imports outline; touches no file.

Widths are counted in letters. Nothing here is printed: a renderer only lays out by it.
"""

from __future__ import annotations

from dualtrack.outline.document import Table

LONGEST_WORD = 18
PAGE_LETTERS = 105
"""About how many letters of a wide table's size stand side by side on a page."""
MOST_LETTERS = 300
READABLE_LETTERS = 16
"""How many letters a column with more text than its longest word should have besides, where the table can be scrolled."""
GAP_LETTERS = 3


def column_count(table: Table) -> int:
    """The columns of a table, by its longest row."""
    return max([len(table.header), *(len(row) for row in table.rows)])


def shares(table: Table) -> list[float]:
    """How much of the width each column deserves: its longest word, and of the rest by how much text is left to set in it."""
    columns = _columns(table)
    narrowest = [_longest_word(cells) for cells in columns]
    left = [_left(cells, width) for cells, width in zip(columns, narrowest, strict=True)]
    spare = max(0, PAGE_LETTERS - sum(narrowest))
    return [round(width + spare * text / max(1.0, sum(left)), 2) for width, text in zip(narrowest, left, strict=True)]


def least_letters(table: Table) -> int:
    """The width below which words would have to be broken."""
    return sum(_longest_word(cells) for cells in _columns(table))


def readable_letters(table: Table) -> int:
    """The width below which the cells become narrow strips."""
    widths = [(_longest_word(cells), max(map(len, cells), default=0)) for cells in _columns(table)]
    return sum(narrowest + min(max(0, longest - narrowest), READABLE_LETTERS) for narrowest, longest in widths)


def _columns(table: Table) -> list[list[str]]:
    """The words of each column, its heading first."""
    rows = (table.header, *table.rows)
    return [["".join(part.words for part in row[number]) for row in rows if number < len(row)] for number in range(column_count(table))]


def _longest_word(cells: list[str]) -> int:
    """The letters of the longest word of a column that cannot be broken, with room for the space beside it."""
    return GAP_LETTERS + max((min(len(word), LONGEST_WORD) for cell in cells for word in cell.split()), default=1)


def _left(cells: list[str], width: int) -> float:
    """The letters that a column of this width leaves for further lines: of the usual cell, and of the longest one in part."""
    over = [min(max(0, len(cell) - width), MOST_LETTERS) for cell in cells]
    return sum(over) / max(1, len(over)) + max(over, default=0) / 3.0
