"""Room: cli. `dualtrack verdict`: a treaty's verdict on a system under each perspective and each claim, with the chain of articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_dates, asked_perspectives, opened
from dualtrack.facts import Claim


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verdict")(verdict)


def verdict(  # noqa: PLR0913  one parameter per option
    system: Annotated[str, typer.Argument(metavar="SYSTEM", help="A system by id or name, for example 9m729 or SSC-8.")],
    *,
    treaty: Annotated[str, typer.Option("--treaty", metavar="TREATY", help="A treaty by id or name.")] = "inf",
    perspective: Perspectives = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Give a treaty's verdict on SYSTEM, side by side for each perspective and each claim of its range, never averaged."""
    import dualtrack

    catalogue = opened(data)
    dates = asked_dates(as_of, holds_on)
    assert dates.known_by is not None
    asked = asked_perspectives(catalogue, perspective)
    answer = dualtrack.verdict(system, treaty, catalogue, as_of=dates.known_by, holds_on=dates.holds_on, perspectives=asked)
    if as_json:
        _printing.print_json(answer)
    else:
        claims = {claim.id: claim for claim in catalogue.record(answer["system"], "systems").claims}
        _print(answer, claims)


def _print(answer: dict[str, Any], claims: Mapping[str, Claim]) -> None:
    _printing.say(f"{answer['name']} under the {answer['treaty_name']} on {answer['on']}, with what was public by {answer['known_by']}")
    _printing.paragraph(answer["in_force"])
    _printing.heading("Verdicts, side by side")
    rows = [(_who(entry, claims), _word(entry["conduct"] or entry["outcome"]), _word(entry["range_class"])) for entry in answer["verdicts"]]
    _printing.table(("according to", "conduct in force", "range class"), rows)
    for entries in _grouped(answer["verdicts"]):
        _printing.heading(f"According to {'; '.join(_who(entry, claims) for entry in entries)}")
        _printing.paragraph(entries[0]["sentence"])
        if any(entry["according_to"] not in claims for entry in entries):
            print_chain(entries[0]["chain"])


def print_chain(chain: list[dict[str, Any]]) -> None:
    """Print the articles of a verdict: what each says, whether it holds and why."""
    for finding in chain:
        read = "" if finding["text_read"] == "seen" else f" [article {finding['text_read']}]"
        _printing.paragraph(f"{finding['article']} {finding['title']}: {finding['holds']}{read}", indent="    ", first="  ")
        _printing.paragraph(f"{finding['says']} Here: {finding['because']}.", indent="      ")


def _grouped(verdicts: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Verdicts that say the same, together."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in verdicts:
        found.setdefault(entry["sentence"], []).append(entry)
    return list(found.values())


def _who(entry: dict[str, Any], claims: Mapping[str, Claim]) -> str:
    """A perspective's id, or the claim taken at its word with who makes it."""
    claim = claims.get(entry["according_to"])
    return f"{claim.claimant or 'dualtrack'} {claim.as_of or ''} ({claim.value})" if claim else str(entry["according_to"])


def _word(code: str) -> str:
    return code.replace("-", " ")
