"""The catalogue: a user's folder over the shipped one, names, dates, the cache that cannot be stale, and the check of a whole folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_world import SYSTEM, day, shipped, write

from dualtrack.catalogue import Catalogue, Dates, catalogue, check, snapshot
from dualtrack.errors import RecordError, UnknownName, UserError
from dualtrack.facts import Quantity, Unknown

SHIPPED_ACTORS = catalogue.SHIPPED / "actors"
RUSSIA_480 = Quantity.exactly(480, "km")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files parsed since the start of the test."""
    names: list[str] = []

    def counting(path: Path, folder: str, name: str) -> dict[str, Any]:
        names.append(path.name)
        return original(path, folder, name)

    original = catalogue.load_record
    monkeypatch.setattr(catalogue, "load_record", counting)
    return names


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Path:
    """A data folder of our own in the place of the shipped one, so that nothing else is parsed."""
    root = tmp_path / "data"
    write(root, "systems", "sparrow", SYSTEM)
    monkeypatch.setattr(catalogue, "SHIPPED", root)
    return root


def test_one_record_is_parsed_when_one_is_asked_for(parsed: list[str], cache: Path) -> None:
    record = Catalogue.open().record("9m729")
    assert (record.name, parsed) == ("9M729", ["9m729.yaml"])
    assert not cache.exists()


@pytest.mark.parametrize("name", ["9m729", "9M729", "SSC-8", "ssc-8", "9М729", "SSC-8 Screwdriver"])
def test_a_record_answers_to_all_its_names(name: str) -> None:
    assert shipped().record(name).id == "9m729"
    assert shipped().record(name, "systems").id == "9m729"


def test_a_misspelt_name_gets_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"no system is called '9m792'; did you mean '9m729'"):
        shipped().record("9m792", "systems")
    with pytest.raises(UnknownName, match="no treaty is called 'start'"):
        shipped().record("start", "treaties")
    with pytest.raises(UnknownName, match=r"no attribute of systems is called 'rang_max'; did you mean 'range_max'"):
        shipped().record("9m729").of("rang_max")


def test_a_users_record_is_added_and_one_of_the_same_id_replaces_the_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "systems", "sparrow", SYSTEM)
    replaced = SYSTEM.replace("id: sparrow", "id: 9m729").replace("Sparrow", "Our 9M729").replace("SS-X-99", "SSC-8")
    write(tmp_path, "systems", "9m729", replaced)
    laid = Catalogue.open(tmp_path)
    assert laid.record("sparrow").name == "Sparrow"
    assert laid.record("SSC-8").name == "Our 9M729"
    assert laid.record("kalibr").id == "kalibr"
    assert len(laid.records("systems")) == len(shipped().records("systems")) + 1
    assert laid.record("sparrow").file == str(tmp_path / "systems" / "sparrow.yaml")
    assert laid.record("kalibr").file == "systems/kalibr.yaml"


@pytest.mark.parametrize(("make", "said"), [(False, "is no folder of records"), (True, "holds no records")])
def test_a_folder_that_holds_no_records_is_refused(tmp_path: Path, make: bool, said: str) -> None:
    folder = tmp_path / "other"
    if make:
        (folder / "photos").mkdir(parents=True)
    with pytest.raises(UserError, match=said):
        Catalogue.open(folder)


def test_an_unknown_in_the_record_keeps_its_reason(tmp_path: Path) -> None:
    write(tmp_path, "systems", "sparrow", SYSTEM.replace("claims:", "claims:\n  stock: {unknown: No public figure found.}"))
    laid = Catalogue.open(tmp_path)
    found = laid.resolve("sparrow", "stock", laid.perspective("russia"), Dates())
    assert found.value == Unknown("No public figure found.")


def test_the_two_dates_of_a_question_are_kept_apart() -> None:
    russia = shipped().perspective("russia")
    before, after = day("2019-01-10"), day("2019-02-01")
    assert not shipped().resolve("9m729", "range_max", russia, Dates(before, after)).is_known
    assert not shipped().resolve("9m729", "range_max", russia, Dates(after, before)).is_known
    assert shipped().resolve("9m729", "range_max", russia, Dates(after, after)).value == RUSSIA_480


def test_a_changed_file_gives_a_new_fingerprint_and_a_new_answer(only: Path, parsed: list[str]) -> None:
    first = Catalogue.open()
    before = first.fingerprint()
    assert [claim.value for claim in first.records()[0].of("range_max")] == [Quantity.exactly(900, "km")]
    again = Catalogue.open()
    assert again.fingerprint() == before
    assert again.records()[0].claims == first.records()[0].claims
    assert parsed == ["sparrow.yaml"], "the second time the answer came from the cache"

    write(only, "systems", "sparrow", SYSTEM.replace("900", "901"))
    changed = Catalogue.open()
    assert changed.fingerprint() != before
    assert [claim.value for claim in changed.records()[0].of("range_max")] == [Quantity.exactly(901, "km")]


def test_a_renamed_or_moved_record_changes_the_fingerprint(only: Path) -> None:
    first = Catalogue.open().fingerprint()
    (only / "systems" / "sparrow.yaml").rename(only / "systems" / "swallow.yaml")
    assert Catalogue.open().fingerprint() != first


def test_a_file_changed_while_it_is_parsed_is_not_cached(only: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = catalogue.load_record

    def slow(path: Path, folder: str, name: str) -> dict[str, Any]:
        found = original(path, folder, name)
        write(only, "systems", "sparrow", SYSTEM.replace("900", "901"))
        return found

    monkeypatch.setattr(catalogue, "load_record", slow)
    Catalogue.open().records()
    monkeypatch.setattr(catalogue, "load_record", original)
    assert Catalogue.open().records()[0].of("range_max")[0].value == Quantity.exactly(901, "km")


@pytest.mark.parametrize("content", ["", "{", "null", "[]", "{}", "\x00"])
def test_a_damaged_cache_is_read_past(only: Path, cache: Path, content: str) -> None:
    Catalogue.open().records()
    (file,) = cache.rglob("catalogue-*.json")
    file.write_text(content)
    assert Catalogue.open().records()[0].id == "sparrow"


def test_only_a_few_caches_are_kept_and_none_half_written(only: Path, cache: Path) -> None:
    for number in range(snapshot.KEPT + 3):
        write(only, "systems", "sparrow", SYSTEM.replace("900", str(1000 + number)))
        Catalogue.open().records()
    files = list(cache.rglob("*.*"))
    assert len(files) == snapshot.KEPT
    assert all(json.loads(file.read_text())["systems/sparrow"]["id"] == "sparrow" for file in files)


def test_a_cache_that_cannot_be_written_is_no_error(only: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert Catalogue.open().records()[0].id == "sparrow"


def test_broken_files_are_all_reported_and_nothing_is_cached(only: Path, cache: Path) -> None:
    broken = write(only, "systems", "crow", "id: crow\nid: crow\n")
    write(only, "actors", "nobody", SYSTEM)
    for _ in range(2):
        with pytest.raises(RecordError) as caught:
            Catalogue.open().records()
        files = {problem.file for problem in caught.value.problems}
        assert files == {"systems/crow.yaml", "actors/nobody.yaml"}
    assert not list(cache.rglob("*.json"))
    broken.unlink()
    (only / "actors" / "nobody.yaml").unlink()
    assert [record.id for record in Catalogue.open().records()] == ["sparrow"]


def test_a_broken_file_does_not_hide_the_good_one_that_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, "systems", "crow", "id: [\n")
    laid = Catalogue.open(tmp_path)
    assert laid.record("9m729").id == "9m729"
    with pytest.raises(RecordError, match=str(path)):
        laid.record("crow")


def test_a_record_whose_id_is_not_its_file_name_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "systems", "crow", SYSTEM)
    with pytest.raises(RecordError) as caught:
        Catalogue.open(tmp_path).record("crow")
    assert str(caught.value) == f"{path}:1: id: differs from the file's name, found 'sparrow'; write 'crow'"


def test_one_more_record_needs_no_file(tmp_path: Path) -> None:
    write(tmp_path, "systems", "sparrow", SYSTEM)
    sparrow = Catalogue.open(tmp_path).record("sparrow")
    (tmp_path / "systems" / "sparrow.yaml").unlink()
    more = Catalogue.open().add(sparrow)
    assert more.record("SS-X-99") == sparrow
    assert sparrow in more.records("systems")
    assert not Catalogue.open().has("sparrow")


@pytest.fixture
def two_states(only: Path) -> Path:
    """The data folder of our own with the two shipped actors that the claims below need."""
    for actor in ("russia", "united-states"):
        write(only, "actors", actor, SHIPPED_ACTORS.joinpath(f"{actor}.yaml").read_text(encoding="utf-8"))
    return only


def test_values_that_disagree_without_a_dispute_fail_the_check(two_states: Path) -> None:
    other = "{value: 1200, unit: km, as_of: 2019-02-01, made_public: 2019-02-01, claimant: united-states, source: paper}"
    disagreeing = SYSTEM.replace("source: paper}]}\nsources", f"source: paper}}, {other}]}}\nsources")
    write(two_states, "systems", "sparrow", disagreeing)
    (problem,) = check(Catalogue.open()).problems
    assert (problem.file, problem.field) == ("systems/sparrow.yaml", "claims.range_max")
    assert "cannot all be true" in str(problem)
    write(two_states, "systems", "sparrow", disagreeing.replace("range_max: {", 'range_max: {dispute: "They speak of two versions.", '))
    report = check(Catalogue.open())
    assert (report.problems, report.records, report.disputes, report.recalled) == ((), 3, 1, 3)


def test_one_claimant_who_changes_his_word_later_needs_no_dispute(two_states: Path) -> None:
    later = "{value: 1200, unit: km, as_of: 2019-02-01, made_public: 2019-02-01, claimant: russia, source: paper}"
    text = SYSTEM.replace("source: paper}]}\nsources", f"source: paper}}, {later}]}}\nsources")
    write(two_states, "systems", "sparrow", text)
    assert check(Catalogue.open()).problems == ()
    write(two_states, "systems", "sparrow", text.replace("as_of: 2019-02-01", "as_of: 2019-01-01"))
    assert len(check(Catalogue.open()).problems) == 1


def test_ids_that_lead_nowhere_and_names_taken_twice_fail_the_check(two_states: Path) -> None:
    write(two_states, "systems", "crow", SYSTEM.replace("id: sparrow", "id: crow").replace("claimant: russia", "claimant: rusia"))
    found = [str(problem) for problem in check(Catalogue.open()).problems]
    assert "systems/crow.yaml:7: claims.range_max.0.claimant: names no record of actors, found 'rusia'; write russia" in found
    assert "systems/sparrow.yaml:3: names: 'SS-X-99' is already a name of crow; write a name of its own" in found
