"""Room: cli. `dualtrack warning SCENARIO`: how much warning each capital in reach has, by perspective, claim and option."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.catalogue import Dates
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_perspectives, day, opened
from dualtrack.cli._scenario import Draws, Seed, check_draws, overrides, scenario_of

ROWS = 12


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("warning")(warning)


def warning(  # noqa: PLR0913  one parameter per option
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the id of one on record.")],
    *,
    option: Annotated[list[str] | None, typer.Option("--option", metavar="ID", help="Only this option; may be repeated.")] = None,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="PLACE", help="A town, instead of the capitals; may be repeated.")] = None,
    perspective: Perspectives = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    seed: Seed = 1,
    draws: Draws = 200,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say from when flights to each capital could be seen, how long that leaves, and what sensors an option adds would buy."""
    import dualtrack

    catalogue = opened(data)
    record = scenario_of(scenario, catalogue)
    check_draws(seed, draws)
    chosen = overrides(Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on")), asked_perspectives(catalogue, perspective))
    answer = dualtrack.warning(record, catalogue, chosen, options=option or (), places=to or (), seed=seed, draws=draws)
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _print(answer: dict[str, Any]) -> None:
    _printing.say(f"{answer['name']}: warning, as of {answer['known_by']}")
    _printing.paragraph(
        f"{len(answer['sensors'])} sensors on record count; left out without a public range: {', '.join(answer['left_out']) or 'none'}."
    )
    _printing.paragraph("Minutes from first possible detection to arrival: the middle draw, and where nine draws in ten lie.")
    for entry in answer["answers"]:
        if entry.get("because", "").startswith("No deployment"):
            continue
        who = f"the claim {entry['claimed']}" if "claim" in entry else entry["according_to"]
        _printing.heading(f"{entry['system']}, {entry['option']}, on the word of {who}")
        if "because" in entry:
            _printing.paragraph(f"{entry['ending']}: {entry['because']}")
        elif not entry["places"]:
            _printing.paragraph("no place is in reach")
        else:
            _table(entry)


def _table(entry: dict[str, Any]) -> None:
    bound = "at most " if entry["ending"] == "at most" else ""
    rows = [
        (
            f"{place['place']}",
            f"{bound}{_spread(place['warning_time'])}" if place["seen_share"] else "no sensor on record sees it",
            _spread(place["flight_duration"]),
            f"{100.0 * place['seen_share']:.0f} %",
        )
        for place in entry["places"][:ROWS]
    ]
    _printing.table(("place", "warning", "whole flight", "seen in draws"), rows)
    left = len(entry["places"]) - ROWS
    if left > 0:
        _printing.paragraph(f"and {left} more with longer warning: --json has them all")


def _spread(found: dict[str, Any]) -> str:
    low, middle, high = (found[name] for name in ("low", "middle", "high"))
    return f"{middle:.0f}" if round(low) == round(high) else f"{middle:.0f} ({low:.0f} to {high:.0f})"
