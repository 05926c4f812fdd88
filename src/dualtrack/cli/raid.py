"""Room: cli. `dualtrack raid SCENARIO`: what gets through a defence under a notional raid, by option, and what is spent on it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.catalogue import Dates
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, day, opened
from dualtrack.cli._scenario import Seed, overrides, scenario_of
from dualtrack.errors import UserError

MOST = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("raid")(raid)


def raid(  # noqa: PLR0913  one parameter per option
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file with a raid, or the id of one on record.")],
    *,
    option: Annotated[list[str] | None, typer.Option("--option", metavar="ID", help="Only this option; may be repeated.")] = None,
    tolerance: Annotated[float, typer.Option("--tolerance", metavar="N", help="Half-width wanted of the mean's 95 % interval.")] = 0.5,
    at_most: Annotated[int, typer.Option("--at-most", metavar="N", help="Replications at most.")] = 5_000,
    seed: Seed = 1,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Play a scenario's notional raid against each option's batteries, and say what gets through and how sure that is."""
    import dualtrack

    if not tolerance > 0.0:
        raise UserError(f"--tolerance: {tolerance:g} is no half-width; write a number of flights above zero, for example 0.5")
    if not 2 <= at_most <= MOST:
        raise UserError(f"--at-most: {at_most:,} is not between 2 and {MOST:,}; write for example 5000")
    if seed < 0:
        raise UserError(f"--seed: {seed} is below zero; write a whole number from zero up")
    catalogue = opened(data)
    record = scenario_of(scenario, catalogue)
    chosen = overrides(Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on")), ())
    answer = dualtrack.raid(record, catalogue, chosen, options=option or (), seed=seed, tolerance=tolerance, at_most=at_most)
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _print(answer: dict[str, Any]) -> None:
    flights = ", ".join(f"{number} {flight}" for flight, number in answer["flights"].items())
    _printing.say(f"{answer['raid_name']} ({flights}), as of {answer['known_by']}")
    _printing.paragraph(answer["notional"])
    for entry in answer["answers"]:
        _printing.heading(f"{entry['name']}: {entry['batteries']}")
        if "by_class" not in entry:
            _printing.paragraph(f"{entry['ending']}: everything gets through")
            continue
        rows = [
            (
                flight,
                f"{found['number']}",
                _mean(found["leakers"]),
                _range(found["leakers"]),
                f"{found['leakers_by_formula_without_limits']:.1f}",
            )
            for flight, found in entry["by_class"].items()
        ]
        rows.append(
            (
                "all",
                f"{sum(found['number'] for found in entry['by_class'].values())}",
                _mean(entry["leakers"]),
                _range(entry["leakers"]),
                "",
            )
        )
        _printing.paragraph(_ready(entry["readiness"]))
        _printing.table(("flights", "come", "get through, mean", "nine in ten", "by formula, no limits"), rows)
        _printing.paragraph(_spent(entry))
        _printing.paragraph(f"{entry['ending']}.")
    _printing.paragraph(
        "Every chance is an interval that rests on claims nobody outside could check; the intervals hold the chances and the luck, not the "
        "model's assumptions. The numbers compare options and forecast nothing."
    )


def _mean(found: dict[str, Any]) -> str:
    return f"{found['mean']:.1f} ± {(found['mean_high'] - found['mean_low']) / 2.0:.1f}"


def _range(found: dict[str, Any]) -> str:
    return f"{found['low']:.0f} to {found['high']:.0f}"


def _ready(found: dict[str, Any]) -> str:
    """How long before arrival flights could be seen, and how often a battery is ready for the first of them."""
    if not found["warning_minutes"]:
        return f"Warning: {found['words']}."
    seen = "; ".join(
        f"{name} {each['middle']:.1f} minutes ({each['low']:.1f} to {each['high']:.1f})"
        + (f", unseen in {each['unseen']:.0%}" if each["unseen"] else "")
        for name, each in found["warning_minutes"].items()
    )
    return (
        f"Could be seen before arrival: {seen}. A battery is on watch in {found['on_watch']:.0%}, and ready when the first flight arrives "
        f"in {found['ready_at_first_arrival']:.0%}."
    )


def _spent(entry: dict[str, Any]) -> str:
    spent = "; ".join(f"{each['system']} {_range(each)}" for each in entry["rounds_spent_by_kind"])
    empty = entry["minutes_to_first_empty"]
    when = f", {empty['middle']:.0f} minutes into the raid in the middle" if empty else ""
    return (
        f"Rounds spent: {spent}. A magazine is empty at the end in {entry['chance_that_a_magazine_is_empty']:.0%}{when}. Cost of "
        f"the rounds: {_price(entry['cost_of_rounds'])}; of the flights: {_price(entry['cost_of_flights'])}. None gets through in "
        f"{entry['chance_that_none_gets_through']:.1%}."
    )


def _price(cost: dict[str, Any]) -> str:
    if "middle" not in cost:
        return f"unknown ({cost['words']})"
    bound = "" if cost["ending"] == "value" else f"{cost['ending']} "
    return f"{bound}{cost['middle']:,.0f} USD million ({cost['words']})"
