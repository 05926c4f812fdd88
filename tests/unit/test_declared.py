"""Declared figures: which declaration speaks for a day, what was not public yet, who declared nothing, and totals that do not close."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.declarations import totals_of
from dualtrack.errors import RecordError, UserError

DAY = datetime.date.fromisoformat
TREATY = """\
id: cap
kind: treaty
names: {official: Cap on Things}
summary: A made-up treaty that caps what a party declares.
judges: parties
parties: [{actor: france, from: 2000-01-01, source: text}, {actor: poland, from: 2000-01-01, source: text}]
events: [{event: in-force, on: 2000-01-01, source: text}]
declares: {article: Art. 2, attributes: [things], due: ["03-01", "09-01"]}
provisions:
  - {id: cap, article: Art. 1, kind: limit, title: cap, says: At most ten., checked: seen, source: text, forbids: more,
     when: {attribute: things, above: 10, unit: things}}
sources: {text: {title: Cap on Things, publisher: Nobody, checked: seen, accessed: 2026-11-25}}
"""
TABLE = """\
id: things-declared
kind: declaration
names: {official: Things declared}
summary: A made-up table.
treaty: cap
columns: {things: {title: Things, unit: things}}
rows:
  - {row: France, party: france, as_of: 2001-03-01, made_public: 2001-04-01, claimant: france, source: sheet, values: {things: 9}}
  - {row: France, party: france, as_of: 2001-09-01, made_public: 2001-10-01, claimant: france, source: sheet, values: {things: 11}}
  - {row: Poland, party: poland, as_of: 2001-03-01, made_public: 2001-04-01, claimant: poland, source: sheet,
     missing: "It declared nothing."}
totals: [{of: France, column: things, as_of: 2001-03-01, printed: 9, claimant: france, source: sheet}]
sources: {sheet: {title: Sheet, publisher: Nobody, checked: seen, accessed: 2026-11-25}}
"""


def folder(tmp_path: Path, table: str = TABLE) -> Catalogue:
    for name, text in (("treaties/cap", TREATY), ("declarations/things-declared", table)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Catalogue.open(tmp_path)


@pytest.mark.parametrize(
    ("party", "known_by", "on", "compliance", "words"),
    [
        ("france", "2001-05-01", "2001-03-01", "complies", "9 things"),
        ("france", "2001-05-01", "2001-05-01", "complies", "9 things"),
        ("france", "2001-11-01", "2001-11-01", "does-not-comply", "11 things"),
        ("france", "2001-03-02", "2001-03-02", "turns-on", "made public on 2001-04-01; ask with --as-of 2001-04-01 --holds-on 2001-03-01"),
        ("france", "2003-01-01", "2003-01-01", "turns-on", "the last figures on record are as of 2001-09-01"),
        ("france", "2001-05-01", "2001-02-01", "turns-on", "no declaration by france is on record"),
        ("poland", "2001-05-01", "2001-05-01", "no-declaration", "It declared nothing."),
        ("germany", "2001-05-01", "2001-05-01", "not-a-party", "germany is not a party"),
    ],
)
def test_the_declaration_that_speaks_for_the_day(  # one case a row
    tmp_path: Path, party: str, known_by: str, on: str, compliance: str, words: str
) -> None:
    answer = dualtrack.verdict(party, "cap", folder(tmp_path), as_of=DAY(known_by), holds_on=DAY(on))
    (verdict,) = answer["verdicts"]
    assert verdict["compliance"] == compliance, verdict["sentence"]
    assert words in verdict["sentence"]


def test_facts_given_go_before_what_was_declared(tmp_path: Path) -> None:
    answer = dualtrack.verdict("france", "cap", folder(tmp_path), as_of=DAY("2001-11-01"), facts={"things": "10"})
    assert answer["verdicts"][0]["compliance"] == "complies"


def test_a_total_that_does_not_close_needs_a_word_about_it(tmp_path: Path) -> None:
    wrong = TABLE.replace("printed: 9", "printed: 8")
    with pytest.raises(RecordError, match="the total of France is printed as 8 and the rows add up to 9; write `mismatch:`"):
        folder(tmp_path, wrong).record("things-declared")
    told = folder(tmp_path, wrong.replace("printed: 8", "printed: 8, mismatch: Nobody knows")).record("things-declared")
    (total,) = totals_of(told)
    assert (total.printed, total.computed, total.closes, total.mismatch) == (8, 9, False, "Nobody knows")
    with pytest.raises(RecordError, match="closes, so take its `mismatch:` away"):
        folder(tmp_path, TABLE.replace("printed: 9", "printed: 9, mismatch: Nobody knows")).record("things-declared")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("values: {things: 9}", "values: {thing: 9}", "no column is called 'thing'; write things"),
        ("values: {things: 9}", "note: nothing", "a row has `values:`, or `missing:`"),
        ("printed: 9", "group: france, printed: 9", "no row is of group 'france'"),
    ],
)
def test_a_table_that_does_not_hang_together_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(RecordError, match=message):
        folder(tmp_path, TABLE.replace(old, new)).record("things-declared")


def test_only_a_party_can_be_asked_about(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"judges parties \(actors\), and 9m729 is a record of systems; write the id of a record in actors"):
        dualtrack.verdict("9m729", "cap", folder(tmp_path), as_of=DAY("2001-05-01"))
