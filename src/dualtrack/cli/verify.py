"""Room: cli. `dualtrack verify`: what a verification regime would find, how soon and at what cost; tables, JSON or a plot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Record
from dualtrack.cli import _printing, _scenario
from dualtrack.cli._options import AsJson, AsOf, DataFolders, asked_dates, opened
from dualtrack.errors import UserError

FORMATS = (".svg", ".png", ".pdf")
PARTS = {"inspections": "inspections", "portal": "portal monitoring", "national-means": "national technical means"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify")(verify)


def verify(  # noqa: PLR0913  one parameter per option
    regime: Annotated[str, typer.Argument(metavar="REGIME", help="A file with a measure that has `regime:`, or such a measure on record.")],
    *,
    confidence: Annotated[
        float | None, typer.Option("--confidence", metavar="PERCENT", help="The chance of finding it that is wanted.")
    ] = None,
    violation: Annotated[int | None, typer.Option("--violation", metavar="ITEMS", help="How many forbidden items should be found.")] = None,
    plot: Annotated[Path | None, typer.Option("--plot", metavar="FILE", help="Draw the curve to an .svg, .png or .pdf file.")] = None,
    as_of: AsOf = None,
    seed: _scenario.Seed = 1,
    draws: _scenario.Draws = 500,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say how likely REGIME finds a violation, how many inspections a wanted chance needs, how long it takes, and what one more buys."""
    import dualtrack

    if plot is not None and plot.suffix.lower() not in FORMATS:
        raise UserError(f"--plot: {plot.name} has no format drawn here; write a name that ends in {', '.join(FORMATS)}")
    if not 1 <= draws <= _scenario.MOST_DRAWS:
        raise UserError(f"--draws: {draws:,} is not between 1 and {_scenario.MOST_DRAWS:,}; write for example --draws 500")
    catalogue = opened(data)
    day = asked_dates(as_of, None).known_by
    assert day is not None
    answer = dualtrack.verify(
        _record(regime, catalogue), catalogue, as_of=day, confidence_percent=confidence, violation_items=violation, seed=seed, draws=draws
    )
    if plot is not None:
        _draw(answer, plot)
    if as_json:
        _printing.print_json(answer)
    else:
        _print(answer, plot)


def _record(regime: str, catalogue: Catalogue) -> Record:
    from dualtrack.catalogue.load import load_record
    from dualtrack.catalogue.records import record_from

    path = Path(regime)
    if path.suffix.lower() in (".yaml", ".yml") or path.is_file():
        return record_from(load_record(path, "measures", str(path)), "measures", str(path))
    return catalogue.record(regime, "measures")


def _print(answer: dict[str, Any], plot: Path | None) -> None:
    _printing.say(f"{answer['name']}: {', '.join(PARTS[part] for part in answer['parts'])}")
    _printing.paragraph(answer["of"])
    _printing.heading("Figures used")
    rows = [(entry["title"], entry["value"], entry["label"], _who(entry)) for entry in answer["figures"]]
    _printing.table(("figure", "value", "label", "from"), rows)
    _printing.heading("What it finds")
    told = [(entry["title"], entry["words"]) for entry in answer["answers"].values() if "not modelled" not in entry["ending"]]
    _printing.table(("question", "answer"), told)
    if "sample" in answer:
        _print_sampling(answer)
    if plot is not None:
        _printing.paragraph(f"The curve is drawn in {plot}.")


def _print_sampling(answer: dict[str, Any]) -> None:
    sample = answer["sample"]
    goal, size = sample["confidence_percent"]["middle"], sample["violation_items"]
    _printing.heading(f"For a chance of {goal:g} percent to find {_range(size)} forbidden items in a year")
    exact = sample["exact"]
    needed = _range({"low": exact["low"], "high": exact["high"]}) if exact else "no number of"
    short = "" if sample["achievable"] else "; for part of the interval no number reaches it, as an inspection can miss what is there"
    rule = sample["by_the_iaea_formula"]
    _printing.paragraph(f"{needed} inspections a year, exactly; {_range(rule)} by the formula of the IAEA{short}.")
    _printing.paragraph(f"Schedule: {_runs(answer['schedule'])}; {answer['schedule_total']} in all.")
    _printing.heading("By the size of the violation")
    rows = [
        (f"{row['items']}", _percent(row["percent_first_year"]), _months(row["months"], answer["schedule"]))
        for row in answer["by_violation"]
    ]
    _printing.table(("forbidden items", "found in the first year", f"months until {goal:g} percent"), rows)
    _printing.heading("What inspections buy in a year")
    rows = [(f"{row['inspections']}", _percent(row["percent"]), f"+{row['one_more']:.1f} points") for row in answer["curve"]]
    _printing.table(("inspections", "chance to find it", "one more adds"), rows)


def _who(entry: dict[str, Any]) -> str:
    return "; ".join(claim.get("assumed") or claim.get("claimant", "") for claim in entry["claims"]) or "nobody gave a figure"


def _range(spread: dict[str, Any]) -> str:
    low, high = spread["low"], spread["high"]
    return f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"


def _percent(spread: dict[str, Any]) -> str:
    low, middle, high = (f"{spread[name]:.1f}" for name in ("low", "middle", "high"))
    return f"{middle} percent" if low == high else f"{middle} ({low} to {high}) percent"


def _months(spread: dict[str, Any], schedule: list[int]) -> str:
    words = [f"{spread[name]:.0f}" if spread[name] is not None else f"not in {len(schedule)} years" for name in ("low", "middle", "high")]
    return words[1] if len(set(words)) == 1 else f"{words[1]} ({words[0]} to {words[2]})"


def _runs(schedule: list[int]) -> str:
    """A schedule with equal years together."""
    told: list[str] = []
    start = 0
    for year in range(1, len(schedule) + 1):
        if year == len(schedule) or schedule[year] != schedule[start]:
            told.append(f"{schedule[start]} a year for {year - start} years" if year - start > 1 else f"{schedule[start]} in one year")
            start = year
    return ", then ".join(told)


def _draw(answer: dict[str, Any], path: Path) -> None:
    """Draw the chance against the number of inspections, with the band nine draws in ten lie in and the first year's quota marked."""
    if "curve" not in answer:
        raise UserError(f"--plot: {answer['regime']} has no inspections, so there is no curve to draw; leave --plot out")
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "dualtrack", "svg.fonttype": "path", "font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(7, 4.2), layout="constrained")
        axes = figure.subplots()
        numbers = [row["inspections"] for row in answer["curve"]]
        axes.fill_between(
            numbers, [r["percent"]["low"] for r in answer["curve"]], [r["percent"]["high"] for r in answer["curve"]], color="#cfe0ea", lw=0
        )
        axes.plot(numbers, [row["percent"]["middle"] for row in answer["curve"]], color="#12557a", lw=2)
        first, goal = answer["schedule"][0], answer["sample"]["confidence_percent"]["middle"]
        axes.axvline(first, color="#8a4b08", lw=1, ls="--")
        axes.text(first, 3, f" quota of the first year: {first}", color="#8a4b08", fontsize=8)
        axes.axhline(goal, color="#555555", lw=1, ls=":")
        axes.text(numbers[-1], goal - 1.5, f"wanted: {goal:g} percent", color="#555555", fontsize=8, ha="right", va="top")
        axes.set(xlim=(0, numbers[-1]), ylim=(0, 101), xlabel="Inspections in a year", ylabel="Chance to find the violation [percent]")
        axes.set_title(f"{answer['name']}: {_range(answer['sample']['violation_items'])} forbidden items", fontsize=10, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
