"""The real news report of 11 February 2020, and our own on the same events, read against the shipped records."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dualtrack._api import open_catalogue
from dualtrack.reading import Lexicon, Reading, load_report, read
from dualtrack.scenarios.propose import lexicon_of

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "inputs" / "brussels-2020-02.txt"
OWN = ROOT / "src" / "dualtrack" / "data" / "reports" / "brussels-2020.txt"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of(open_catalogue())


@pytest.fixture(scope="module")
def real(lexicon: Lexicon) -> Reading:
    if not REAL.exists():
        pytest.skip("the real report is not part of the project; it lies in ../shared/inputs where that exists")
    return read(load_report(REAL), lexicon)


@pytest.fixture(scope="module")
def own(lexicon: Lexicon) -> Reading:
    return read(load_report(OWN), lexicon)


def named(reading: Reading, record_id: str) -> set[str]:
    return {one.span.text for one in reading.mentions if one.record_id == record_id}


def strands(reading: Reading) -> dict[str, str]:
    return {one.strand: one.modality for one in reading.on_table if one.actor == "nato"}


STRANDS = {
    "presence": "done",
    "air-and-missile-defence": "under-way",
    "conventional-capabilities": "considered",
    "exercises": "considered",
    "arms-control": "considered",
}
AGENDA = [
    "The response to the missiles of Russia",
    "Relations with Russia and Ukraine",
    "The reforms in Ukraine and the support for them",
    "Breakfast hosted by Canada",
]


def test_who_and_what_is_named(real: Reading) -> None:
    assert named(real, "9m729") == {"9M729", "SSC-8"}
    assert named(real, "avangard") == {"Avangard"}
    assert named(real, "inf") == {"Intermediate-Range Nuclear Forces Treaty", "INF agreement", "INF treaty"}
    assert {"NATO", "the alliance", "the bloc"} <= named(real, "nato")
    assert {"Russia", "Moscow", "Russian"} == named(real, "russia")
    assert {"Ukraine", "Kyiv", "Ukrainian"} == named(real, "ukraine")
    assert named(real, "andriy-zagorodnyuk") == {"Andriy Zagordnyuk"}
    assert dict(real.sides)["jens-stoltenberg"] == "nato"
    assert dict(real.sides)["harjit-sajjan"] == "canada"


def test_the_treaty_ended_in_2019_and_the_alliance_has_29_members(real: Reading) -> None:
    (event,) = real.treaty_events
    assert (event.treaty, event.event, str(event.date and event.date.date)) == ("inf", "breakdown", "2019")
    assert [(one.members, one.alliance) for one in real.alliance_sizes] == [(29, "nato")]


def test_every_quotation_but_one_has_its_speaker(real: Reading) -> None:
    found = [(one.speaker.record_id, len(one.parts), one.span.text.split()[0]) for one in real.quotations]
    me = "jens-stoltenberg"
    assert found == [
        (me, 1, "We"),
        (me, 1, "They"),
        (me, 1, "We"),
        (me, 2, "And"),
        (me, 1, "We"),
        ("", 1, "to"),
        (me, 1, "There"),
        (me, 1, "And"),
    ]


def test_responses_on_the_table_and_ruled_out(real: Reading) -> None:
    assert strands(real) == STRANDS
    nuclear = next(one for one in real.ruled_out if one.strand == "land-based-nuclear")
    assert nuclear.span.text == "no intention of deploying new nuclear land-based weapon systems in Europe"
    assert (nuclear.by.record_id, nuclear.actor) == ("jens-stoltenberg", "nato")
    assert nuclear.quotation is not None
    assert nuclear.quotation.text.startswith("We have no intention")
    mirrored = next(one for one in real.ruled_out if one.mirroring)
    assert mirrored.span.text.startswith("would not simply mirror Russia")
    assert mirrored.by.record_id == "jens-stoltenberg"
    assert len(real.ruled_out) == 2


def test_the_agenda(real: Reading) -> None:
    assert [item.title for item in real.agenda] == AGENDA
    assert real.agenda[3].actors == ("canada", "harjit-sajjan")


def test_what_is_claimed(real: Reading) -> None:
    deployed = next(one for one in real.statements if "avangard" in one.systems)
    assert (deployed.speaker.record_id, deployed.quoted, deployed.verb) == ("jens-stoltenberg", True, "deploys")
    broken = next(one for one in real.statements if one.verb == "respects")
    assert (broken.negated, broken.treaties, broken.actors) == (True, ("inf",), ("russia",))


def test_wording_is_kept_and_remarked_on(real: Reading) -> None:
    words = [one.words for one in real.remarks]
    assert words.count("summit") == 3
    assert {"NATO code", "INF agreement", "Andriy Zagordnyuk", "the bloc"} <= set(words)
    assert [one.words for one in real.unresolved] == ["Feb. 12-13", "Feb. 11", "to review the country’s reforms and NATO support."]


def test_spans_are_true(real: Reading) -> None:
    for one in (*real.mentions, *real.quotations, *real.on_table, *real.ruled_out, *real.agenda, *real.remarks, *real.unresolved):
        assert real.report.text[one.span.start : one.span.end] == one.span.text


@pytest.mark.parametrize("which", ["real", "own"])
def test_the_day_is_worked_out(which: str, request: pytest.FixtureRequest) -> None:
    from dualtrack._api import open_catalogue as opened
    from dualtrack.scenarios.propose import propose

    reading = request.getfixturevalue(which)
    assert str(propose(reading, opened()).details["as_of"]) == str(datetime.date(2020, 2, 11))


def test_our_own_report_says_the_same(own: Reading) -> None:
    assert strands(own) == STRANDS
    assert {one.strand for one in own.ruled_out if not one.mirroring} == {"land-based-nuclear"}
    assert [item.title for item in own.agenda] == AGENDA
    assert {one.speaker.record_id for one in own.quotations} == {"jens-stoltenberg"}
    assert named(own, "9m729") == {"9M729", "SSC-8"}
