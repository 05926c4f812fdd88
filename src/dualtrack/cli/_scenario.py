"""Room: cli. Opens what is to be run, a scenario or a report, and runs it with a progress bar on a terminal and none in a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Dates, Record
from dualtrack.errors import UnknownName, UserError

if TYPE_CHECKING:
    from dualtrack.runs import Run

MOST_DRAWS = 100_000
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="Seed of the draws; the same seed gives the same bytes.")]
Draws = Annotated[int, typer.Option("--draws", metavar="N", help="How often uncertain inputs are drawn.")]
Tick = Callable[[str, int, int], None]


def is_scenario(source: str, catalogue: Catalogue) -> bool:
    """Whether a source is a scenario file or the id of one on record."""
    return Path(source).suffix.lower() in (".yaml", ".yml") or (catalogue.has(source, "scenarios") and not Path(source).exists())


def scenario_of(source: str, catalogue: Catalogue) -> Record:
    """A scenario file's record or one on record; raises UnknownName when there is neither."""
    import dualtrack

    if not is_scenario(source, catalogue):
        raise UnknownName("scenario file or scenario on record", source, _ids(catalogue), "SCENARIO")
    return dualtrack.load_scenario(source, catalogue)


def proposed_by(source: str, catalogue: Catalogue, as_of: str | None) -> Record:
    """The scenario that a report proposes; raises UserError when there is no such report."""
    import dualtrack

    if source != "-" and not Path(source).exists():
        raise UnknownName("report, scenario file or scenario on record", source, _ids(catalogue), "SOURCE")
    reading = dualtrack.read_report(source, catalogue, sys.stdin.buffer if source == "-" else None)
    return dualtrack.propose_scenario(reading, catalogue, as_of)


def _ids(catalogue: Catalogue) -> list[str]:
    return [record_id for folder, record_id in catalogue.files if folder == "scenarios"]


def overrides(dates: Dates, perspectives: tuple[str, ...]) -> dict[str, Any]:
    """What was asked for on the command line in place of what the scenario says."""
    given = {"as_of": dates.known_by, "holds_on": dates.holds_on}
    chosen: dict[str, Any] = {key: str(value) for key, value in given.items() if value}
    if dates.known_by and not dates.holds_on:
        chosen["holds_on"] = str(dates.known_by)
    return {**chosen, "perspectives": list(perspectives)} if perspectives else chosen


def check_draws(seed: int, draws: int) -> None:
    """Raise UserError for a seed or a number of draws that is none."""
    if not 1 <= draws <= MOST_DRAWS:
        raise UserError(f"--draws: {draws:,} is not between 1 and {MOST_DRAWS:,}; write for example --draws 500")
    if seed < 0:
        raise UserError(f"--seed: {seed} is below zero; write a whole number from zero up")


def run(record: Record, catalogue: Catalogue, chosen: Mapping[str, Any], seed: int, draws: int) -> Run:
    """Run a scenario; raises UserError for a seed or a number of draws that is none."""
    import dualtrack

    check_draws(seed, draws)
    with ticking("models") as tick:
        return dualtrack.run_scenario(record, catalogue, chosen, seed=seed, draws=draws, progress=tick)


@contextlib.contextmanager
def ticking(what: str) -> Iterator[Tick | None]:
    """A progress bar on standard error while it is a terminal; nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda stage, done, total: bar.update(task, description=stage, completed=done, total=total)
