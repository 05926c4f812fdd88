"""Room: cli. `dualtrack brief`: from a report or a scenario to the cited brief, with the run and the scenario beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dualtrack.catalogue import Dates
from dualtrack.cli import _printing, _scenario
from dualtrack.cli._options import AsOf, DataFolders, HoldsOn, Perspectives, asked_perspectives, day, opened
from dualtrack.errors import UnknownName, UserError

if TYPE_CHECKING:
    from dualtrack.runs import Run

KEPT = "scenario-"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief")(brief)


def brief(  # noqa: PLR0913  one parameter per option
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="A report (text, HTML, PDF), - for standard input, a scenario file, or a scenario on record."
        ),
    ],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = Path("out"),
    formats: Annotated[str, typer.Option("--format", metavar="LIST", help="Which outputs, with commas between them.")] = "html,pdf,json",
    seed: _scenario.Seed = 1,
    draws: _scenario.Draws = 500,
    data: DataFolders = None,
) -> None:
    """Write the brief of a report or a scenario: what is claimed, what it would mean, how the responses compare."""
    import dualtrack

    catalogue = opened(data)
    dates = Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on"))
    views = asked_perspectives(catalogue, perspective)
    wanted = _formats(formats)
    if out.exists() and not out.is_dir():
        raise UserError(f"--out: {out} is a file; write the path of a folder")
    is_scenario = _scenario.is_scenario(source, catalogue)
    record = dualtrack.load_scenario(source, catalogue) if is_scenario else _scenario.proposed_by(source, catalogue, as_of)
    run = _scenario.run(record, catalogue, _scenario.overrides(dates, views), seed, draws)
    with _scenario.ticking("brief") as tick:
        if tick:
            tick("brief", 0, 1)
        document = dualtrack.make_brief(run, catalogue)
        written = dualtrack.write_brief(document, run, out, wanted)
    _report(run, written, out)


def _formats(text: str) -> Sequence[str]:
    """The names of the formats asked for, each once; raises UnknownName with the valid ones."""
    from dualtrack.briefs import formats

    valid = tuple(formats())
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in valid:
            raise UserError(f"{UnknownName('format', name, valid, '--format')}; there are {', '.join(valid)}")
    if not names:
        raise UserError(f"--format: names no format; there are {', '.join(valid)}")
    return names


def _report(run: Run, written: Sequence[Path], out: Path) -> None:
    """Say in three lines what was run, then which files were written."""
    scenario = run.scenario
    notes = scenario.record.details.get("unresolved") or ()
    ruled_out = sum(option.status == "ruled-out" for option in scenario.options)
    _printing.say(f"{scenario.name}: as of {scenario.dates.known_by}, {', '.join(view.name for view in scenario.perspectives)}")
    counted = f"{_count(len(scenario.systems), 'system')}, {_count(len(scenario.sites), 'site')}, {_count(len(scenario.options), 'option')}"
    _printing.say(f"{counted} (of which ruled out: {ruled_out}), {_count(len(run.claims), 'disputed claim')}, {run.draws:,} draws")
    _printing.say(f"{len(notes)} left unresolved{': see the end of scenario.yaml' if notes else ''}")
    for path in written:
        kept = "  (the scenario that was there before, kept)" if path.name.startswith(KEPT) else ""
        _printing.say(f"  {out / path.name}{kept}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
