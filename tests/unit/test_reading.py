"""Reading: quotations and speakers, responses and refusals, agenda, remarks; on short reports of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_entries import ENTRIES

from dualtrack.errors import ReportError
from dualtrack.reading import Entry, Lexicon, Reading, Span, load_report, plain, read, report_from_bytes

REPORTS = Path(__file__).parents[1] / "data" / "reports"
LEXICON = Lexicon.build(ENTRIES)
NAMES = sorted(path.name for path in REPORTS.glob("*.txt") if path.stem not in ("german", "recipe"))


def reading_of(text: str) -> Reading:
    return read(report_from_bytes(text.encode(), "x"), LEXICON)


def reading_from(name: str) -> Reading:
    return read(load_report(REPORTS / name), LEXICON)


def speakers(reading: Reading) -> list[tuple[str, str]]:
    return [(one.speaker.record_id, one.span.text.split()[0]) for one in reading.quotations]


def table(reading: Reading) -> set[tuple[str, str, str]]:
    return {(one.strand, one.actor, one.modality) for one in reading.on_table}


def out(reading: Reading) -> set[tuple[str, str]]:
    return {(one.strand or ("mirroring" if one.mirroring else ""), one.actor) for one in reading.ruled_out}


def test_british_report_with_two_speakers() -> None:
    reading = reading_from("british-two-speakers.txt")
    assert speakers(reading) == [
        ("jens-stoltenberg", "We"),
        ("jens-stoltenberg", "Nobody"),
        ("sergey-lavrov", "Russia"),
        ("sergey-lavrov", "The"),
        ("", "The"),
    ]
    assert "more than one person" in reading.quotations[-1].speaker.basis
    assert ("land-based-nuclear", "nato") in out(reading)
    assert ("mirroring", "nato") in out(reading)
    assert {strand for strand, _, _ in table(reading)} == {"air-and-missile-defence", "exercises", "conventional-capabilities"}
    denial = next(one for one in reading.statements if one.speaker.record_id == "sergey-lavrov")
    assert (denial.verb, denial.negated, denial.treaties, denial.quoted) == ("violates", True, ("inf",), True)
    assert [item.topic for item in reading.agenda] == ["spending", "missions"]


def test_moratorium_without_quotations() -> None:
    reading = reading_from("moratorium-no-quotes.txt")
    assert not reading.quotations
    assert ("arms-control", "russia", "considered") in table(reading)
    assert ("arms-control", "germany", "considered") in table(reading)
    assert ("exercises", "", "considered") in table(reading)
    assert ("land-based-nuclear", "nato") in out(reading)
    pledge = next(one for one in reading.ruled_out if one.actor == "russia")
    assert pledge.condition == "unless the United States does so first"
    words = {one.words for one in reading.unresolved}
    assert {"dismissed the offer", "S-400"} <= words
    (event,) = reading.treaty_events
    assert (event.treaty, event.event, str(event.date and event.date.date)) == ("inf", "collapse", "2019-08")


def test_single_quotation_marks_and_unknown_people() -> None:
    reading = reading_from("single-quotes.txt")
    assert speakers(reading) == [("", "Our"), ("andriy-zagorodnyuk", "We"), ("", "The")]
    assert reading.quotations[-1].speaker.words == "Mary Whitlock"
    assert ("air-and-missile-defence", "canada") in out(reading)
    assert ("exercises", "ukraine", "done") in table(reading)


def test_wrapped_lines_and_a_quotation_over_two_paragraphs() -> None:
    reading = reading_from("wrapped-lines.txt")
    assert [len(one.parts) for one in reading.quotations] == [1, 2]
    assert {one.speaker.record_id for one in reading.quotations} == {"jens-stoltenberg"}
    assert ("presence", "nato", "done") in table(reading)
    assert ("air-and-missile-defence", "nato", "under-way") in table(reading)
    assert reading.alliance_sizes[0].members == 30
    assert out(reading) == {("land-based-nuclear", "nato")}
    assert reading.meetings[0].level == "leaders"


@pytest.mark.parametrize(
    ("sentence", "ruled_out", "on_table"),
    [
        ("NATO will not deploy new land-based nuclear missiles, but it will hold exercises.", {"land-based-nuclear"}, {"exercises"}),
        ("NATO has no plans to station land-based nuclear missiles in Europe.", {"land-based-nuclear"}, set()),
        ("NATO ruled out land-based nuclear missiles and it is considering arms control.", {"land-based-nuclear"}, {"arms-control"}),
        ("Land-based nuclear missiles are off the table for NATO.", {"land-based-nuclear"}, set()),
        ("NATO is not considering land-based nuclear missiles.", {"land-based-nuclear"}, set()),
        ("NATO has not ruled out more exercises.", set(), {"exercises"}),
        ("NATO will not abandon arms control.", set(), {"arms-control"}),
        ("NATO wants not only exercises but also arms control.", set(), {"exercises", "arms-control"}),
        ("NATO would not be safe without arms control.", set(), set()),
        ("NATO rejected a moratorium.", {"arms-control"}, set()),
        ("NATO will not mirror Russia.", {"mirroring"}, set()),
        ("NATO wouldn't deploy ground-launched nuclear missiles; it prefers exercises.", {"land-based-nuclear"}, {"exercises"}),
    ],
)
def test_refusals_reach_to_the_end_of_their_clause(sentence: str, ruled_out: set[str], on_table: set[str]) -> None:
    reading = reading_of(f"The 9M729 is the reason for it, and the ministers know that. {sentence} It was in the news of the day.")
    assert {strand for strand, _ in out(reading)} == ruled_out
    assert {strand for strand, _, _ in table(reading)} == on_table


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('NATO Secretary General Jens Stoltenberg said: "The 9M729 is mobile."', "jens-stoltenberg"),
        ("“The 9M729 is mobile,” said NATO's Jens Stoltenberg in the hall.", "jens-stoltenberg"),
        ("According to Stoltenberg, the 9M729 “is mobile” and it is on the move.", "jens-stoltenberg"),
        ("“The 9M729 is mobile,” the Kremlin said, and that was all of it.", "russia"),
        ("“The 9M729 is mobile,” a senior official said in the hall.", ""),
        ("Stoltenberg met Lavrov. “The 9M729 is mobile,” he said.", ""),
        ("“The 9M729 is mobile,” Stoltenberg's spokeswoman said.", ""),
        ("“The 9M729 is mobile,” said John Q. Example of the institute.", ""),
        ("The 9M729 is called “mobile” in the papers of the day.", ""),
        ("Stoltenberg and Lavrov said the 9M729 “is mobile” and that is all.", ""),
    ],
)
def test_a_speaker_is_named_or_left_open(text: str, speaker: str) -> None:
    reading = reading_of(f"This is a report on the missile and on what was said of it.\n\n{text}")
    assert [one.speaker.record_id for one in reading.quotations] == [speaker]
    assert any("who says this" in one.why for one in reading.unresolved) == (not speaker)


def test_agenda_titles_are_our_own() -> None:
    text = (
        "Ministers will discuss the response to Russian missiles and relations with Kyiv on 12 February 2020. "
        "A dinner hosted by Germany is to follow. Arms control is on the agenda. The 9M729 was in the news."
    )
    assert [item.title for item in reading_of(text).agenda] == [
        "The response to the missiles of Russia",
        "Relations with Ukraine",
        "Dinner hosted by Germany",
        "Arms control",
    ]


def test_remarks_keep_the_wording() -> None:
    text = (
        "Defense ministers of the bloc meet for a Feb. 12-13 summit in Brussels on the threatening 9M729 (NATO code SSC-8) "
        "and the INF agreement, with Andriy Zagordnyuk of Kiev."
    )
    found = {one.words: one.why for one in reading_of(text).remarks}
    assert {"summit", "the bloc", "threatening", "NATO code", "INF agreement", "Andriy Zagordnyuk", "Kiev"} == set(found)
    assert "heads of state" in found["summit"]
    leaders = reading_of("Leaders of NATO will be at the summit in Brussels on 14 June 2021, and the 9M729 is on the list.")
    assert "summit" not in {one.words for one in leaders.remarks}


def test_off_the_subject_is_refused_with_the_remedy() -> None:
    with pytest.raises(ReportError, match=r"about something else: none of the systems .4. and treaties .2. on record .* --data DIR"):
        reading_from("recipe.txt")
    with pytest.raises(ReportError, match="about something else"):
        reading_of("The exercises in this book are good for the back and for the knees, and they are free of charge.")
    with pytest.raises(ReportError, match="about something else"):
        reading_of("Russia won the match in the second half, and the crowd of the day was in a good mood for it.")


def spans_of(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, (tuple, list)):
        return [span for one in value for span in spans_of(one)]
    slots = getattr(type(value), "__dataclass_fields__", {})
    return [span for name in slots for span in spans_of(getattr(value, name))]


@pytest.mark.parametrize("name", NAMES)
def test_findings_are_ready_for_json_and_spans_are_true(name: str) -> None:
    reading = reading_from(name)
    assert json.loads(json.dumps(plain(reading), ensure_ascii=False))["mentions"]
    for span in spans_of(reading):
        assert reading.report.text[span.start : span.end] == span.text


WORDS = """NATO|the alliance|9M729|SSC8|9М729|INF Treaty|Stoltenberg|Lavrov|he|said|“|”|"|'|‘|’|,|.|!|\n\n|\n|will not|no intention of
deploy
nuclear|land-based|missiles|but|discuss|Feb. 12-13|in 2019|summit|according to|the official|Mary Whitlock|29-nation alliance|exercises
breakfast hosted by|arms control|é|İ|ß|👍"""
PIECES = st.sampled_from(WORDS.split("|"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40))
def test_spans_are_true_for_any_text(pieces: list[str]) -> None:
    text = "This is about the 9M729 and the end of it in the year of the ox. " + " ".join(pieces)
    reading = reading_of(text)
    for span in spans_of(reading):
        assert reading.report.text[span.start : span.end] == span.text
    assert reading == reading_of(text)


IDLE = (
    "The weather in the valley was fine for most of the week, with a little rain.",
    "Trains ran on time, and the shops were full of people looking for bread.",
    "The museum opens at nine; a ticket is four crowns for a child.",
    'A cook spoke of "the best soup in town" to a visitor who came by bus.',
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(NAMES), st.lists(st.sampled_from(IDLE), min_size=1, max_size=3), st.booleans())
def test_idle_paragraphs_change_no_finding(name: str, idle: list[str], in_front: bool) -> None:
    text = load_report(REPORTS / name).text
    padding = "\n\n".join(idle)
    padded = (
        f"{text.split(chr(10), 1)[0]}\n\n{padding}\n{text.split(chr(10), 1)[1]}"
        if in_front and "\n\n" in text[:200]
        else f"{text}\n{padding}"
    )
    before, after = reading_of(text), reading_of(padded)
    assert table(before) == table(after)
    assert out(before) == out(after)
    assert [item.title for item in before.agenda] == [item.title for item in after.agenda]
    assert [(one.record_id, one.span.text) for one in before.mentions] == [(one.record_id, one.span.text) for one in after.mentions]
    assert set(speakers(before)) <= set(speakers(after))


def test_an_aside_does_not_speak_for_the_whole_sentence() -> None:
    text = "Moscow has deployed the 9M729, which Washington says broke the INF Treaty, and the ministers know of it."
    assert reading_of(text).statements[0].speaker.basis == "the report itself"
    closing = reading_of("The 9M729 is on the move in the north of the country, Washington said.")
    assert closing.statements[0].speaker.record_id == "united-states"


def test_a_record_may_say_for_whom_a_person_speaks() -> None:
    text = "“We will not mirror what is done with the 9M729,” Stoltenberg said in the hall of the building."
    assert reading_of(text).ruled_out[0].actor == ""
    lexicon = Lexicon.build([*ENTRIES, Entry("Stoltenberg", "jens-stoltenberg", "person", side="nato")])
    assert read(report_from_bytes(text.encode(), "x"), lexicon).ruled_out[0].actor == "nato"
