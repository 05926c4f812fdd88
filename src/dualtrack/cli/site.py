"""Room: cli. `dualtrack site SCENARIO --add ID --count N`: where so many more batteries or radars would cover most, town by town."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal

import typer

from dualtrack.catalogue import Dates
from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, day, opened
from dualtrack.cli._scenario import overrides, scenario_of
from dualtrack.errors import UserError

MOST_SITES = 50
MOST_CANDIDATES = 6000
LEAST_M, HIGHEST_M = 10.0, 20_000.0

Add = Annotated[str, typer.Option("--add", metavar="ID", help="What is added: an air-defence system or a radar on record.")]
Count = Annotated[int, typer.Option("--count", metavar="N", help="How many are added, 1 to 50.")]
Threat = Annotated[Literal["ballistic", "cruise"], typer.Option("--class", help="Against which missiles batteries are to cover.")]
Height = Annotated[
    float, typer.Option("--height-m", metavar="M", help="Height of flights above ground, for radars and against cruise missiles.")
]
Candidates = Annotated[int, typer.Option("--candidates", metavar="N", help="So many of the members' largest towns are candidates.")]
Cover = Annotated[
    Literal["people", "border"], typer.Option("--cover", help="What is to be covered: people in towns, or (radars) the land border.")
]
Countries = Annotated[list[str] | None, typer.Option("--country", metavar="CODE", help="Only this member; may be given again.")]
BorderWith = Annotated[
    list[str] | None, typer.Option("--border-with", metavar="CODE", help="Only the border with this state; may be given again.")
]
Also = Annotated[
    list[str] | None, typer.Option("--count-also", metavar="ID", help="Count this deployment as standing, whatever its dates.")
]
Without = Annotated[list[str] | None, typer.Option("--leave-out", metavar="ID", help="Do not count this deployment as standing.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("site")(site)


def site(  # noqa: PLR0913  one parameter per option
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the id of one on record.")],
    *,
    add: Add,
    count: Count = 3,
    threat: Threat = "ballistic",
    height_m: Height = 100.0,
    candidates: Candidates = 500,
    cover: Cover = "people",
    country: Countries = None,
    border_with: BorderWith = None,
    count_also: Also = None,
    leave_out: Without = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say in which towns so many more batteries or radars would cover most, with the gap to what could still be better."""
    from dualtrack.runs.siting import Asked, siting

    _check(count, candidates, height_m)
    lists = (tuple(dict.fromkeys(found or ())) for found in (country, border_with, count_also, leave_out))
    asked = Asked(add, count, threat, height_m, candidates, cover, *lists)
    catalogue = opened(data)
    record = scenario_of(scenario, catalogue)
    started = time.perf_counter()
    answer = siting(record, catalogue, overrides(Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on")), ()), asked)
    answer["seconds"] = round(time.perf_counter() - started, 2)
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _check(count: int, candidates: int, height_m: float) -> None:
    if not 1 <= count <= MOST_SITES:
        raise UserError(f"--count: {count} is not between 1 and {MOST_SITES}; write for example --count 3")
    if not 1 <= candidates <= MOST_CANDIDATES:
        raise UserError(f"--candidates: {candidates:,} is not between 1 and {MOST_CANDIDATES:,}; write for example --candidates 500")
    if not LEAST_M <= height_m <= HIGHEST_M:
        raise UserError(f"--height-m: {height_m:g} m is outside what is asked here; write metres above ground from 10 to 20,000")


def _print(answer: dict[str, Any]) -> None:
    unit, of = answer["unit"], answer["of"]
    before, after = answer["before"], answer["after"]
    _printing.say(f"{answer['scenario']}: {answer['count']} more of {answer['add']}, as of {answer['known_by']}")
    _printing.paragraph(_how_far(answer))
    rows = []
    so_far = before
    for number, found in enumerate(answer["chosen"], 1):
        so_far += found["adds"]
        rows.append((str(number), f"{found['town']}, {found['country']}", f"{found['adds']:,.0f}", f"{so_far:,.0f}", _share(so_far, of)))
    _printing.heading(f"The best {answer['count']} of {answer['candidates']} candidate towns, the one that adds most first")
    _printing.table(("", "town", f"adds {unit}", "covered then", "share"), rows)
    _printing.heading("Before and after")
    _printing.paragraph(
        f"{before:,.0f} of {of:,.0f} {unit} ({_share(before, of)}) are covered before, {after:,.0f} ({_share(after, of)}) after. "
        + _proof(answer)
    )
    _printing.paragraph(_greedy(answer))
    if "with_longest_range" in answer:
        longest = answer["with_longest_range"]
        _printing.paragraph(
            f"With the longest public ranges the same towns would cover {longest['after']:,.0f}, where {longest['before']:,.0f} are "
            "covered before."
        )
    _printing.heading("What counts as standing")
    _printing.paragraph("; ".join(f"{name}, {what}" for name, what in answer["standing"].items()) or "none on record")
    for name, why in answer["left_out"].items():
        _printing.paragraph(f"not {name}: {why}", "    ", "  - ")
    _printing.heading("What is assumed")
    for words in answer["assumed"]:
        _printing.paragraph(words, "    ", "  - ")
    _printing.say(f"{answer['seconds']:.1f} seconds")


def _how_far(answer: dict[str, Any]) -> str:
    if "radius_km" not in answer:
        eye, sight = answer["eye_m"], answer["range_km"]["middle"]
        return f"In view are {answer['against']}, from {eye:,.0f} m up and to {sight:,.0f} km at most, over terrain."
    low, high = answer["range_km"]["shortest"], answer["range_km"]["longest"]
    figures = f"{low:,.0f} km" if low == high else f"{low:,.0f} to {high:,.0f} km"
    claims = len(answer["claims"])
    return (
        f"Each covers {answer['radius_km']:,.0f} km around its town against {answer['against']}. Public figures of its range: {figures} "
        f"({claims} claim{'s' if claims > 1 else ''})."
    )


def _proof(answer: dict[str, Any]) -> str:
    if answer["gap"] == 0.0:
        return f"No {answer['count']} of the candidates cover more (proven, gap 0)."
    gap = f"gap {100.0 * answer['gap']:.2g} %; time was up"
    return f"No {answer['count']} of the candidates cover more than {answer['bound']:,.0f} ({gap})."


def _greedy(answer: dict[str, Any]) -> str:
    greedy = answer["greedy"]
    gained, best = greedy["after"] - answer["before"], answer["after"] - answer["before"]
    known = f"it is known to gain at least {100.0 * greedy['at_least_this_share_of_the_best']:.0f} % of the best"
    if best <= 0.0:
        return "Nothing more is covered by any candidate."
    return (
        f"Choosing the town that adds most again and again gives {', '.join(greedy['towns'])}: {greedy['after']:,.0f}, "
        f"{100.0 * gained / best:.1f} % of the best gain; {known}."
    )


def _share(part: float, whole: float) -> str:
    return f"{100.0 * part / whole:.1f} %"
