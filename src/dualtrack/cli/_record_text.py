"""Room: cli. Prints the plain data of a record for reading, fitted to the window. Touches nothing but what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dualtrack.catalogue.page import checked_word
from dualtrack.cli import _printing

HEADER = ("value", "claimant", "as of", "public", "source", "checked")
DATE = len("2020-02-11")


def print_page(page: Mapping[str, Any], notes: bool) -> None:
    """Print a record; `notes` adds who spoke and the notes to the claims."""
    names = page["name"] + (f" ({page['nato_name']})" if page["nato_name"] not in ("", page["name"]) else "")
    _printing.say(f"{names}: {page['kind']}, record {page['folder']}/{page['id']}")
    if page["aliases"]:
        _printing.paragraph(f"Also called {', '.join(page['aliases'])}", indent="  ", first="")
    _printing.paragraph(page["summary"])
    if page["details"]:
        _printing.heading("Of this kind")
        _fields({key: value for key, value in page["details"].items() if key != "adds_up"}, "  ")
        for words in _sums(page):
            _printing.paragraph(words, indent="    ", first="  ")
    for number, entry in enumerate(page["attributes"]):
        _attribute(entry, notes, titled=number == 0)
    _hidden(page)
    if page["sources"]:
        _printing.heading("Sources")
    for source in page["sources"]:
        _source(source)


def _hidden(page: Mapping[str, Any]) -> None:
    later, other = page["later_claims_hidden"], page["claims_not_holding_hidden"]
    if later or other:
        print()
    if later:
        _printing.say(f"{later} later claim{'s' if later > 1 else ''} hidden (not public by {page['known_by']}).")
    if other:
        _printing.say(
            f"{other} claim{'s' if other > 1 else ''} hidden that {'do' if other > 1 else 'does'} not hold on {page['holds_on']}."
        )


def _attribute(entry: Mapping[str, Any], notes: bool, titled: bool) -> None:
    _printing.heading(f"{entry['title']} [{entry['attribute']}]")
    if "unknown" in entry:
        _printing.paragraph(f"unknown: {entry['unknown']}", indent="  ")
        return
    print_claims(entry["claims"], notes, titled)
    if "dispute" in entry:
        print_dispute(entry)
    print_perspectives(entry["perspectives"])


def print_dispute(entry: Mapping[str, Any]) -> None:
    """Print what a dispute is about, with a warning where its words go beyond the claims shown."""
    more = " (these words were written with claims in view that are hidden here)" if entry["dispute_knows_more"] else ""
    _printing.paragraph(f"Disputed{more}: {entry['dispute']}", indent="  ")


def print_claims(claims: list[dict[str, Any]], notes: bool, titled: bool) -> None:
    """Print claims as a table whose columns stand at the same place for every attribute."""
    room = _printing.width() - 3 * DATE - 5 * _printing.PADDING - 1
    claimant, source = min(26, room * 11 // 30), min(20, room * 7 // 30)
    fixed = {0: min(40, room - claimant - source), 1: claimant, 2: DATE + 1, 3: DATE, 4: source, 5: DATE}
    _printing.table(HEADER, [_row(claim, notes) for claim in claims], fixed, titled)
    for claim in claims:
        if claim.get("assumed"):
            _printing.paragraph(f"Assumed: {claim['assumed']}", indent="  ")


def _row(claim: Mapping[str, Any], notes: bool) -> tuple[str, ...]:
    value, claimant = claim["value"], claim.get("claimant", "dualtrack")
    value += f"\nagainst {claim['against']}" if claim.get("against") else ""
    if notes:
        value += f"\n({claim['note']})" if claim.get("note") else ""
        claimant += f"\n({claim['speaker']})" if claim.get("speaker") else ""
    as_of = claim.get("as_of", "") + (f"\nto {claim['until']}" if claim.get("until") else "")
    return value, claimant, as_of, claim.get("made_public", ""), claim.get("source", ""), checked_word(dict(claim))


def print_perspectives(made: Mapping[str, Mapping[str, Any]]) -> None:
    """Print what each perspective takes, those that take the same together."""
    if not made:
        return
    found: dict[str, list[str]] = {}
    for view, entry in made.items():
        words = entry["value"] or _unknown(entry["because"])
        found.setdefault(words, []).append(view)
    taken = "; ".join(f"{', '.join(views)}: {words}" for words, views in found.items())
    _printing.paragraph(f"> {taken}", indent="    ", first="  ")


def _unknown(reason: str) -> str:
    """That a value is unknown, without the long list of those who gave none."""
    return "unknown (none of its claimants spoke)" if reason.startswith("none of") else f"unknown ({reason})"


def _source(source: Mapping[str, str]) -> None:
    parts = [source["title"], source["publisher"], source.get("published", "no date"), source.get("page", "")]
    words = ", ".join(part for part in parts if part)
    seen = source["checked"] + (f", read in {source['read_in']}" if source.get("read_in") else "")
    _printing.paragraph(f"{source['id']}: {words} [{seen}]", indent="    ", first="  ")
    if source.get("url") or source.get("doi"):
        _printing.say(f"    {source.get('url') or source['doi']}")


def _fields(fields: Mapping[str, Any], indent: str) -> None:
    """Print a record's own fields, nested ones indented."""
    for key, value in fields.items():
        if isinstance(value, Mapping) and not _flat(value):
            _printing.say(f"{indent}{key}:")
            _fields(value, indent + "  ")
        elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
            _printing.say(f"{indent}{key}:")
            for item in value:
                _printing.paragraph(f"- {_line(item)}", indent=f"{indent}    ", first=f"{indent}  ")
        else:
            _printing.paragraph(f"{key}: {_line(value)}", indent=f"{indent}  ", first=indent)


def _sums(page: Mapping[str, Any]) -> list[str]:
    """What must add up, with the numbers of the claims shown; a sum of claims that are hidden is left out."""
    values = {claim["id"].partition(".")[2]: claim["value"] for entry in page["attributes"] for claim in entry["claims"]}
    said = []
    for stated in page["details"].get("adds_up", ()):
        if all(key in values for key in (stated["total"], *stated["parts"])):
            parts = " + ".join(f"{values[key]} ({_attribute_of(key)})" for key in stated["parts"])
            words = f"adds up: {values[stated['total']]} ({_attribute_of(stated['total'])}) = {parts}"
            words += f", within {stated['within']:g}" if stated.get("within") else ""
            said.append(words + (f"; it does not: {stated['mismatch']}" if stated.get("mismatch") else ""))
    return said


def _attribute_of(key: str) -> str:
    return key.partition(".")[0].replace("_", " ")


def _flat(value: Mapping[str, Any]) -> bool:
    return not any(isinstance(item, Mapping | list) for item in value.values())


def _line(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_line(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_line(item) for item in value)
    return str(value)
