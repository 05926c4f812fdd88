"""Room: cli. `dualtrack rates RECORDS.csv`: interception rates by type and period from reported counts, with what they are over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson
from dualtrack.cli._scenario import Seed
from dualtrack.errors import UserError

Draws = Annotated[int, typer.Option("--draws", metavar="N", min=100, max=20_000, help="Kept draws of each of the four chains.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rates")(rates)


def rates(  # noqa: PLR0913  one parameter per option
    records: Annotated[Path, typer.Argument(metavar="RECORDS.csv", help="Records of attacks: launched, destroyed, not reached by window.")],
    *,
    period: Annotated[str, typer.Option("--period", metavar="LENGTH", help="half-year or quarter.")] = "half-year",
    all_destroyed: Annotated[
        str, typer.Option("--all-destroyed", metavar="keep|out", help="National posts in which every row says launched = destroyed.")
    ] = "keep",
    strict: Annotated[bool, typer.Option("--strict", help="Refuse the file for any faulty row.")] = False,
    beside: Annotated[Path | None, typer.Option("--beside", metavar="FILE.yaml", help="Set rates that others state beside these.")] = None,
    evidence: Annotated[Path | None, typer.Option("--evidence", metavar="FILE.yaml", help="Write the compiled rates, no raw rows.")] = None,
    title: Annotated[str, typer.Option("--title", help="Title of the records, for --evidence.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes them, for --evidence.")] = "",
    url: Annotated[str, typer.Option("--url", help="Where they are, for --evidence.")] = "",
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw rates and checks, .png or .svg.")] = None,
    seed: Seed = 1,
    draws: Draws = 700,
    as_json: AsJson = False,
) -> None:
    """Estimate the share of launched objects that was stopped, by type and period, from reports of attacks (Kyiv local times)."""
    from dualtrack.cli import _rates_plot, _rates_text
    from dualtrack.runs import rates as answers
    from dualtrack.runs.rates_evidence import Citation, as_yaml, stated_rates
    from dualtrack.runs.rates_evidence import beside as set_beside
    from dualtrack.runs.rates_evidence import evidence as compiled
    from dualtrack.runs.rates_records import read_records

    length = _length(period)
    _check(all_destroyed, evidence, (title, publisher, url), plot)
    stated = stated_rates(beside) if beside else ()
    read = read_records(records, strict=strict)
    answer = answers.rates(read if all_destroyed == "keep" else read.without_all_destroyed(), length=length, seed=seed, draws=draws)
    answer["beside"] = set_beside(answer, stated)
    if evidence:
        _write(evidence, as_yaml(compiled(answer, Citation(title, publisher, url))), "--evidence")
    if plot:
        _rates_plot.draw(answer, plot)
    if as_json:
        _printing.print_json(answer)
        return
    _rates_text.show(answer)


def _length(period: str) -> Literal["half-year", "quarter"]:
    if period == "half-year":
        return "half-year"
    if period == "quarter":
        return "quarter"
    raise UserError(f"--period: {period!r} is no length; write half-year or quarter")


def _check(all_destroyed: str, evidence: Path | None, citation: tuple[str, str, str], plot: Path | None) -> None:
    if all_destroyed not in ("keep", "out"):
        raise UserError(f"--all-destroyed: {all_destroyed!r} is neither; write keep or out")
    missing = [name for name, text in zip(("--title", "--publisher", "--url"), citation, strict=True) if not text.strip()]
    if evidence and missing:
        raise UserError(f"--evidence: a compiled record needs its source; give {' and '.join(missing)}")
    if evidence and evidence.suffix.lower() not in (".yaml", ".yml"):
        raise UserError(f"--evidence: {evidence} has another ending; write a name that ends in .yaml")
    if plot and plot.suffix.lower() not in (".png", ".svg"):
        raise UserError(f"--plot: {plot} has another ending; write a name that ends in .png or .svg")
    for option, path in (("--evidence", evidence), ("--plot", plot)):
        if path and not path.parent.is_dir():
            raise UserError(f"{option}: there is no folder {path.parent}; make it first")


def _write(path: Path, text: str, option: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{option}: {path} cannot be written ({error.strerror}); give a file in a folder of yours") from error
