"""Room: cli. `dualtrack catalogue`: list, show, search, check and disputes of the records, shipped and the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.page import SHIPPED_PERSPECTIVES, Lens, claim_plain, made_of, page
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_dates, asked_perspectives, opened
from dualtrack.errors import RecordError, UnknownName

Kind = Annotated[str, typer.Option("--kind", metavar="FOLDER", help="Only this folder: systems, actors, treaties ...")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="The records: list, show, search, check, disputes.", no_args_is_help=True, rich_markup_mode=None)
    for name, command in (("list", list_records), ("show", show), ("search", search), ("check", check), ("disputes", disputes)):
        group.command(name)(command)
    app.add_typer(group, name="catalogue")


def _lens(catalogue: Catalogue, as_of: str | None, holds_on: str | None, perspective: list[str] | None) -> Lens:
    views = asked_perspectives(catalogue, perspective)
    return Lens(asked_dates(as_of, holds_on), views or SHIPPED_PERSPECTIVES, dated=bool(as_of or holds_on))


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
    lens = _lens(catalogue, as_of, holds_on, perspective)
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
    folders = sorted({folder for folder, _ in catalogue.files})
    if kind and kind not in folders:
        raise UnknownName("folder of records", kind, folders, f"--kind (one of {', '.join(folders)})")
    return catalogue.records(kind)


def show(  # noqa: PLR0913  one parameter per option
    record_id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or one of its names.")],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print who spoke and the notes, too.")] = False,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Show one record: names, claims, disputes, what each perspective makes of them, sources."""
    catalogue = opened(data)
    lens = _lens(catalogue, as_of, holds_on, perspective)
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
    lens = _lens(catalogue, as_of, holds_on, perspective)
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


def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="A folder of your own, checked as it lies over the shipped one.")
    ] = None,
    *,
    recalled: Annotated[bool, typer.Option("--recalled", help="List the claims that rest on memory.")] = False,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Check every record and count what the claims rest on; exit code 2 when there is a problem."""
    from dualtrack.catalogue import check as check_all

    catalogue = opened([*(data or ()), *([folder] if folder else ())])
    report = check_all(catalogue)
    counted = ("records", "claims", "disputes", "seen", "secondhand", "recalled", "assumed")
    counts = {name: getattr(report, name) for name in counted}
    problems = [
        {name: getattr(problem, name) for name in ("file", "line", "field", "wrong", "found", "instead")} for problem in report.problems
    ]
    if as_json and report.problems:
        _printing.print_json({**counts, "problems": problems, "recalled_claims": list(report.recalled_claims)})
    if not as_json:
        _printing.say(f"{report.records:,} records, {report.claims:,} claims, {report.disputes:,} disputes")
        by_source = f"{report.seen:,} seen, {report.secondhand:,} secondhand, {report.recalled:,} recalled"
        _printing.say(f"claims by source: {by_source}; {report.assumed:,} assumed")
        if recalled:
            _printing.say("recalled:" if report.recalled_claims else "recalled: none", *(f"  {claim}" for claim in report.recalled_claims))
    if report.problems:
        raise RecordError(report.problems)
    assumed, steps = _assumed_results(catalogue)
    if as_json:
        _printing.print_json(
            {**counts, "results": steps, "results_assumed": assumed, "problems": [], "recalled_claims": list(report.recalled_claims)}
        )
        return
    _printing.say(f"results of the shipped scenarios: {assumed:,} of {steps:,} steps rest on something assumed")
    _printing.say("no problems")


def _assumed_results(catalogue: Catalogue) -> tuple[int, int]:
    """How many steps of the scenarios on record rest on an assumption, and how many there are."""
    from dualtrack import run_scenario
    from dualtrack.facts import Label

    found = [step for record in catalogue.records("scenarios") for step in run_scenario(record, catalogue, draws=1).steps.values()]
    return sum(step.label is Label.ASSUMED for step in found), len(found)


def disputes(
    record_id: Annotated[str, typer.Argument(metavar="[ID]", help="A record's id or name; every record when left out.")] = "",
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Print the disputes in words, the claims on each side, and what each perspective takes."""
    catalogue = opened(data)
    lens = _lens(catalogue, as_of, holds_on, perspective)
    records = (catalogue.record(record_id),) if record_id else catalogue.records()
    found = [entry for record in records for entry in _disputes(record, catalogue, lens)]
    if as_json:
        _printing.print_json(found)
        return
    from dualtrack.cli._record_text import print_claims, print_dispute, print_perspectives

    for number, entry in enumerate(found):
        _printing.heading(f"{entry['name']}: {entry['title'].lower()} [{entry['subject']}.{entry['attribute']}]")
        print_claims(entry["claims"], False, titled=number == 0)
        print_dispute(entry)
        print_perspectives(entry["perspectives"])
    if not found:
        _printing.say("No dispute was public by then." if lens.dated else "No dispute is on record.")


def _disputes(record: Record, catalogue: Catalogue, lens: Lens) -> list[dict[str, Any]]:
    """A record's disputes of which at least two claims are to be shown."""
    from dualtrack.catalogue.attributes import ATTRIBUTES

    found = []
    for dispute in record.disputes():
        claims = lens.shown(dispute.claims)
        if len(claims) < 2:
            continue
        title = ATTRIBUTES[record.folder][dispute.attribute].title
        about: dict[str, Any] = {"subject": record.id, "name": record.name, "attribute": dispute.attribute, "title": title}
        about |= {"dispute": dispute.text, "dispute_knows_more": len(claims) < len(dispute.claims)}
        views = {view: made_of(record.id, dispute.attribute, view, catalogue, lens) for view in lens.perspectives}
        found.append({**about, "claims": [claim_plain(claim, record) for claim in claims], "perspectives": views})
    return found
