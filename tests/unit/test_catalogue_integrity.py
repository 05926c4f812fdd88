"""The check of a catalogue: dates that follow on one another, numbers that add up, names of one record, places, published claims."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dualtrack.catalogue import Catalogue, check, ledger
from dualtrack.runs.misplaced import misplaced

HEAD = "id: {id}\nkind: {kind}\nnames: {{official: {name}}}\nsummary: Made up for a test.\n"
SOURCE = "sources:\n  paper: {title: A paper, publisher: A publisher, published: 2019-06, accessed: 2019-07-01, checked: recalled}\n"
DATES = "as_of: 2019-01-01, made_public: 2019-01-02, claimant: russia, source: paper"
Check = Callable[..., list[str]]


@pytest.fixture
def problems(tmp_path: Path) -> Check:
    """The problems of records given as (folder, id, kind, text), laid over the shipped ones."""

    def found(*records: tuple[str, str, str, str], name: str = "Sparrow of the test") -> list[str]:
        for number, (folder, record_id, kind, text) in enumerate(records):
            (tmp_path / folder).mkdir(exist_ok=True)
            head = HEAD.format(id=record_id, kind=kind, name=name if number == 0 else f"{name} {number}")
            (tmp_path / folder / f"{record_id}.yaml").write_text(head + text, encoding="utf-8")
        catalogue = Catalogue.open(tmp_path)
        report = check(catalogue)
        every = [*report.problems, *misplaced(catalogue, report.parsed)]
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in every if str(tmp_path) in problem.file]

    return found


def range_of(values: str) -> str:
    return f"claims:\n  range_max:\n    values:\n      - {{value: 500, unit: km, {values}}}\n{SOURCE}"


@pytest.mark.parametrize(
    ("values", "field", "wrong"),
    [
        ("as_of: 2019-01-01, made_public: 2019-08-01, claimant: russia, source: paper", "made_public", "comes after the source was read"),
        ("as_of: 2019-01-01, made_public: 2019-07-01, claimant: russia, source: paper", "made_public", "after its source was published"),
        (f"{DATES}, until: 2018-12-31", "until", "comes before as_of, found 2018-12-31; write a day from 2019-01-01 on"),
        ("as_of: 1919, made_public: 2019-01-02, claimant: russia, source: paper", "as_of", "is before anything on record here"),
    ],
)
def test_dates_that_cannot_follow_on_one_another_are_named(problems: Check, values: str, field: str, wrong: str) -> None:
    found = problems(("systems", "sparrow", "cruise-missile", range_of(values)))
    assert any(f"claims.range_max.0.{field}: " in problem and wrong in problem for problem in found), found


def test_only_a_figure_of_a_defence_is_said_for_kinds_of_target(problems: Check) -> None:
    range_words = range_of(f"{DATES}, against: [aircraft]")
    assert any(
        "range_max.0.against: says against what a figure" in each
        for each in problems(("systems", "sparrow", "cruise-missile", range_words))
    )
    reach = range_words.replace("range_max", "engagement_range")
    assert problems(("systems", "sparrow", "air-defence-system", reach)) == []
    wrong = problems(("systems", "sparrow", "air-defence-system", reach.replace("aircraft", "planes")))
    assert any("planes" in each and "aircraft" in each for each in wrong), wrong


def test_a_month_in_which_the_source_was_published_is_no_fault(problems: Check) -> None:
    month = "as_of: 2019, made_public: 2019-06, claimant: russia, source: paper"
    assert problems(("systems", "sparrow", "cruise-missile", range_of(month))) == []


def arsenal(parts: tuple[int, int], total: int, said: str) -> str:
    values = "".join(
        f"  {name}:\n    values:\n      - {{value: {number}, unit: warheads, {DATES}}}\n"
        for name, number in (("stockpile", total), ("deployed", parts[0]), ("reserve", parts[1]))
    )
    stated = f"adds_up:\n  - {{total: stockpile.1, parts: [deployed.1, reserve.1]{said}}}\n"
    return f"subject: russia\nclaims:\n{values}{stated}{SOURCE}"


@pytest.mark.parametrize(
    ("parts", "total", "said", "wrong"),
    [
        ((10, 20), 30, "", ""),
        ((10, 20), 33, "", "does not add up, found '30 against 33 warheads'"),
        ((10, 20), 33, ", within: 5", ""),
        ((10, 20), 33, ', mismatch: "Rounded by the author."', ""),
        ((10, 20), 30, ', mismatch: "Rounded by the author."', "is said although the numbers add up"),
    ],
)
def test_numbers_add_up_or_say_why_not(problems: Check, parts: tuple[int, int], total: int, said: str, wrong: str) -> None:
    found = problems(("arsenals", "made-up-warheads", "warheads", arsenal(parts, total, said)))
    assert (found == []) if not wrong else any(wrong.replace("'", "") in problem for problem in found), found


@given(first=st.integers(0, 5000), second=st.integers(0, 5000), error=st.integers(-50, 50))
def test_a_sum_is_accepted_exactly_when_the_error_is_within_what_is_said(first: int, second: int, error: int) -> None:
    from dualtrack.catalogue.check_claims import sum_places
    from dualtrack.catalogue.load import validate
    from dualtrack.catalogue.records import record_from
    from dualtrack.catalogue.yaml_file import parse

    total = max(first + second + error, 0)
    text = HEAD.format(id="made-up", kind="warheads", name="Made up") + arsenal((first, second), total, ", within: 10")
    record = record_from(validate(parse(text, "made-up.yaml"), "arsenals"), "arsenals", "made-up.yaml")
    assert (not list(sum_places(record))) == (abs(total - first - second) <= 10)


def test_a_sum_of_what_is_not_there_names_it(problems: Check) -> None:
    text = arsenal((1, 2), 3, "").replace("reserve.1]", "reserve.2]")
    found = problems(("arsenals", "made-up-warheads", "warheads", text))
    assert any("names no quantity of this record" in problem and "reserve.2" in problem for problem in found), found


@pytest.mark.parametrize("name", ["Iskander-M", "ISKANDER M", "iskander  m", "Ískander-M"])
def test_no_two_records_differ_in_accents_hyphens_or_capitals_alone(problems: Check, name: str) -> None:
    found = problems(("systems", "zz-sparrow", "cruise-missile", range_of(DATES)), name=name)
    assert any("is already a name of iskander-m" in problem for problem in found), found


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"), [(52.23, 21.01, ""), (54.71, 20.51, "lies in RUS, not in POL"), (0, 0, "the sea")]
)
def test_a_place_lies_in_the_country_it_names(problems: Check, latitude: float, longitude: float, wrong: str) -> None:
    place = f"place: {{name: Warsaw, country: POL, latitude: {latitude}, longitude: {longitude}}}\n"
    found = problems(("sensors", "made-up-radar", "ground-radar", place))
    assert (found == []) if not wrong else any(wrong in problem for problem in found), found


def test_sevastopol_is_in_ukraine_and_not_in_russia(problems: Check) -> None:
    for code, fits in (("UKR", True), ("RUS", False)):
        place = f"place: {{name: Sevastopol, country: {code}, latitude: 44.6, longitude: 33.52}}\n"
        assert (problems(("sensors", "made-up-radar", "ground-radar", place)) == []) is fits


def test_ids_in_new_fields_are_followed(problems: Check) -> None:
    text = "by: nato\nhosts: [estonia, atlantis]\nframework: lemuria\n"
    found = problems(("presence", "made-up-presence", "forward-presence", text))
    assert len(found) == 2
    assert any("hosts.1: names no record of actors, found 'atlantis'" in problem for problem in found), found
    assert any("framework: names no record of actors, found 'lemuria'" in problem for problem in found), found


PUBLISHED = "systems/ss-20 range_max: 5,100 km, as of 1987-12-08, public 1988, united-states, state-narrative"
NOW = "5,000 km, as of 1987-12-08, public 1988, united-states, state-narrative"
WAS = PUBLISHED.partition(": ")[2]


def correction(was: str, now: str) -> str:
    change = f'{{record: systems/ss-20, attribute: range_max, was: "{was}", now: "{now}"}}'
    return f"on: 2026-11-25\nreason: A slip in typing.\nchanges:\n  - {change}\n"


def test_a_published_claim_changes_only_with_a_correction(problems: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "published", lambda root: Counter([PUBLISHED]))
    changed = [problem for problem in check(Catalogue.open()).problems if problem.file == "systems/ss-20.yaml"]
    assert [problem.wrong for problem in changed] == ["was published otherwise, and no correction says why it changed"]
    assert WAS in changed[0].found
    assert problems(("corrections", "made-up-correction", "correction", correction(WAS, NOW))) == []


def test_a_published_record_does_not_vanish_without_a_correction(problems: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = "systems/a-missile range_max: 700 km, as of 2015, public 2015, russia, paper"
    monkeypatch.setattr(ledger, "published", lambda root: Counter([gone]))
    assert any(problem.wrong == "was published and is gone, and no correction says why" for problem in check(Catalogue.open()).problems)
    was = gone.partition(": ")[2]
    change = f'{{record: systems/a-missile, attribute: range_max, was: "{was}"}}'
    text = f"on: 2026-11-25\nreason: There is no such missile.\nchanges:\n  - {change}\n"
    assert problems(("corrections", "made-up-correction", "correction", text)) == []


def test_a_correction_can_be_taken_back_by_another(problems: Check) -> None:
    there, back = correction(NOW, WAS), correction(WAS, NOW)
    found = problems(("corrections", "made-up", "correction", there), ("corrections", "made-up-again", "correction", back))
    assert found == []


def test_a_dispute_of_claims_that_all_say_the_same_is_none(problems: Check) -> None:
    text = range_of(DATES).replace("  range_max:\n", "  range_max:\n    dispute: They quarrel.\n")
    found = problems(("systems", "sparrow", "cruise-missile", text))
    assert any("is said of claims that all say the same" in problem for problem in found), found


@pytest.mark.parametrize(("was", "now", "wrong"), [(WAS, "49 km, as of 2015", "is no claim as it stands"), (NOW, NOW, "still stands")])
def test_a_correction_fits_the_claims_as_they_stand(problems: Check, was: str, now: str, wrong: str) -> None:
    found = problems(("corrections", "made-up-correction", "correction", correction(was, now)))
    assert any(wrong in problem for problem in found), found
