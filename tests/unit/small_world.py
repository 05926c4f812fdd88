"""A small world for the tests of facts, catalogue, scenarios, runs, comparison and outline: few draws, one system, four options.

Plain functions; what is costly is made once for a test process.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.load import validate
from dualtrack.catalogue.records import record_from
from dualtrack.catalogue.yaml_file import YamlFile
from dualtrack.facts import Claim, PartialDate, Perspective, Value
from dualtrack.runs import Run, run
from dualtrack.scenarios import Scenario, freeze

DRAWS = 16
PLAIN: dict[str, Any] = {
    "id": "small",
    "kind": "scenario",
    "names": {"official": "A small scenario"},
    "summary": "One system, three perspectives, four options.",
    "as_of": "2020-02-11",
    "alliance": "nato",
    "operator": "russia",
    "systems": ["9m729"],
    "treaties": ["inf"],
    "options": [
        {"id": "moratorium", "name": "Moratorium as proposed", "measures": ["moratorium-2019"]},
        {"id": "defence", "name": "Air and missile defence", "measures": ["patriot-batteries", "nasams-batteries"]},
        {
            "id": "nuclear",
            "name": "New nuclear land-based missiles",
            "measures": ["new-nuclear-ground-launched-missiles"],
            "status": "ruled-out",
            "by": "nato",
            "on": "2020-02-11",
        },
    ],
    "mentions": [{"record": "ukraine", "spans": [{"start": 0, "end": 7, "text": "Ukraine"}]}],
}

SYSTEM = """\
id: sparrow
kind: cruise-missile
names: {official: Sparrow, nato: SS-X-99}
summary: A made-up missile for the tests.
claims:
  flight_profile: {values: [{state: cruise, as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: paper}]}
  range_max: {values: [{value: 900, unit: km, as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: paper}]}
sources:
  paper: {title: A paper, publisher: A publisher, checked: recalled}
"""


@cache
def shipped() -> Catalogue:
    """The shipped records, opened once."""
    return Catalogue.open()


def scenario_record(**changes: Any) -> Record:
    """The small scenario as a record, with some fields written otherwise (None leaves a field out)."""
    plain = {key: value for key, value in {**PLAIN, **changes}.items() if value is not None}
    return record_from(validate(YamlFile("small.yaml", plain, {}), "scenarios"), "scenarios", "small.yaml")


def frozen(catalogue: Catalogue | None = None, **changes: Any) -> Scenario:
    """The small scenario frozen at its dates."""
    return freeze(scenario_record(**changes), catalogue or shipped())


@cache
def small_run(seed: int = 1, draws: int = DRAWS) -> Run:
    """The small scenario run once for each seed and number of draws."""
    return run(frozen(), shipped(), seed, draws)


def run_of(draws: int = DRAWS, catalogue: Catalogue | None = None, **changes: Any) -> Run:
    """A run of the small scenario with some fields written otherwise."""
    return run(frozen(catalogue, **changes), catalogue or shipped(), 1, draws)


def write(root: Path, folder: str, name: str, text: str) -> Path:
    """A record file in a user's folder of the shape of `data/`."""
    path = root / folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def day(text: str) -> datetime.date:
    """A day from text."""
    return datetime.date.fromisoformat(text)


def claim(value: Value, claimant: str = "aa", as_of: str = "2019-01-01", **changes: Any) -> Claim:
    """A claim about the range of a made-up system; `made_public` defaults to `as_of`."""
    dates = {"made_public": as_of, **{key: changes.pop(key) for key in ("made_public", "until") if key in changes}}
    parsed = {key: PartialDate.parse(text) for key, text in dates.items()}
    return Claim("x", "range_max", value, PartialDate.parse(as_of), claimant=claimant, **parsed, **changes)


def view(*claimants: str) -> Perspective:
    """A perspective of some claimants."""
    return Perspective("view", "View", claimants)
