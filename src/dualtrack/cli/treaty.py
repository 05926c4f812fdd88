"""Room: cli. `dualtrack treaty`: list and show treaties, run cases, and ask what a draft would forbid, to whom, as of when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.cli import _printing, _scenario
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_dates, asked_perspectives, day, opened
from dualtrack.cli._treaty_text import print_treaty
from dualtrack.errors import UserError

FAILED = 1


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Treaties: list, show, what-if, cases.", no_args_is_help=True, rich_markup_mode=None)
    for name, command in (("list", list_treaties), ("show", show), ("what-if", what_if), ("cases", cases)):
        group.command(name)(command)
    app.add_typer(group, name="treaty")


def list_treaties(*, as_of: AsOf = None, holds_on: HoldsOn = None, data: DataFolders = None, as_json: AsJson = False) -> None:
    """List the treaties and other instruments on record, with how each stood on the day."""
    import dualtrack

    catalogue = opened(data)
    dates = asked_dates(as_of, holds_on)
    assert dates.holds_on is not None
    pages = [dualtrack.treaty(record.id, catalogue, on=dates.holds_on) for record in catalogue.records("treaties")]
    found = [{name: page[name] for name in ("id", "name", "nature", "judges", "standing", "unread")} for page in pages]
    if as_json:
        _printing.print_json(found)
        return
    rows = [(entry["id"], entry["nature"].replace("-", " "), entry["judges"], entry["standing"]) for entry in found]
    _printing.table(("id", "nature", "judges", f"how it stood on {dates.holds_on}"), rows, fixed={0: 20, 1: 11, 2: 11})


def show(
    treaty: Annotated[str, typer.Argument(metavar="TREATY", help="A treaty by id or name.")],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Show TREATY whole: timeline, parties, every paragraph with its condition in words, quotas, declared figures and their totals."""
    import dualtrack

    dates = asked_dates(as_of, holds_on)
    assert dates.holds_on is not None
    page = dualtrack.treaty(treaty, opened(data), on=dates.holds_on)
    if as_json:
        _printing.print_json(page)
    else:
        print_treaty(page)


def what_if(  # noqa: PLR0913  one parameter per option
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="A file with a draft, or a treaty on record.")],
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or a scenario on record.")],
    *,
    in_force: Annotated[str | None, typer.Option("--in-force", metavar="DATE", help="The day from which the draft would bind.")] = None,
    perspective: Perspectives = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say what DRAFT would forbid in SCENARIO, and to whom, were it in force: what is there and what the options would bring about."""
    import dualtrack
    from dualtrack.catalogue import Dates

    catalogue = opened(data)
    chosen = _scenario.overrides(Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on")), asked_perspectives(catalogue, perspective))
    record = _scenario.scenario_of(scenario, catalogue)
    answer = dualtrack.what_if(draft, record, catalogue, in_force=day(in_force, "--in-force"), overrides=chosen)
    if as_json:
        _printing.print_json(answer)
    else:
        _print_what_if(answer)


def _print_what_if(answer: dict[str, Any]) -> None:
    _printing.paragraph(f"{answer['name']}, as if in force from {answer['in_force_from']}: asked about {answer['on']}.")
    _printing.paragraph(f"Taken as parties: {', '.join(answer['parties_taken'])}. Scenario: {answer['scenario']}.")
    for title, chosen in (("What is there", False), ("What the options would bring about", True)):
        rows = [row for row in answer["read_on"] if bool(row["option"]) is chosen]
        if not rows:
            continue
        _printing.heading(f"{title}: would it be forbidden?")
        header = ("subject", "party", *answer["perspectives"])
        _printing.table(header, [(_subject(row), row["party"], *(entry["forbidden"] for entry in row["verdicts"])) for row in rows])
    _printing.heading("Why")
    for row in answer["read_on"]:
        shared: dict[str, list[str]] = {}
        for entry in row["verdicts"]:
            shared.setdefault(entry["sentence"], []).append(entry["according_to"])
        for sentence, views in shared.items():
            _printing.paragraph(f"{_subject(row)}, according to {', '.join(views)}: {sentence}", indent="    ", first="  ")


def _subject(row: dict[str, Any]) -> str:
    return f"{row['name']} at {row['place']}" if row["place"] else str(row["name"])


def cases(
    file: Annotated[Path, typer.Argument(metavar="CASES", help="A file of cases: treaty, party, as_of and cases with facts and expect.")],
    *,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Run the cases of a file against the treaty they name; ends with 1 when one does not come out as expected."""
    import dualtrack

    if not file.is_file():
        raise UserError(f"CASES: there is no file {file}; write the path of a YAML file with treaty:, party:, as_of: and cases:")
    answer = dualtrack.treaty_cases(file, opened(data))
    if as_json:
        _printing.print_json(answer)
    else:
        rows = [
            (entry["name"], entry["compliance"].replace("-", " "), "; ".join(entry["wrong"]) or "as expected") for entry in answer["cases"]
        ]
        _printing.say(f"{answer['treaty_name']}: {answer['passed']} of {len(rows)} cases as expected")
        _printing.table(("case", "complies?", "expected"), rows)
    if answer["passed"] < len(answer["cases"]):
        raise typer.Exit(FAILED)
