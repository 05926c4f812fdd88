"""Room: cli. Prints a treaty for reading: timeline, parties, paragraphs, quotas, declared figures, charges, sources. Computes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dualtrack.cli import _printing

MANY_ROWS = 40
"""Rows of a declared table that are printed; `--json` has them all."""


def print_treaty(page: Mapping[str, Any]) -> None:
    """Print everything a record says of a treaty."""
    _printing.say(f"{page['name']}  ({page['id']})")
    _printing.paragraph(page["summary"])
    _printing.paragraph(f"Nature: {page['nature_words']}. It judges {page['judges']}. On {page['on']}: {page['standing']}")
    if page["unread"]:
        _printing.paragraph(f"Cited from memory, their text not read here: {', '.join(page['unread'])}.")
    _printing.heading("Timeline")
    _printing.table(
        ("date", "what"), [(entry["on"], _marked(entry["words"], entry["checked"])) for entry in page["timeline"]], fixed={0: 10}
    )
    if page["parties"]:
        _printing.heading(f"Parties and how it stood for each on {page['on']}")
        rows = [(party["name"], party["from"], party["standing"].replace("-", " "), party["as"]) for party in page["parties"]]
        _printing.table(("party", "from", "standing", "as"), rows)
    _printing.heading("Paragraphs")
    for rule in page["provisions"]:
        _print_rule(rule)
    _print_quotas(page)
    for table in page["declared"]:
        _print_declared(table)
    for charge in page["counter_claims"]:
        _printing.heading(f"Charged and denied: {charge['title']} ({', '.join(charge['articles'])}; {charge['status']})")
        for position in charge["positions"]:
            _printing.paragraph(f"{position['actor']}: {position['says']}", indent="    ", first="  ")
    if page["claims"]:
        _printing.heading("On record about it")
        for claim in page["claims"]:
            _printing.paragraph(
                f"{claim['attribute'].replace('_', ' ')}: {claim['value']} ({claim['claimant']}, {claim['as_of']})", indent="  "
            )
    _printing.heading("Sources")
    for source in page["sources"]:
        _printing.paragraph(_source(source), indent="    ", first="  ")


def _print_rule(rule: Mapping[str, Any]) -> None:
    marks = [rule["kind"].replace("-", " ")]
    marks += [f"exception to {', '.join(rule['excepts_from'])}"] if rule.get("excepts_from") else []
    marks += [f"binds from {rule['binds_from']}"] if rule.get("binds_from") else []
    marks += [f"binds {', '.join(rule['binds'])}"] if rule.get("binds") else []
    marks += [f"text {rule['text_read']}"] if rule["text_read"] != "seen" else []
    _printing.paragraph(f"{rule['article']} {rule['title']} ({'; '.join(marks)})", indent="    ", first="  ")
    _printing.paragraph(rule["says"], indent="      ")
    for key, words in (("requires", "To do"), ("applies_when", "When"), ("counts", "Counted"), ("note", "Note")):
        if rule.get(key):
            _printing.paragraph(f"{words}: {rule[key]}", indent="      ")


def _print_quotas(page: Mapping[str, Any]) -> None:
    for limit in page["limits"]:
        _printing.paragraph(f"Phase limit, {limit['what']}: {limit['warheads']} warheads ({limit['article']})", indent="  ")
    for quota in page["quotas"]:
        _printing.heading(f"Quota: {quota['what']} ({quota['article']})")
        for phase in quota["phases"]:
            number = f"{phase['each_year']} {quota['unit']} a year" if phase["each_year"] else f"{phase['share']:.0%} of each full number"
            span = f"for {phase['years']} years" if phase["years"] else f"until {phase['until']}" if phase["until"] else "from then on"
            _printing.paragraph(f"{span}: {number}", indent="  ")
        if quota["total"]:
            _printing.paragraph(f"in all: {quota['total']} {quota['unit']}", indent="  ")
        if quota["full"]:
            _printing.paragraph("Full numbers: " + ", ".join(f"{actor} {number}" for actor, number in quota["full"].items()), indent="  ")


def _print_declared(table: Mapping[str, Any]) -> None:
    _printing.heading(f"{table['name']}  ({table['id']})")
    columns = table["columns"]
    rows = [_declared_row(row, columns) for row in table["rows"][:MANY_ROWS]]
    _printing.table(("as of", "row", "public", *(column["title"] for column in columns.values())), rows)
    if len(table["rows"]) > MANY_ROWS:
        _printing.paragraph(f"and {len(table['rows']) - MANY_ROWS} more rows; --json has them all", indent="  ")
    for total in table["totals"]:
        closes = "closes" if total["closes"] else f"does not close: {total['mismatch']}"
        _printing.paragraph(
            f"Total, {total['of']}: printed {total['printed']:,.10g}, rows add up to {total['computed']:,.10g} {total['unit']}; {closes}",
            indent="    ",
            first="  ",
        )


def _declared_row(row: Mapping[str, Any], columns: Mapping[str, Any]) -> Sequence[str]:
    if row.get("missing"):
        return (row["as_of"], row["row"], row["made_public"], row["missing"])
    values = row["values"]
    return (row["as_of"], row["row"], row["made_public"], *(f"{values[name]:,.10g}" if name in values else "-" for name in columns))


def _marked(words: str, checked: str) -> str:
    return words if checked == "seen" else f"{words} [{checked}]"


def _source(source: Mapping[str, str]) -> str:
    words = ", ".join(source[key] for key in ("publisher", "title", "published", "page") if source.get(key))
    read_in = f", read in {source['read_in']}" if source.get("read_in") else ""
    return f"{words} [{source['checked']}{read_in}]" + (f"\n{source['url']}" if source.get("url") else "")
