"""Room: cli. `dualtrack reach`: who is in reach of a system from a place, under each perspective and each claim of its range."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, Perspectives, asked_dates, asked_perspectives, opened
from dualtrack.errors import UserError

COUNTED = ("countries", "capitals", "towns", "people")
LONGEST_KM = 20_037.0
"""Half the way round the earth [km]: a longer range reaches nothing more."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reach")(reach)


def reach(  # noqa: PLR0913  one parameter per option
    system: Annotated[str, typer.Argument(metavar="SYSTEM", help="A system by id or name, for example 9m729 or SSC-8.")],
    *,
    place: Annotated[
        str,
        typer.Option("--from", metavar="PLACE", help="A town ('Shuya' or 'Shuya, RUS'), 'latitude,longitude', or a deployment's id."),
    ],
    range_km: Annotated[float | None, typer.Option("--range-km", metavar="KM", help="Take this range instead of what is claimed.")] = None,
    perspective: Perspectives = None,
    as_of: AsOf = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Say who is in reach of SYSTEM from a place, under each perspective and each claim of its range."""
    import dualtrack

    if range_km is not None and not 0 < range_km <= LONGEST_KM:
        raise UserError(f"--range-km: {range_km:g} is no range on earth; write kilometres above zero and up to {LONGEST_KM:,.0f}")
    catalogue = opened(data)
    asked = asked_perspectives(catalogue, perspective)
    known_by = asked_dates(as_of, None).known_by
    assert known_by is not None
    answer = dualtrack.reach(system, place, catalogue, as_of=known_by, perspectives=asked, range_km=range_km)
    if as_json:
        _printing.print_json(answer)
    else:
        _print(answer)


def _print(answer: dict[str, Any]) -> None:
    place = answer["from"]
    _printing.say(f"{answer['name']} from {place['name']} ({place['latitude']:.2f}, {place['longitude']:.2f}), as of {answer['as_of']}")
    _printing.paragraph(f"Counted: {answer['counted']}.")
    _printing.say("")
    rows = [[_who(entry), entry["range"].partition(":")[0], *(_count(entry, name) for name in COUNTED)] for entry in answer["answers"]]
    _printing.table(("according to", "range", *COUNTED), rows)
    _lists(answer)


def _who(entry: dict[str, Any]) -> str:
    """A perspective's id, or who makes the claim taken at its word and when."""
    if not entry["according_to"].count("."):
        return str(entry["according_to"])
    claim = entry["claims"][0]
    return f"{claim['claimant']}, {claim['as_of']}" if "claimant" in claim else "assumed"


def _count(entry: dict[str, Any], name: str) -> str:
    if name not in entry:
        return str(entry["ending"]) if name == COUNTED[0] else ""
    low, high = (_short(number) for number in entry[name])
    prefix = {"at least": "≥ ", "at most": "≤ "}.get(entry["ending"], "")
    return prefix + (low if low == high else f"{low} to {high}")


def _short(number: int) -> str:
    return f"{number / 1_000_000:,.1f} million" if number >= 1_000_000 else f"{number:,}"


def _lists(answer: dict[str, Any]) -> None:
    """Which capitals are in reach or may be, said once for all who agree; and why there is no number, where there is none."""
    found: dict[str, list[str]] = {}
    for entry in answer["answers"]:
        if "because" in entry:
            found.setdefault(f"no answer: {entry['because']}", []).append(_who(entry))
            continue
        names = ", ".join(entry["capitals_in_reach"]) or "none"
        may = "in reach" if entry["capitals"][0] == entry["capitals"][1] else "in reach at the upper end of the claim"
        open_end = {"at least": ", and more if the range is longer", "at most": ", or fewer if the range is shorter"}.get(
            entry["ending"], ""
        )
        found.setdefault(f"{names} {may}{open_end}", []).append(_who(entry))
    _printing.heading("Capitals")
    for words, who in found.items():
        _printing.paragraph(f"{'; '.join(dict.fromkeys(who))}: {words}.".replace("..", "."), indent="  ", first="")
