"""A saved run: labelled, coded, byte for byte the same for the same seed, and read back whole. And what options cost."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from small_world import DRAWS, SYSTEM, claim, frozen, run_of, shipped, small_run, write

from dualtrack.catalogue import Catalogue
from dualtrack.errors import QuestionError
from dualtrack.facts import Quantity, Unknown
from dualtrack.runs import Ending, store
from dualtrack.runs.binding import resolve_anyone
from dualtrack.runs.run import run
from dualtrack.runs.store import dataset, load, save

SPARROW_AT_PSKOV = """\
id: sparrow-pskov
kind: deployment
names: {official: Sparrow at Pskov}
summary: A made-up site for the tests.
system: sparrow
operator: russia
place: {name: Pskov, country: RUS, latitude: 57.82, longitude: 28.33}
claims:
  present: {values: [{state: reported, as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: paper}]}
sources:
  paper: {title: A paper, publisher: A publisher, checked: recalled}
"""
MEASURE = """\
id: fence
kind: measure
names: {official: A fence}
summary: A made-up measure for the tests.
track: deterrence
strand: presence
claims:
  cost: {values: [{value: 10, unit: COST, as_of: 2019-01-01, made_public: 2019-01-01, claimant: nato, source: paper}]}
  delay: {values: [{low: 2, high: 4, unit: months, as_of: 2019-01-01, made_public: 2019-01-01, claimant: nato, source: paper}]}
sources:
  paper: {title: A paper, publisher: A publisher, checked: recalled}
"""


def test_the_same_seed_gives_the_same_results_and_the_same_bytes(tmp_path: Path) -> None:
    again = run(frozen(), Catalogue.open(), 1, DRAWS)
    assert again is not small_run()
    xr.testing.assert_identical(dataset(small_run()), dataset(again))
    for name, found in (("one.nc", small_run()), ("two.nc", again)):
        save(found, tmp_path / name)
    assert (tmp_path / "one.nc").read_bytes() == (tmp_path / "two.nc").read_bytes()
    save(small_run(2), tmp_path / "other.nc")
    assert (tmp_path / "other.nc").read_bytes() != (tmp_path / "one.nc").read_bytes()


def test_a_saved_run_reads_back_as_it_was_from_its_file_or_its_folder(tmp_path: Path) -> None:
    save(small_run(), tmp_path / "run.nc")
    read = load(tmp_path)
    made = dataset(small_run())
    xr.testing.assert_identical(load(tmp_path / "run.nc"), read)
    assert set(read.variables) == set(made.variables)
    for name, variable in made.variables.items():
        assert read[name].dims == variable.dims, name
        if variable.dtype.kind == "f":
            np.testing.assert_array_equal(read[name].values, variable.values)
        else:
            assert (read[name].values.astype(str) == variable.values.astype(str)).all(), name
    assert read.attrs["run_record"] == made.attrs["run_record"]
    assert not list(tmp_path.glob("*.part"))


def test_every_answer_has_units_a_method_an_ending_and_a_step_beside_it() -> None:
    data = dataset(small_run())
    for question, output in small_run().outputs().items():
        variable = data[question]
        assert variable.attrs["units"] == output.unit
        assert variable.attrs["better"] == output.better
        endings, steps = data[f"{question}_ending"], data[f"{question}_step"]
        assert set(np.unique(endings.values)) <= set(endings.attrs["flag_values"])
        assert len(endings.attrs["flag_meanings"].split()) == len(endings.attrs["flag_values"])
        assert steps.dims == endings.dims


def test_a_value_that_is_missing_has_an_ending_that_says_why() -> None:
    data = dataset(small_run())
    valued = {ending.code for ending in Ending if ending.has_value}
    for question in small_run().outputs():
        outer = data[f"{question}_ending"].dims
        inner = [dim for dim in data[question].dims if dim not in outer]
        if "site" in inner:
            continue
        missing = data[question].isnull().all(inner) if inner else data[question].isnull()
        known = data[f"{question}_ending"].isin(list(valued))
        assert bool((missing == ~known).all()), question


def test_the_run_record_holds_what_is_needed_to_run_again_and_no_clock_time() -> None:
    record = json.loads(dataset(small_run()).attrs["run_record"])
    assert (record["seed"], record["draws"], record["known_by"]) == (1, DRAWS, "2020-02-11")
    assert record["catalogue"] == shipped().fingerprint()
    assert {step["key"] for step in record["steps"]} == set(small_run().steps)
    assert record["scenario"]["systems"] == ["9m729"]
    assert not {"time", "created", "date", "host", "user"} & set(record)


def test_verdicts_are_coded_with_their_meanings() -> None:
    data = dataset(small_run())
    meanings = data["verdict"].attrs["flag_meanings"].split()
    found = {
        view: meanings[int(data["verdict"].sel(perspective=view, system="9m729", treaty="inf"))]
        for view in ("nato", "russia", "independent")
    }
    assert found == {"nato": "prohibited", "russia": "not-covered", "independent": "prohibited"}
    coded = data["measure_verdict"]
    assert meanings[int(coded.sel(measure="new-nuclear-ground-launched-missiles", treaty="inf"))] == "no-treaty-in-force"
    assert "moratorium-2019" not in coded["measure"].values


def test_a_run_without_disputes_treaties_or_sites_can_be_saved(tmp_path: Path) -> None:
    bare = run_of(draws=2, systems=["kalibr"], treaties=None, options=None, as_of="2016-01-01")
    save(bare, tmp_path / "run.nc")
    read = load(tmp_path)
    assert "verdict" not in read
    assert set(np.unique(read["people_reached_ending"].values)) <= {Ending.NO_SITE.code, Ending.UNKNOWN.code}


def test_what_is_no_saved_run_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "run.nc").write_text("not a run")
    with pytest.raises(QuestionError, match=r"run\.nc: is no saved run; write the folder a brief was written to"):
        load(tmp_path)
    with pytest.raises(QuestionError, match="is no saved run"):
        load(tmp_path / "none.nc")
    xr.Dataset({"a": ("x", [1.0])}).to_netcdf(tmp_path / "other.nc", engine="h5netcdf")
    with pytest.raises(QuestionError, match="holds no run record"):
        load(tmp_path / "other.nc")


def test_a_failed_save_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(xr.Dataset, "to_netcdf", failing)
    with pytest.raises(OSError, match="disk full"):
        store.save(small_run(), tmp_path / "run.nc")
    assert list(tmp_path.iterdir()) == []


def with_measure(tmp_path: Path, unit: str) -> tuple[Ending, str]:
    write(tmp_path, "measures", "fence", MEASURE.replace("COST", unit))
    laid = Catalogue.open(tmp_path)
    found = run_of(4, laid, options=[{"id": "fence", "name": "A fence", "measures": ["fence"]}])
    cell = found.option_answers["fence"]["package_cost"]
    assert found.option_answers["hold"]["package_cost"].ending is Ending.VALUE
    return cell.ending, cell.because


def test_a_cost_in_dollars_is_a_number_and_one_in_euros_is_unknown_and_never_zero(tmp_path: Path) -> None:
    assert with_measure(tmp_path, "USD million") == (Ending.VALUE, "")
    ending, because = with_measure(tmp_path, "EUR million")
    assert ending is Ending.UNKNOWN
    assert because == "fence: unknown: nobody gave a figure with two ends in USD million"


def test_costs_of_several_voices_span_them_all_and_none_is_preferred() -> None:
    def cost(value: float, claimant: str, as_of: str = "2019-01-01", unit: str = "USD million") -> object:
        return claim(Quantity.exactly(value, unit), claimant, as_of)

    found = resolve_anyone([cost(10, "aa"), cost(30, "bb"), cost(5, "aa", "2020-01-01"), cost(1, "cc", unit="EUR million")], "USD million")  # type: ignore[list-item]
    assert found.value == Quantity.between(5, 30, "USD million")
    assert {used.claimant for used in found.claims} == {"aa", "bb"}
    guess = claim(Quantity.exactly(7, "USD million"), "", assumed="a guess")
    assert resolve_anyone([guess], "USD million").value == guess.value
    assert resolve_anyone([guess, cost(10, "aa")], "USD million").value == Quantity.exactly(10, "USD million")  # type: ignore[list-item]
    assert isinstance(resolve_anyone([], "USD million").value, Unknown)


def test_an_option_costs_what_its_measures_cost_together_and_takes_as_long_as_the_slowest() -> None:
    both = small_run().option_answers["defence"]
    alone = run_of(
        options=[{"id": name, "name": name, "measures": [name]} for name in ("patriot-batteries", "nasams-batteries")]
    ).option_answers
    costs = [alone[name]["package_cost"].array for name in ("patriot-batteries", "nasams-batteries")]
    delays = [alone[name]["package_delay"].array for name in ("patriot-batteries", "nasams-batteries")]
    np.testing.assert_allclose(both["package_cost"].array, costs[0] + costs[1])  # type: ignore[operator]
    np.testing.assert_array_equal(both["package_delay"].array, np.maximum(delays[0], delays[1]))  # type: ignore[arg-type]
    assert (small_run().option_answers["hold"]["package_cost"].array == 0).all()  # type: ignore[union-attr]


def test_rings_stand_at_their_own_sites_also_where_an_option_removes_some_and_two_systems_have_some(tmp_path: Path) -> None:
    write(tmp_path, "systems", "sparrow", SYSTEM)
    write(tmp_path, "deployments", "sparrow-pskov", SPARROW_AT_PSKOV)
    laid = Catalogue.open(tmp_path)
    found = run_of(2, laid, systems=["9m729", "sparrow"])
    rings = dataset(found)["ring_latitude"].isel(bound=0).sel(perspective="independent")
    centres = rings.mean("point")

    def known(option: str, system: str) -> set[str]:
        chosen = centres.sel(option=option, system=system)
        return set(chosen.site.values[~np.isnan(chosen.values)].tolist())

    assert known("hold", "9m729") == {"9m729-kamyshlov", "9m729-kapustin-yar", "9m729-mozdok", "9m729-shuya"}
    assert known("moratorium", "9m729") == {"9m729-kamyshlov"}
    assert float(centres.sel(option="moratorium", system="9m729", site="9m729-kamyshlov")) == pytest.approx(
        float(centres.sel(option="hold", system="9m729", site="9m729-kamyshlov"))
    )
    russian = dataset(found)["ring_latitude"].isel(bound=0).sel(perspective="russia", option="hold", system="sparrow")
    assert not np.isnan(russian.sel(site="sparrow-pskov").values).any()
    assert np.isnan(russian.sel(site="9m729-shuya").values).all()
