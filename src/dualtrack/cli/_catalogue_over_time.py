"""Room: cli. `dualtrack catalogue disputes` and `timeline`: the records as they stood on a date. Prints what the catalogue made of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from dualtrack.catalogue.page import STALE_AFTER_DAYS
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, StaleAfter, asked_lens, opened

DATE = len("2020-02-11")
SAYS = 20
WIDE = 110


def disputes(  # noqa: PLR0913  one parameter per option
    record_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="A record's id or name; every record when left out.")] = None,
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    brief: Annotated[bool, typer.Option("--brief", help="One sentence a dispute, without its claims.")] = False,
    stale_after: StaleAfter = STALE_AFTER_DAYS,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Print each dispute in a sentence, the claims on each side, and what each perspective takes."""
    from dualtrack.catalogue.disputes import disputes_of

    catalogue = opened(data)
    lens = asked_lens(catalogue, as_of, holds_on, perspective, stale_after)
    records = (catalogue.record(record_id),) if record_id is not None else catalogue.records()
    found = [entry for record in records for entry in disputes_of(record, catalogue, lens)]
    if as_json:
        _printing.print_json(found)
        return
    for number, entry in enumerate(found):
        _print_dispute(entry, brief, titled=number == 0)
    if not found:
        _printing.say("No dispute was public by then." if lens.dated else "No dispute is on record.")
        return
    on_record = sum(len(record.dispute_texts) for record in records)
    later = f"; {on_record - len(found):,} more were not yet public as disputes" if on_record > len(found) else ""
    print()
    _printing.say(f"{len(found):,} dispute{'s' if len(found) != 1 else ''}{later}")


def _print_dispute(entry: Mapping[str, Any], brief: bool, titled: bool) -> None:
    from dualtrack.cli._record_text import print_claims, print_dispute, print_perspectives

    _printing.heading(f"{entry['name']}: {entry['title'].lower()} [{entry['subject']}.{entry['attribute']}]")
    _printing.paragraph(entry["sentence"], indent="  ")
    if not brief:
        print_claims(entry["claims"], False, titled)
        print_dispute(entry)
    print_perspectives(entry["perspectives"])


def timeline(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A record's id or name: a system, a state, a treaty ...")],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    stale_after: StaleAfter = STALE_AFTER_DAYS,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Print what is on record of a subject by date: when it is said to have held, and when it could be known."""
    from dualtrack.catalogue.timeline import timeline as entries_of

    catalogue = opened(data)
    record = catalogue.record(subject)
    lens = asked_lens(catalogue, as_of, holds_on, None, stale_after)
    entries = entries_of(record, catalogue, lens)
    if as_json:
        _printing.print_json(entries)
        return
    if not entries:
        _printing.say(f"Nothing dated is on record of {record.name}{' by then' if lens.dated else ''}.")
        return
    _printing.say(f"{record.name}, record {record.folder}/{record.id}: {len(entries):,} entries")
    says = SAYS if _printing.width() < WIDE else 2 * SAYS
    room = min(WIDE, max(20, _printing.width() - 3 * DATE - says - 4 * _printing.PADDING - 1))
    rows = [(entry["on"], entry["public"], _what(entry, room), entry["says"] or entry["record"], _marks(entry)) for entry in entries]
    _printing.table(("on", "public", "what", "says or record", ""), rows, {0: DATE, 1: DATE, 2: room, 3: says, 4: DATE})


def _what(entry: Mapping[str, Any], room: int) -> str:
    return "\n".join(textwrap.wrap(entry["what"], room)[:4]) if len(entry["what"]) > 4 * room else str(entry["what"])


def _marks(entry: Mapping[str, Any]) -> str:
    return "\n".join(word for word in (entry["checked"], "disputed" * entry["disputed"], "stale" * entry["stale"]) if word)
