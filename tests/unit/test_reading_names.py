"""Finding names however they are spelt, and never inside other words."""

from __future__ import annotations

import time

import pytest
from reading_entries import ENTRIES

from dualtrack.reading import Entry, Lexicon

LEXICON = Lexicon.build(ENTRIES)


def ids(text: str) -> list[str]:
    return [mention.record_id for mention in LEXICON.scan(text)[0]]


@pytest.mark.parametrize("spelling", ["9M729", "9М729", "9m729", "SSC-8", "SSC8", "SSC 8", "SSC‑8", "SSC–8", "SSC-8s", "SSC-8 Screwdriver"])
def test_one_id_for_every_spelling(spelling: str) -> None:
    mentions, unclear = LEXICON.scan(f"The {spelling} is mobile.")
    assert [(one.record_id, one.span.text) for one in mentions] == [("9m729", spelling)]
    assert not unclear


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Give us the information.", []),
        ("The US and the U.S. agree.", ["united-states", "united-states"]),
        ("They ate turkey in Turkey.", ["turkey"]),
        ("A patriot bought Patriots.", ["patriot"]),
        ("The inf is no treaty.", []),
        ("19M729 and 9M7290 and XSSC-8", []),
        ("SSC-8\n\nSSC. 8", ["9m729"]),
        ("Russia’s and Russians", ["russia", "russia"]),
        ("Intermediate-Range\nNuclear Forces Treaty", ["inf"]),
        ("a new start, a new START treaty, New START", ["new-start"]),
        ("NATO code SSC-8; NATO's reporting name", ["9m729", "nato"]),
    ],
)
def test_what_is_and_is_not_a_name(text: str, found: list[str]) -> None:
    assert ids(text) == found


def test_the_longest_name_wins_even_when_it_starts_later() -> None:
    lexicon = Lexicon.build([Entry("our presence", "a", "measure", "presence"), Entry("presence at sea", "b", "measure", "presence")])
    assert [one.record_id for one in lexicon.scan("our presence at sea")[0]] == ["b"]
    assert [one.record_id for one in lexicon.scan("our presence")[0]] == ["a"]


def test_measures_may_share_a_phrase_but_names_may_not() -> None:
    assert ids("air and missile defence") == ["air-missile-defence", "more-batteries"]
    lexicon = Lexicon.build([Entry("Dagger", "one", "cruise-missile"), Entry("Dagger", "two", "cruise-missile")])
    mentions, unclear = lexicon.scan("The Dagger flew.")
    assert not mentions
    assert unclear[0].why == "the name fits more than one record: one or two"


def test_short_codes_ask_for_capitals_and_no_space() -> None:
    lexicon = Lexicon.build([Entry("A-50", "a-50", "airborne-radar")])
    assert [one.span.text for one in lexicon.scan("An A-50, an A50, a-50 and a 50 km ring, A 50 km ring")[0]] == ["A-50", "A50"]


def test_twenty_thousand_names_over_a_megabyte_in_seconds() -> None:
    lexicon = Lexicon.build([*ENTRIES, *(Entry(f"Village {number} Site{number * 7}", f"x{number}", "state") for number in range(20_000))])
    text = "Russia deployed the SSC-8 near Village 77 Site539 in the spring of that year. " * 13_000
    start = time.perf_counter()
    mentions, _ = lexicon.scan(text)
    assert len(mentions) == 39_000
    assert time.perf_counter() - start < 8
