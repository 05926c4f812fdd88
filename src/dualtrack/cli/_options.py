"""Room: cli. Options that several commands share, and how what was given is read. May import the API, facts and errors.

Dates are days; the only clock of the project is read here, for a question without a date.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.catalogue.page import SHIPPED_PERSPECTIVES, Lens
from dualtrack.errors import UnknownName, UserError

EARLIEST_YEAR = 1945

DataFolders = Annotated[
    list[Path] | None,
    typer.Option("--data", metavar="DIR", help="Lay a folder of your own records over the shipped ones; may be given again."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use only what was public by this day, about this day (2020-02-11)."),
]
HoldsOn = Annotated[
    str | None,
    typer.Option("--holds-on", metavar="DATE", help="Ask about this day instead, with what was public by --as-of."),
]
Perspectives = Annotated[
    list[str] | None,
    typer.Option(
        "--perspective", metavar="NAME", help="Whose word to take: nato, russia, independent or one of yours; may be given again."
    ),
]

Kind = Annotated[str, typer.Option("--kind", metavar="FOLDER", help="Only this folder: systems, actors, treaties ...")]
StaleAfter = Annotated[
    int,
    typer.Option("--stale-after", metavar="DAYS", min=1, help="Call a claim stale when its source was last looked at longer ago."),
]


def opened(folders: Sequence[Path] | None) -> Catalogue:
    """The shipped records with the user's folders over them."""
    from dualtrack import open_catalogue

    return open_catalogue(*(folders or ()))


def known_folder(catalogue: Catalogue, kind: str) -> None:
    """Refuse a folder that holds no records; none given is no fault."""
    folders = sorted({folder for folder, _ in catalogue.files})
    if kind and kind not in folders:
        raise UnknownName("folder of records", kind, folders, f"--kind (one of {', '.join(folders)})")


def day(text: str | None, option: str) -> datetime.date | None:
    """The day an option gives, None when it was not given; raises UserError naming the option."""
    if text is None:
        return None
    try:
        if len(text) != len("2020-02-11"):
            raise ValueError
        found = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{option}: {text!r} is no day of the calendar; write year-month-day, for example {option} 2020-02-11") from error
    if found.year < EARLIEST_YEAR:
        raise UserError(f"{option}: {text} is before any record here; write a day from {EARLIEST_YEAR} on, for example {option} 2020-02-11")
    return found


def asked_dates(as_of: str | None, holds_on: str | None) -> Dates:
    """The two dates of a question: `--as-of` sets both and is today when not given, `--holds-on` overrides the second."""
    known_by = day(as_of, "--as-of") or datetime.date.today()
    return Dates(known_by, day(holds_on, "--holds-on") or known_by)


def asked_perspectives(catalogue: Catalogue, names: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the perspectives asked for, each once, empty when none was; raises UnknownName naming the option."""
    known = {record_id.casefold(): record_id for folder, record_id in catalogue.files if folder == "perspectives"}
    for name in names or ():
        if name.casefold() not in known:
            valid = ", ".join(sorted(known.values()))
            raise UserError(f"{UnknownName('perspective', name, known.values(), '--perspective')}; there are {valid}")
    return tuple(dict.fromkeys(known[name.casefold()] for name in names or ()))


def asked_lens(
    catalogue: Catalogue, as_of: str | None, holds_on: str | None, perspective: Sequence[str] | None, stale_after: int | None = None
) -> Lens:
    """How the records are to be looked at; claims looked at longer than `stale_after` days before today are stale."""
    views = asked_perspectives(catalogue, perspective)
    return Lens(asked_dates(as_of, holds_on), views or SHIPPED_PERSPECTIVES, bool(as_of or holds_on), fresh_from(stale_after))


def fresh_from(stale_after: int | None) -> datetime.date | None:
    """The day from which on a source must have been looked at; None when nothing is to be called stale."""
    return None if stale_after is None else datetime.date.today() - datetime.timedelta(days=stale_after)
