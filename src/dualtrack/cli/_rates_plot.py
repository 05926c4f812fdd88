"""Room: cli. Draws interception rates by period and the check of the days' places among the predicted; PNG or SVG, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dualtrack.errors import UserError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 9
COLUMNS = 3
MODEL, REPORT, MUTED = "#12557a", "#8a4b08", "#555555"


def draw(answer: Mapping[str, Any], path: Path) -> None:
    """Draw the types with most objects by period, and the next period as predicted and as it came; raises UserError for a file."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    kinds = sorted(answer["over_the_whole_window"], key=lambda entry: -entry["launched"] - entry["in_mixed_rows"])[:SHOWN]
    periods = list(dict.fromkeys(entry["period"] for entry in sorted(answer["rates"], key=lambda entry: entry["period"])))
    lines = -(-len(kinds) // COLUMNS)
    with mpl.rc_context({"svg.hashsalt": "dualtrack", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 8}):
        figure = Figure(figsize=(11, 2.4 * lines + 2.9), layout="constrained")
        panels: Any = figure.subfigures(2, 1, height_ratios=(2.4 * lines, 2.6))
        above, below = panels
        grid = above.add_gridspec(lines, COLUMNS)
        for number, kind in enumerate(kinds):
            _rates(above.add_subplot(grid[number // COLUMNS, number % COLUMNS]), answer, kind, periods)
        left, right = below.subplots(1, 2, width_ratios=(1, 2))
        _sizes(left, answer)
        _predicted(right, answer)
        days = f"{answer['records']['first_attack_day']} to {answer['records']['last_attack_day']}"
        figure.suptitle(
            f"Percent stopped (destroyed + not reached) of launched and resolved, {days}\n"
            "blue: modelled, rows of several types included, 50 and 90 %; brown: as reported, rows of one type, 90 %"
        )
        try:
            figure.savefig(path, dpi=130, metadata={"Date": None} if path.suffix.lower() == ".svg" else {"Software": None})
        except OSError as error:
            raise UserError(f"--plot: {path} cannot be written ({error.strerror}); give a file in a folder of yours") from error


def _rates(axes: Axes, answer: Mapping[str, Any], kind: Mapping[str, Any], periods: list[str]) -> None:
    for entry in answer["rates"]:
        if entry["type"] != kind["type"]:
            continue
        at, found = periods.index(entry["period"]), entry["modelled"]
        axes.plot([at, at], [found["low_90"], found["high_90"]], color=MODEL, lw=1)
        axes.plot([at, at], [found["low_50"], found["high_50"]], color=MODEL, lw=4, solid_capstyle="butt")
        if entry["reported"] is not None:
            axes.plot(at + 0.25, entry["reported"], "o", color=REPORT, ms=3)
            ends = entry["exact"] or entry["by_day"]
            axes.plot([at + 0.25] * 2, [ends["low_90"], ends["high_90"]], color=REPORT, lw=0.7)
    axes.set(xlim=(-0.6, len(periods) - 0.4), ylim=(0, 101), title=kind["title"])
    axes.set_xticks(range(len(periods)), periods, rotation=45, fontsize=6)


def _sizes(axes: Axes, answer: Mapping[str, Any]) -> None:
    entries = answer["salvo_size"]["entries"]
    for entry in entries:
        found = entry["as_fitted"]
        axes.plot([found["low_90"], found["high_90"]], [entry["reported"]] * 2, color=MUTED, lw=0.7)
        axes.plot(found["middle"], entry["reported"], "o", color=MODEL, ms=3)
    axes.plot([0, 100], [0, 100], color=MUTED, lw=0.5, ls=":")
    axes.set(xlim=(0, 101), ylim=(0, 101), xlabel="model, 90 %", ylabel="reported", title="Fitted days by salvo size")


def _predicted(axes: Axes, answer: Mapping[str, Any]) -> None:
    told = answer["prediction"]
    if told is None:
        axes.set_axis_off()
        return
    for number, each in enumerate(told["totals"]):
        axes.plot([each["low_90"], each["high_90"]], [number, number], color=MODEL, lw=3, solid_capstyle="butt")
        axes.plot(each["reported"], number, "o", color=REPORT if each["held"] else "#b00020", ms=4)
    axes.set_yticks(range(len(told["totals"])), [each["title"] for each in told["totals"]])
    axes.set(xlim=(0, 101), title=f"{told['predicted']} as predicted from {told['fitted_to']} (bar, 90 %) and as reported (dot)")
