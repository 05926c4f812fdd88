"""Disputes in a sentence and timelines, as of a date; stale claims; the tables of coverage."""

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_world import claim, shipped

from dualtrack.catalogue import Dates
from dualtrack.catalogue.coverage import counted, covered, stale_claims
from dualtrack.catalogue.disputes import disputes_of
from dualtrack.catalogue.page import SHIPPED_PERSPECTIVES, Lens, page
from dualtrack.catalogue.timeline import timeline
from dualtrack.cli import main
from dualtrack.facts import PartialDate, State
from dualtrack.facts.claim import differ

DAYS = st.dates(datetime.date(1985, 1, 1), datetime.date(2026, 11, 25))
SUBJECTS = ("9m729", "nato", "inf", "ukraine", "poland", "efp-latvia")


def lens(day: datetime.date | None = None, fresh_from: datetime.date | None = None) -> Lens:
    return Lens(Dates(day, day), SHIPPED_PERSPECTIVES, dated=day is not None, fresh_from=fresh_from)


def sentence(day: str) -> str:
    record = shipped().record("9m729")
    found = disputes_of(record, shipped(), lens(datetime.date.fromisoformat(day)))
    return next(str(entry["sentence"]) for entry in found if entry["attribute"] == "range_max")


def test_the_sentence_of_a_dispute_grows_with_what_had_been_public() -> None:
    early, late = sentence("2019-01-15"), sentence("2020-02-11")
    assert "480 km" not in early
    assert "480 km" in late
    assert "not shown for these dates" in early


def test_an_outlet_without_a_record_is_named_by_its_source() -> None:
    found = disputes_of(shipped().record("iskander-m"), shipped(), lens())
    assert "Polish Radio (2016): 500-700 km" in found[0]["sentence"]


def test_one_voice_is_no_dispute_yet() -> None:
    assert disputes_of(shipped().record("9m729"), shipped(), lens(datetime.date(2008, 1, 1))) == []


@given(day=DAYS)
def test_a_dispute_never_shows_what_was_not_public(day: datetime.date) -> None:
    for entry in disputes_of(shipped().record("9m729"), shipped(), lens(day)):
        assert len(entry["claims"]) > 1
        assert all(PartialDate.parse(claim["made_public"]).latest() <= day for claim in entry["claims"] if "made_public" in claim)


@given(subject=st.sampled_from(SUBJECTS), day=DAYS)
def test_a_timeline_is_in_order_and_knows_nothing_later(subject: str, day: datetime.date) -> None:
    entries = timeline(shipped().record(subject), shipped(), lens(day))
    starts = [PartialDate.parse(entry["on"]).earliest() for entry in entries]
    assert starts == sorted(starts)
    assert all(PartialDate.parse(entry["public"]).latest() <= day for entry in entries if entry["claim"] and entry["public"])
    whole = {(entry["on"], entry["what"], entry["claim"]) for entry in timeline(shipped().record(subject), shipped(), lens())}
    assert all((entry["on"], entry["what"], entry["claim"]) in whole for entry in entries if entry["claim"])


def test_one_value_from_several_voices_is_no_dispute() -> None:
    assert not differ([claim(State("yes"), "aa"), claim(State("yes"), "bb")])
    assert differ([claim(State("yes"), "aa"), claim(State("no"), "bb")])


def test_a_timeline_tells_nothing_of_the_time_between_what_was_known_and_what_is_asked() -> None:
    between = Lens(Dates(datetime.date(2014, 7, 29), datetime.date(2022, 1, 1)), SHIPPED_PERSPECTIVES, dated=True)
    events = [entry for entry in timeline(shipped().record("inf"), shipped(), between) if not entry["claim"]]
    assert events
    assert max(entry["on"] for entry in events) <= "2014-07-29"


def test_a_dated_timeline_has_no_words_written_with_hindsight() -> None:
    summary = shipped().record("wales-2014").summary
    whole = timeline(shipped().record("nato"), shipped(), lens())
    dated = timeline(shipped().record("nato"), shipped(), lens(datetime.date(2015, 1, 1)))
    assert any(summary in entry["what"] for entry in whole)
    assert not any(summary in entry["what"] for entry in dated)
    assert any(entry["record"] == "decisions/wales-2014" for entry in dated)


def test_a_timeline_follows_the_records_that_name_the_subject() -> None:
    poland = timeline(shipped().record("poland"), shipped(), lens())
    assert ("1999-03-12", "member of NATO") in {(entry["on"], entry["what"]) for entry in poland}
    records = {entry["record"] for entry in timeline(shipped().record("9m729"), shipped(), lens())}
    assert {"systems/9m729", "deployments/9m729-mozdok"} <= records
    assert any(entry["record"] == "presence/efp-poland" for entry in poland)


def test_a_date_stands_on_the_day_it_gives_and_keeps_the_day_it_became_public() -> None:
    entries = timeline(shipped().record("9m729"), shipped(), lens())
    first = next(entry for entry in entries if entry["what"] == "First flight test" and entry["says"] == "United States")
    assert (first["on"], first["public"]) == ("2008", "2014")
    assert first["disputed"]


def test_stale_claims_are_labelled_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    record = shipped().record("iskander-m")
    day = datetime.date(2026, 11, 24)
    labelled = [claim for entry in page(record, shipped(), lens(fresh_from=day))["attributes"] for claim in entry["claims"]]
    assert {claim.get("stale", False) for claim in labelled if claim.get("source") == "tass-2015"} == {True}
    assert stale_claims((record,), datetime.date(2026, 11, 23)) == ()
    read_then = {key for key, source in record.sources.items() if source.accessed == "2026-11-23"}
    assert len(stale_claims((record,), day)) == sum(claim.source in read_then for claim in record.claims)
    assert main(["catalogue", "show", "iskander-m", "--stale-after", "1"]) == 0
    assert "stale" in capsys.readouterr().out
    assert main(["catalogue", "show", "iskander-m", "--stale-after", "36500"]) == 0
    assert "stale" not in capsys.readouterr().out


def test_the_table_of_coverage_adds_up() -> None:
    records = shipped().records()
    rows = counted(records)
    assert sum(row.claims for row in rows) == sum(len(record.claims) for record in records)
    assert sum(sum(row.checked.values()) for row in rows) == sum(row.claims for row in rows)
    kinds = {(row.folder, row.kind): row.records for row in rows}
    for row in covered(shipped()):
        assert row.claimed + len(row.silent) <= kinds[row.folder, row.kind] <= row.claimed + row.unknown + len(row.silent)


def test_the_commands_print_what_the_catalogue_made(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "disputes", "9m729", "--as-of", "2020-02-11", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["sentence"]
    assert main(["catalogue", "disputes", "9m729", "--brief", "--perspective", "russia"]) == 0
    out = capsys.readouterr().out
    assert "> russia: 480 km" in out
    assert "independent:" not in out
    assert main(["catalogue", "timeline", "9m729", "--as-of", "1990-01-01"]) == 0
    assert capsys.readouterr().out == "Nothing dated is on record of 9M729 by then.\n"
    assert main(["catalogue", "timeline", "9m279"]) == 2
    assert "9m729" in capsys.readouterr().err
