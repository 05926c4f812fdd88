"""Room: cli. `dualtrack verify`: what a verification regime would find, how soon and at what cost; tables, JSON or a plot."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Record
from dualtrack.cli import _printing, _scenario
from dualtrack.cli._options import AsJson, AsOf, DataFolders, asked_dates, opened
from dualtrack.cli._whole_file import whole
from dualtrack.errors import UserError

FORMATS = (".svg", ".png", ".pdf")
CURVE_NEEDS = ("inspectable_items", "violation_size", "inspection_sensitivity", "detection_goal")
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

    if plot is not None:
        _check_plot(plot)
    if not 1 <= draws <= _scenario.MOST_DRAWS:
        raise UserError(f"--draws: {draws:,} is not between 1 and {_scenario.MOST_DRAWS:,}; write for example --draws 500")
    catalogue = opened(data)
    day = asked_dates(as_of, None).known_by
    assert day is not None
    answer = dualtrack.verify(
        _record(regime, catalogue), catalogue, as_of=day, confidence_percent=confidence, violation_items=violation, seed=seed, draws=draws
    )
    fault = _drawn(answer, plot) if plot is not None else None
    if as_json:
        _printing.print_json(answer)
    else:
        _print(answer, plot if fault is None else None)
    if fault is not None:
        raise fault


def _check_plot(plot: Path) -> None:
    """Raise UserError for a file that cannot be drawn to, before anything is computed."""
    if plot.suffix.lower() not in FORMATS:
        raise UserError(f"--plot: {plot.name} has no format drawn here; write a name that ends in {', '.join(FORMATS)}")
    why = ""
    try:
        if plot.is_dir():
            why = "it is a folder; write the name of a file"
        elif not plot.parent.is_dir():
            why = f"there is no folder {plot.parent}; make it, or write a name in a folder that is there"
        elif not os.access(plot if plot.exists() else plot.parent, os.W_OK):
            why = "there is no permission to; write a name where you may write"
    except OSError as error:
        why = f"{error.strerror}; write another name"
    if why:
        raise UserError(f"--plot: {plot} cannot be written: {why}")


def _drawn(answer: dict[str, Any], plot: Path) -> UserError | None:
    """Draw the curve; what went wrong is raised only once the answer is printed, so that the answer is not lost."""
    try:
        _draw(answer, plot)
    except OSError as error:
        return UserError(f"--plot: {plot} cannot be written: {error.strerror or error}; write another name")
    except UserError as error:
        return error
    return None


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
    rows = [(entry["title"], _singular(entry["value"]), entry["label"], _who(entry)) for entry in answer["figures"]]
    _printing.table(("figure", "value", "label", "from"), rows)
    if answer["missing"]:
        _printing.heading("Figures missing")
        for entry in answer["missing"]:
            _printing.paragraph(entry["because"])
    _printing.heading("What it finds")
    told = [(entry["title"], entry["words"]) for entry in answer["answers"].values() if "not modelled" not in entry["ending"]]
    _printing.table(("question", "answer"), told)
    if "sample" in answer:
        _print_sampling(answer)
    if plot is not None:
        _printing.paragraph(f"The curve is drawn in {plot}.")


def _print_sampling(answer: dict[str, Any]) -> None:
    sample = answer["sample"]
    goal, size = _goal(sample), sample["given"]["violation_items"]
    _printing.heading(f"For a chance of {goal} percent to find {_count(size, 'forbidden item')} in a year")
    _printing.paragraph(_needed(sample, answer["draws"]))
    _printing.paragraph(f"Schedule: {_runs(answer['schedule'])}; {answer['schedule_total']} in all.")
    _printing.heading("By the size of the violation")
    rows = [
        (f"{row['items']}", _percent(row["percent_first_year"]), _months(row["months"], answer["schedule"]))
        for row in answer["by_violation"]
    ]
    _printing.table(("forbidden items", "found in the first year", f"months until {goal} percent"), rows)
    _printing.heading("What inspections buy in a year")
    rows = [(f"{row['inspections']}", _percent(row["percent"]), f"+{row['one_more']:.1f} points") for row in answer["curve"]]
    _printing.table(("inspections", "chance to find it", "one more adds"), rows)


def _needed(sample: dict[str, Any], draws: int) -> str:
    """The inspections a year that the goal takes, exactly and by the formula, and in how many draws no number is enough."""
    exact, rule, short = sample["exact"], sample["by_the_iaea_formula"], sample["draws_not_reached"]
    ends = " (lowest to highest of the draws in which some number reaches it)" if short else " (lowest to highest of all draws)"
    if exact:
        needed = f"{_count(exact, 'inspection')} a year, exactly{ends if exact['low'] != exact['high'] else ''}"
    else:
        needed = "No number of inspections a year reaches it, in any draw"
    formula = f"{_range(rule)} by the formula of the IAEA" if rule else "no number by the formula of the IAEA either"
    nothing = sample["draws_with_nothing_to_find"]
    reasons = ["an inspection can miss what is there"] if short > nothing else []
    reasons += ["there is nothing to find when the violation is below half an item"] if nothing else []
    told = f"{needed}; {formula}, which assumes that an inspection of a violating item never misses."
    if not short:
        return told
    where = f"In {short:,} of {draws:,} draws no number reaches it" if exact else "The reason"
    return f"{told} {where}{', as ' if exact else ': '}{', or '.join(reasons)}."


def _goal(sample: dict[str, Any]) -> str:
    """The chance wanted [percent] as it was given."""
    low, high = (f"{sample['given']['confidence_percent'][end]:.10g}" for end in ("low", "high"))
    return low if low == high else f"{low} to {high}"


def _who(entry: dict[str, Any]) -> str:
    return "; ".join(claim.get("assumed") or claim.get("claimant", "") for claim in entry["claims"]) or "nobody gave a figure"


def _singular(words: str) -> str:
    return "1 item" if words == "1 items" else words


def _range(spread: dict[str, Any]) -> str:
    low, high = f"{spread['low']:,.0f}", f"{spread['high']:,.0f}"
    return low if low == high else f"{low} to {high}"


def _count(spread: dict[str, Any], thing: str) -> str:
    """A number, or a range of it, of things."""
    return f"{_range(spread)} {thing}" if _range(spread) == "1" else f"{_range(spread)} {thing}s"


def _percent(spread: dict[str, Any]) -> str:
    low, middle, high = (f"{spread[name]:.1f}" for name in ("low", "middle", "high"))
    return f"{middle} percent" if low == high else f"{middle} ({low} to {high}) percent"


def _months(spread: dict[str, Any], schedule: list[int]) -> str:
    never = f"not in {len(schedule)} year{'s' if len(schedule) > 1 else ''}"
    words = [f"{spread[name]:.0f}" if spread[name] is not None else never for name in ("low", "middle", "high")]
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
    if "curve" not in answer and "inspections" in answer["parts"]:
        needed = [entry["because"] for entry in answer["missing"] if entry["attribute"] in CURVE_NEEDS]
        raise UserError(f"--plot: there is no curve to draw: {'; '.join(needed)}")
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
        first, goal = answer["schedule"][0], answer["sample"]["given"]["confidence_percent"]
        axes.axvline(first, color="#8a4b08", lw=1, ls="--")
        axes.text(first, 3, f" quota of the first year: {first}", color="#8a4b08", fontsize=8)
        for end in sorted({goal["low"], goal["high"]}):
            axes.axhline(end, color="#555555", lw=1, ls=":")
        wanted = f"wanted: {_goal(answer['sample'])} percent"
        axes.text(
            0,
            goal["low"] - 1.5,
            f" {wanted}",
            color="#555555",
            fontsize=8,
            va="top",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        axes.set(xlim=(0, numbers[-1]), ylim=(0, 101), xlabel="Inspections in a year", ylabel="Chance to find the violation [percent]")
        title = f"{answer['name']}: {_count(answer['sample']['given']['violation_items'], 'forbidden item')}"
        axes.set_title(textwrap.fill(title, 76), fontsize=10, loc="left")
        axes.spines[["top", "right"]].set_visible(False)
        with whole(path) as part:
            figure.savefig(part, format=path.suffix.lower()[1:], metadata={"Date": None} if path.suffix.lower() == ".svg" else None)
