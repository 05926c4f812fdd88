"""What a user may get wrong in a draft treaty or a file of cases: each is refused with its line and what to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.catalogue.check import check
from dualtrack.cli import main

DRAFT = Path(dualtrack.__file__).parent / "data" / "treaties" / "draft-west-of-urals.yaml"
TEXT = DRAFT.read_text("utf-8")
CASES = """\
treaty: inf
party: russia
as_of: 2018-01-01
usual: {flight_profile: cruise}
cases:
  - {name: a, expect: {compliance: complies}}
"""


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 2
    return re.sub(r"\s+", " ", capsys.readouterr().err)


def asked_with(folder: Path, old: str, new: str) -> tuple[str, str, str, str]:
    """What to ask about the template with one thing changed."""
    assert old in TEXT
    path = folder / DRAFT.name
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    return "treaty", "what-if", str(path), "brussels-2020"


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("below: 60, unit: degree", "below: 60, unit: degree}, {attribute: latitude, above: 1, unit: km", "", "found 'km'; write degree"),
        ("at_most: 5500, unit: km", "at_most: 5500, unit: tons", "unit: tons", "is not a unit of this attribute, found 'tons'; write km"),
        (
            "at_most: 7, unit: days",
            "at_most: 7, unit: dayss",
            "unit: dayss",
            "provisions.transit.when.all.1.unit: is no unit, found 'dayss'",
        ),
        ("range_from: [range_max]", "range_from: [payload]", "range_from", "provisions.range.range_from.0: is no length, found 'payload'"),
        (
            "at_least: 500, at_most: 5500",
            "at_least: 5500, at_most: 500",
            "at_least: 5500",
            "no number is both `at_least: 5500` and `at_most",
        ),
        ("at_least: 500, at_most: 5500", "above: 500, at_most: 500", "above: 500", "no number is both `above: 500` and `at_most: 500`"),
        ("at_least: 500, at_most: 5500", "at_least: -500", "at_least: -500", "`at_least: -500` is below zero"),
        ("at_most: 7, unit: days", "at_most: -7, unit: days", "at_most: -7", "`at_most: -7` is below zero, which nothing in days can be"),
        (
            "is: weapon-delivery",
            "is: weapon-deliverry",
            "weapon-deliverry",
            "one of the allowed words, found 'weapon-deliverry'; write weapon-",
        ),
        (
            "in: [ground, silo]",
            "in: [ground, sillo]",
            "in: [ground",
            "provisions.ground-launched.when.all.1.in.1: is not one of the allowed",
        ),
        ("is: weapon-delivery", "above: 3, unit: km", "above: 3", "this attribute holds no quantity, found 'km'; write `is:` or `in:`"),
        (
            "attribute: longitude",
            "attribute: longitud",
            "longitud",
            "is no attribute of deployments on record, found 'longitud'; write lon",
        ),
        ("listed: [9m729]", "listed: [9m7229]", "9m7229", "lists a type that is no system on record but nearly one, found '9m7229'"),
        ("{term: zone}", "{term: zon}", "{term: zon}", "provisions.in-zone.when.all.1.term: no term is called 'zon'; write zone"),
        ("to: [transit]", "to: [transitt]", "to: [transitt]", "no provision is called 'transitt'; write transit"),
        ("id: zone", "id: range", "{id: range, article: Art. 2(1)", "two provisions are called 'range', the first on line"),
        (
            "to: [transit]",
            "to: [no-transit-in-crisis]",
            "to: [no-transit-in",
            "no-transit-in-crisis takes itself away; a rule may not rest on its",
        ),
        (
            "when: {listed: [9m729]}",
            "when: {term: named-type}",
            "when: {term: named",
            "term named-type is defined by itself; a rule may not",
        ),
    ],
)
def test_a_fault_of_a_draft_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    error = refused(capsys, *asked_with(tmp_path, old, new))
    assert message in error
    changed = TEXT.replace(old, new)
    line = line_of(changed, place or new)
    assert f"{DRAFT.name}:{line}: " in error
    assert "; write " in error


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("listed: [9m729]", "listed: [9m729, nothing-at-all, 9m730, iskander-k]"),
        ("at_most: 7, unit: days", "at_most: 1, unit: weeks"),
        ("{attribute: days_in_zone, at_most: 7, unit: days}", "{attribute: escorts, at_most: 7, unit: escort vehicles}"),
        ("at_least: 500, at_most: 5500, unit: km", "at_least: 300, at_most: 3400, unit: mile"),
        ("at_least: 500, at_most: 5500", "at_least: 500, at_most: 500"),
    ],
)
def test_what_a_draft_may_say_is_not_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str, new: str) -> None:
    assert main(list(asked_with(tmp_path, old, new))) == 0
    assert "would it be forbidden?" in capsys.readouterr().out


def test_one_attribute_is_measured_in_one_kind_of_unit(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    new = "{any: [{attribute: crisis_days, above: 3, unit: days}, {attribute: crisis_days, above: 3, unit: km}]}"
    error = refused(capsys, *asked_with(tmp_path, '{attribute: crisis_meeting_called, is: "yes"}', new))
    assert "measures something else than days, in which the treaty asks elsewhere, found 'km'; write days" in error


def test_a_copy_is_named_like_its_id(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(TEXT, encoding="utf-8")
    error = refused(capsys, "treaty", "what-if", str(copy), "brussels-2020")
    assert "write 'copy' as the id, or the file's name as draft-west-of-urals.yaml" in error
    odd = copy.rename(tmp_path / "My copy.yaml")
    assert "; write the file's name as draft-west-of-urals.yaml" in refused(capsys, "treaty", "what-if", str(odd), "brussels-2020")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("party: russia", "party: rusia", "mine.yaml:2: party: no actor is called 'rusia'; write russia"),
        ("name: a,", "name: a, party: qqq,", "mine.yaml:6: cases.0.party: no actor is called 'qqq'; write the id of an actor"),
        (
            "compliance: complies",
            "compliance: complys",
            "mine.yaml:6: cases.0.expect.compliance: a expects what no verdict says, found 'complys'",
        ),
        ("compliance: complies", "outcome: coverd", "found 'coverd'; write covered or not-covered"),
        ("compliance: complies", "conduct: fine", "found 'fine'; write prohibited or covered or not-covered"),
        ("compliance: complies", "compliance: null", "found None; write complies or does-not-comply"),
        (
            "compliance: complies",
            "duties: {elimination: ja}",
            "expect.duties.elimination: a expects what no verdict says, found 'ja'; write",
        ),
        ("{compliance: complies}", "{}", "mine.yaml:6: cases.0.expect: a expects nothing; write for example {compliance: complies}"),
        ("{compliance: complies}", "{turns_on: []}", "a expects nothing"),
        ("name: a,", "name: a,\n     facts: {range_max: far},", "mine.yaml:7: mine.yaml: a: range_max: 'far' is no quantity"),
        ("cruise}", "cruise, range_mx: 1}", "mine.yaml:4: mine.yaml: usual: no fact the INF Treaty asks about is called 'range_mx'"),
        ("treaty: inf", "treaty: inff", "mine.yaml:1: treaty: no treaty is called 'inff'; did you mean 'inf'?"),
    ],
)
def test_a_fault_of_a_case_is_named_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str, new: str, message: str
) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(CASES.replace(old, new), encoding="utf-8")
    assert message in refused(capsys, "treaty", "cases", str(mine))


def test_every_fault_of_a_file_of_cases_is_told_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(CASES.replace("russia", "rusia").replace("complies", "complys").replace("cruise", "cruize"), encoding="utf-8")
    error = refused(capsys, "treaty", "cases", str(mine))
    assert "'rusia'" in error
    assert "'complys'" in error
    assert "'cruize'" in error


def test_a_country_without_a_record_may_be_a_party(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(CASES.replace("party: russia", "party: china").replace("complies", "not-a-party"), encoding="utf-8")
    assert main(["treaty", "cases", str(mine)]) == 0
    assert "1 of 1 cases as expected" in capsys.readouterr().out


def test_the_catalogue_check_names_a_misspelt_type_on_a_list(tmp_path: Path) -> None:
    folder = tmp_path / "treaties"
    folder.mkdir()
    asked_with(folder, "listed: [9m729]", "listed: [9m7229]")
    problems = check(Catalogue.open(tmp_path)).problems
    assert any("nearly one, found '9m7229'; write 9m729" in str(problem) for problem in problems)
