"""Room: cli. `dualtrack catalogue`: list, show and search the records, shipped and the user's own; the other commands have own files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.page import STALE_AFTER_DAYS, Lens, page
from dualtrack.cli import _printing
from dualtrack.cli._catalogue_check import check
from dualtrack.cli._catalogue_export import export
from dualtrack.cli._catalogue_over_time import disputes, timeline
from dualtrack.cli._options import (
    AsJson,
    AsOf,
    DataFolders,
    HoldsOn,
    Kind,
    Perspectives,
    StaleAfter,
    asked_lens,
    asked_perspectives,
    known_folder,
    opened,
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    words = "The records: list, show, search, check, disputes, timeline, export."
    group = typer.Typer(help=words, no_args_is_help=True, rich_markup_mode=None)
    named: dict[str, Callable[..., None]] = {"list": list_records, "show": show, "search": search, "check": check}
    named |= {"disputes": disputes, "timeline": timeline, "export": export}
    for name, command in named.items():
        group.command(name)(command)
    app.add_typer(group, name="catalogue")


def _spoken(record: Record, catalogue: Catalogue, lens: Lens, only: bool) -> int:
    """How many claims of a record are visible, those of the perspectives' claimants when perspectives were named."""
    heard = {claimant for view in lens.perspectives for claimant in catalogue.perspective(view).claimants}
    return sum(not only or claim.claimant in heard for claim in lens.shown(record.claims))


def list_records(
    *,
    kind: Kind = "",
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """List the records with how many claims each holds, by the dates and perspectives if any are given."""
    catalogue = opened(data)
    lens = asked_lens(catalogue, as_of, holds_on, perspective)
    found = []
    for record in _of_kind(catalogue, kind):
        count = _spoken(record, catalogue, lens, only=bool(perspective))
        found.append({"id": record.id, "folder": record.folder, "kind": record.kind, "name": record.name, "claims": count})
    if as_json:
        _printing.print_json(found)
        return
    for folder in dict.fromkeys(str(entry["folder"]) for entry in found):
        _printing.heading(folder)
        rows = [(str(entry["id"]), str(entry["name"]), str(entry["claims"] or "")) for entry in found if entry["folder"] == folder]
        _printing.table(("id", "name", "claims"), rows)


def _of_kind(catalogue: Catalogue, kind: str) -> tuple[Record, ...]:
    known_folder(catalogue, kind)
    return catalogue.records(kind)


def show(  # noqa: PLR0913  one parameter per option
    record_id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or one of its names.")],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print who spoke and the notes, too.")] = False,
    stale_after: StaleAfter = STALE_AFTER_DAYS,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Show one record: names, claims, disputes, what each perspective makes of them, sources."""
    catalogue = opened(data)
    lens = asked_lens(catalogue, as_of, holds_on, perspective, stale_after)
    plain = page(catalogue.record(record_id), catalogue, lens)
    if as_json:
        _printing.print_json(plain)
        return
    from dualtrack.cli._record_text import print_page

    print_page(plain, notes)


def search(  # noqa: PLR0913  one parameter per option
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words to look for; capitals and accents do not matter.")],
    *,
    kind: Kind = "",
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Search names, summaries, claims and the other words of the records, and say where each match is."""
    from dualtrack.cli._search import matches

    catalogue = opened(data)
    lens = asked_lens(catalogue, as_of, holds_on, perspective)
    heard = {claimant for view in asked_perspectives(catalogue, perspective) for claimant in catalogue.perspective(view).claimants}
    found = matches(text, _of_kind(catalogue, kind), lens, heard)
    if as_json:
        _printing.print_json(found)
    elif not found:
        _printing.say(f"Nothing in the records holds {text!r}.")
    for entry in [] if as_json else found:
        _printing.say(f"{entry['folder']}/{entry['id']}: {entry['name']}")
        for match in entry["matches"]:
            _printing.paragraph(f"{match['where']}: {match['words']}", indent="      ", first="    ")
