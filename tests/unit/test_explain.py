"""`explain`: the chain of one number of a saved run is computed again, compared and traced to claims; wrong names are named."""

import datetime
from pathlib import Path

import numpy as np
import pytest

import dualtrack
from dualtrack.catalogue import Catalogue
from dualtrack.errors import QuestionError, UnknownName
from dualtrack.runs import store
from dualtrack.runs.explain import explain_answer
from dualtrack.runs.run import Run
from dualtrack.runs.saved import Asked

SCENARIO = "brussels-2020"
DRAWS = 20


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return dualtrack.open_catalogue()


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> Run:
    return dualtrack.run_scenario(dualtrack.load_scenario(SCENARIO, catalogue), catalogue, seed=3, draws=DRAWS)


@pytest.fixture(scope="module")
def folder(made: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run")
    store.save(made, path / "run.nc")
    return path


def test_a_number_leads_to_its_claims(folder: Path, made: Run, catalogue: Catalogue) -> None:
    chain = explain_answer(folder, "capitals-reached", Asked(perspective="russia"), catalogue)
    cell = made.system_answers["hold", "russia", "9m729"]["capitals_reached"]
    assert cell.array is not None
    assert chain["agrees"] is True
    assert (chain["seed"], chain["draws"], chain["step"]) == (3, DRAWS, cell.step)
    assert chain["result"]["middle"] == float(np.median(cell.array))
    ranges = next(entry for entry in chain["inputs"] if entry["input"] == "range_km")
    assert [claim["claimant"] for claim in ranges["claims"]] == ["russia"]
    assert ranges["claims"][0]["source"]["checked"] in ("seen", "secondhand", "recalled")
    assert ranges["set_aside"]
    assert ranges["dispute"] in chain["disputed"]
    assert chain["model"]["formula"]
    assert chain["model"]["valid_for"]


def test_a_nested_answer_has_its_own_chain(folder: Path, catalogue: Catalogue) -> None:
    chain = explain_answer(folder, "cruise_flight_time", Asked(perspective="nato", place="Paris"), catalogue)
    assert chain["place"]["code"] == "FRA"
    inner = next(entry for entry in chain["inputs"] if entry["from"] == "question")["answer"]
    assert inner["question"] == "capital_distance"
    assert inner["place"]["capital"] == "Paris"
    assert 1000 < inner["result"]["middle"] < 5000
    assert chain["label"]["label"] == "assumed"
    assert chain["label"]["because"].startswith("speed")


def test_places_by_code_name_and_capital(folder: Path, catalogue: Catalogue) -> None:
    found = [explain_answer(folder, "capital-reached", Asked(place=place), catalogue) for place in ("DEU", "germany", "Berlin")]
    assert found[0]["result"] == found[1]["result"] == found[2]["result"]
    every = explain_answer(folder, "capital-reached", Asked(), catalogue)
    assert {"DEU", "FRA", "POL"} <= {entry["place"]["code"] for entry in every["results"]}


def test_an_option_and_a_disputed_claim(folder: Path, made: Run, catalogue: Catalogue) -> None:
    cost = explain_answer(folder, "package-cost", Asked(option="both-tracks"), catalogue)
    assert "perspective" not in cost
    assert cost["result"]["middle"] > 0
    claim = next(iter(made.claims))
    taken = explain_answer(folder, "capitals-reached", Asked(perspective=claim), catalogue)
    ranges = next(entry for entry in taken["inputs"] if entry["input"] == "range_km")
    assert [found["id"] for found in ranges["claims"]] == [claim]
    with pytest.raises(QuestionError, match="leave --option out"):
        explain_answer(folder, "capitals-reached", Asked(option="both-tracks", perspective=claim), catalogue)


def test_an_answer_without_a_number_says_why(folder: Path, catalogue: Catalogue) -> None:
    chain = explain_answer(folder, "ballistic-flight-time", Asked(perspective="russia"), catalogue)
    assert chain["result"]["ending"] == "not modelled for this flight profile"
    assert chain["applies"]["words"] == "cruise"
    assert chain["step"] == ""


def test_a_verdict_leads_to_its_articles(folder: Path, catalogue: Catalogue) -> None:
    ours = explain_answer(folder, "verdict", Asked(perspective="nato"), catalogue)
    theirs = explain_answer(folder, "verdict:inf", Asked(perspective="russia"), catalogue)
    assert (ours["result"]["conduct"], theirs["result"]["conduct"]) == ("prohibited", "not-covered")
    assert ours["question"] == theirs["question"] == "verdict:inf"
    assert all(finding["article"] and finding["because"] for finding in ours["result"]["chain"])


@pytest.mark.parametrize(
    ("question", "asked", "named"),
    [
        ("capitals-reachd", Asked(), "capitals_reached"),
        ("verdict:inv", Asked(), "inf"),
        ("capitals-reached", Asked(option="both-track"), "both-tracks"),
        ("capitals-reached", Asked(perspective="natto"), "nato"),
        ("capitals-reached", Asked(system="9m728"), "9m729"),
        ("capital-reached", Asked(place="Pariss"), "Paris"),
        ("capitals-reached", Asked(place="Paris"), "leave --place out"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(question: str, asked: Asked, named: str, folder: Path, catalogue: Catalogue) -> None:
    with pytest.raises((QuestionError, UnknownName), match=named):
        explain_answer(folder, question, asked, catalogue)


def test_changed_records_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "perspectives").mkdir()
    text = "id: mine\nkind: perspective\nnames: {official: Mine}\nsummary: Mine.\nclaimants: [russia]\n"
    (tmp_path / "perspectives" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(QuestionError, match="the records have changed since this run"):
        explain_answer(folder, "capitals-reached", Asked(), dualtrack.open_catalogue(tmp_path))


def test_a_stored_number_that_was_changed_is_found_out(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    data = store.load(folder)
    data["capitals_reached"][:] = data["capitals_reached"] + 1
    data.to_netcdf(tmp_path / "run.nc", engine="h5netcdf")
    with pytest.raises(QuestionError, match="comes out differently"):
        explain_answer(tmp_path, "capitals-reached", Asked(perspective="russia"), catalogue)


def test_what_is_no_run_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(QuestionError, match="is no saved run"):
        explain_answer(tmp_path, "capitals-reached", Asked(), catalogue)
    (tmp_path / "run.nc").write_text(str(datetime.date(2020, 2, 11)), encoding="utf-8")
    with pytest.raises(QuestionError, match="is no saved run"):
        explain_answer(tmp_path / "run.nc", "capitals-reached", Asked(), catalogue)
