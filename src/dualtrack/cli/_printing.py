"""Room: cli. Prints JSON, lines and tables: plain in a pipe, fitted to the window on a terminal. Uses rich for the tables only."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 40
PADDING = 2


def print_json(plain: Any) -> None:
    """Print plain data as JSON, the only thing on standard output; a number that is no number is a fault."""
    sys.stdout.write(json.dumps(plain, ensure_ascii=sys.stdout.encoding.lower() not in ("utf-8", "utf8"), indent=2, allow_nan=False) + "\n")


def console() -> Console:
    """Where tables are printed: no markup, no guessing at colours, no escape codes in a pipe."""
    from rich.console import Console

    return Console(file=sys.stdout, width=width(), markup=False, highlight=False, emoji=False)


def width() -> int:
    """The columns there are to print in; eighty in a pipe unless COLUMNS says otherwise."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def say(*lines: str) -> None:
    """Print lines whole, as they are."""
    for line in lines:
        print(line)


def paragraph(text: str, indent: str = "", first: str | None = None) -> None:
    """Print words broken between words to the width there is; `first` stands before the first line."""
    for line in text.splitlines() or [""]:
        filled = textwrap.fill(
            line,
            width(),
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        print(filled.rstrip())
        first = None


def heading(text: str) -> None:
    """Print an empty line and a heading, bold on a terminal."""
    print()
    console().print(text, style="bold", soft_wrap=True)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], fixed: Mapping[int, int] | None = None, title: bool = True) -> None:
    """Print a table in the width there is; `fixed` gives columns a width [characters], `title` whether the header is printed."""
    from rich.table import Table

    made = Table(box=None, show_header=title, pad_edge=False, padding=(0, PADDING, 0, 0), header_style="bold")
    for number, name in enumerate(header):
        columns = (fixed or {}).get(number)
        made.add_column(name, width=columns, overflow="fold", justify="left")
    for row in rows:
        made.add_row(*(_fitted(cell, (fixed or {}).get(number)) for number, cell in enumerate(row)))
    console().print(made)


def _fitted(cell: str, columns: int | None) -> str:
    """A cell whose long ids are broken after a hyphen rather than anywhere."""
    if columns is None or all(len(word) <= columns for word in cell.split()):
        return cell
    return "\n".join(part for line in cell.splitlines() for part in textwrap.wrap(line, columns) or [""])
