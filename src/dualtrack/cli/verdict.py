"""Room: cli. `dualtrack verdict`: a treaty's verdict on a system, site, exercise or party, side by side, with the chain of articles."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_dates, asked_perspectives, opened

Fact = Annotated[
    list[str] | None,
    typer.Option(
        "--fact", metavar="NAME=VALUE", help="A fact beside or instead of what is on record (range_max=480km); may be given again."
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verdict")(verdict)


def verdict(  # noqa: PLR0913  one parameter per option
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A system, site, exercise, party or measure by id or name.")],
    *,
    treaty: Annotated[str, typer.Option("--treaty", metavar="TREATY", help="A treaty by id or name.")] = "inf",
    party: Annotated[str, typer.Option("--party", metavar="ACTOR", help="Who is held to the treaty, where the record does not say.")] = "",
    fact: Fact = None,
    perspective: Perspectives = None,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Give a treaty's verdict on SUBJECT, side by side for each perspective and each disputed claim, never averaged."""
    import dualtrack
    from dualtrack.runs.given_facts import parse_assignments

    catalogue = opened(data)
    dates = asked_dates(as_of, holds_on)
    assert dates.known_by is not None
    asked = asked_perspectives(catalogue, perspective)
    facts = parse_assignments(fact or [], "--fact")
    answer = dualtrack.verdict(
        subject, treaty, catalogue, as_of=dates.known_by, holds_on=dates.holds_on, perspectives=asked, party=party, facts=facts
    )
    if as_json:
        _printing.print_json(answer)
        return
    _print(answer)


def _print(answer: dict[str, Any]) -> None:
    _printing.say(f"{answer['name']} under the {answer['treaty_name']} on {answer['on']}, with what was public by {answer['known_by']}")
    _printing.paragraph(answer["in_force"])
    _printing.paragraph(f"Held to it: {answer['party_name'] or 'nobody'} ({answer['party_because']}).")
    _printing.heading("Verdicts, side by side")
    classed = any(entry["range_class"] for entry in answer["verdicts"])
    duties: list[dict[str, Any]] = next((entry["duties"] for entry in answer["verdicts"] if entry["duties"]), [])
    ended = any(entry["compliance"] in ("expired", "not-a-party") for entry in answer["verdicts"])
    header = ["according to", "complied while bound" if ended else "complies"]
    header += [duty["title"] for duty in duties] or ["in detail"]
    rows = []
    for entry in answer["verdicts"]:
        detail = [duty["words"] for duty in entry["duties"]] or [_word(entry["conduct"] or entry["outcome"])] * max(len(duties), 1)
        rows.append((_who(entry), _compliance(entry), *detail, *((_word(entry["range_class"]),) if classed else ())))
    _printing.table((*header, *(("class",) if classed else ())), rows)
    for turn in answer["turns_on_claims"]:
        told = "; ".join(f"{entry['value']} ({entry['claimant'] or 'assumed'}): {_answered(entry)}" for entry in turn["answers"])
        _printing.paragraph(f"It turns on a disputed claim, {turn['attribute_name']} (all else as {turn['else_as']} has it). {told}.")
    for entries in _grouped(answer["verdicts"]):
        print()
        _printing.paragraph(f"According to {'; '.join(_who(entry) for entry in entries)}:")
        _printing.paragraph(entries[0]["sentence"])
        if any("claim" not in entry for entry in entries):
            print_chain(entries[0]["chain"])
    for charge in answer["verdicts"][0]["counter_claims"]:
        _printing.heading(f"Charged and denied: {charge['title']} ({', '.join(charge['articles'])}; {charge['status']})")
        for position in charge["positions"]:
            _printing.paragraph(f"{position['actor']}: {position['says']}", indent="    ", first="  ")


def print_chain(chain: list[dict[str, Any]]) -> None:
    """Print the articles of a verdict: what each says, whether it holds and why."""
    for finding in chain:
        read = _not_seen(finding)
        later = f", not binding before {finding['binds_from']}" if finding.get("binds_from") else ""
        done = f"; done: {finding['done']}" if finding.get("done") else ""
        _printing.paragraph(f"{finding['article']} {finding['title']}: {finding['holds']}{later}{done}{read}", indent="    ", first="  ")
        because = f" Here: {finding['because']}." if finding["because"] else ""
        _printing.paragraph(f"{finding['says']}{because}", indent="      ")


def _not_seen(finding: dict[str, Any]) -> str:
    """What of a finding rests on something nobody here read: the article's own text, and the claims that decide."""
    marks = [] if finding["text_read"] == "seen" else [f"article {finding['text_read']}"]
    read = {claim["source"]["checked"] for claim in finding["claims"] if "source" in claim}
    marks += [f"claim {word}" for word in ("recalled", "secondhand") if word in read]
    return f" [{', '.join(marks)}]" if marks else ""


def _answered(entry: dict[str, Any]) -> str:
    """What the verdict comes to where one claim is taken at its word: the duties where there are any, else the answer."""
    return ", ".join(entry["duties"]) or _word(entry["compliance"])


def _compliance(entry: dict[str, Any]) -> str:
    """The answer for conduct while the treaty bound the party, or why there is none."""
    code = entry["conduct_compliance"] or entry["compliance"]
    unsure = any(finding["claims"] for finding in entry["chain"] if finding["holds"] == "unknown" or finding.get("done") == "unknown")
    said = {"complies": "yes", "does-not-comply": "no", "turns-on": "turns on a claim" if unsure else "open"}.get(code, _word(code))
    return f"{said} (suspended)" if entry["compliance"] == "suspended" else said


def _grouped(verdicts: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Verdicts that say the same, together."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in verdicts:
        found.setdefault(entry["sentence"], []).append(entry)
    return list(found.values())


def _who(entry: dict[str, Any]) -> str:
    """A perspective's id, or the claim taken at its word with who makes it and on whose other claims the row rests."""
    claim = entry.get("claim")
    if claim is None:
        return str(entry["according_to"])
    said = f"{claim.get('claimant', 'dualtrack, assumed')} {claim.get('as_of', '')}".strip()
    also = f"; else {', '.join(entry['rests_also_on'])}" if entry["rests_also_on"] else ""
    return f"{said} ({claim['attribute_name']} {claim['value']}{also})"


def _word(code: str) -> str:
    return code.replace("-", " ")
