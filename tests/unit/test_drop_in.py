"""A new system, treaty, measure, model and output, each dropped into its one place, appear everywhere; no list is edited."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_world import run_of, write

import dualtrack.briefs
import dualtrack.models
from dualtrack import make_brief, open_catalogue, write_brief
from dualtrack.briefs import formats
from dualtrack.cli import main
from dualtrack.models.ports import models
from dualtrack.outline.document import Document, Section, lines_of
from dualtrack.runs.store import dataset

CLAIM = "as_of: 2019-01-01, made_public: 2019-01-01, claimant: russia, source: paper"
PAPER = "sources:\n  paper: {title: A paper, publisher: A publisher, checked: recalled}\n"
SYSTEM = f"""\
id: sparrow
kind: cruise-missile
names: {{official: Sparrow}}
summary: A made-up missile.
claims:
  flight_profile: {{values: [{{state: cruise, {CLAIM}}}]}}
  basing: {{values: [{{state: ground, {CLAIM}}}]}}
  range_max: {{values: [{{value: 900, unit: km, {CLAIM}}}]}}
{PAPER}"""
DEPLOYMENT = f"""\
id: sparrow-pskov
kind: deployment
names: {{official: Sparrow at Pskov}}
summary: A made-up garrison.
system: sparrow
operator: russia
place: {{name: Pskov, country: RUS, latitude: 57.82, longitude: 28.33}}
claims: {{present: {{values: [{{state: reported, {CLAIM}}}]}}}}
{PAPER}"""
TREATY = """\
id: cap
kind: treaty
names: {official: Cap on Cruise}
summary: A made-up treaty that caps the range of every missile.
reads: {covered: long-missile}
parties: [{actor: russia, from: 2000-01-01, source: text}]
events: [{event: in-force, on: 2000-01-01, source: text}]
provisions:
  - {id: long, article: Art. 1, kind: definition, title: long missile, says: Any missile beyond 300 km., checked: seen,
     source: text, defines: long-missile, when: {attribute: range_max, above: 300, unit: km}}
  - {id: ban, article: Art. 2, kind: obligation, title: no long missiles, says: Nobody has one., checked: seen, source: text,
     forbids: possession, when: {term: long-missile}}
sources:
  text: {title: Cap on Cruise, publisher: Nobody, checked: seen}
"""
MEASURE = """\
id: sparrows-out
kind: measure
names: {official: Sparrows leave}
summary: A made-up agreement by which the Sparrow goes.
track: arms-control
strand: arms-control
patch: [{remove: {operator: russia, systems: [sparrow]}}]
claims:
  cost: {values: [{low: 1, high: 2, unit: USD million, assumed: made up}]}
  delay: {values: [{low: 3, high: 4, unit: months, assumed: made up}]}
"""
MODEL = '''\
"""A made-up model."""
import numpy as np
from dualtrack.models.ports import Input, Model, Output


def answer(*, range_km):
    """Twice the range [km], [draw]. Valid for: nothing. References: none."""
    return {"twice_the_range": np.asarray(range_km) * 2}


MODEL = Model(
    name="doubling", title="Doubling", each="system", inputs=(Input("range_km", "system", "range_max", "km"),),
    outputs=(Output("twice_the_range", "Twice the range", "km", ("draw",), "lower", "It is twice the range.", "range_km"),),
    answer=answer, formula="Take it twice.", valid_for="Nothing at all.", references=("None.",),
)
'''
OUTPUT = '''\
"""A made-up output."""
SUFFIX = ".shout"


def render(document):
    """The title, loudly."""
    return document.title.upper().encode()
'''


@pytest.fixture
def dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of records, a model and an output, each in its one place."""
    for folder, name, text in (
        ("systems", "sparrow", SYSTEM),
        ("deployments", "sparrow-pskov", DEPLOYMENT),
        ("treaties", "cap", TREATY),
        ("measures", "sparrows-out", MEASURE),
    ):
        write(tmp_path / "records", folder, name, text)
    (tmp_path / "models" / "doubling").mkdir(parents=True)
    (tmp_path / "models" / "doubling" / "__init__.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "shout.py").write_text(OUTPUT, encoding="utf-8")
    monkeypatch.setattr(dualtrack.models, "__path__", [*dualtrack.models.__path__, str(tmp_path / "models")])
    monkeypatch.setattr(dualtrack.briefs, "__path__", [*dualtrack.briefs.__path__, str(tmp_path / "briefs")])
    models.cache_clear()
    yield tmp_path / "records"
    models.cache_clear()
    for name in ("dualtrack.models.doubling", "dualtrack.briefs.shout"):
        sys.modules.pop(name, None)


def words(document: Document) -> str:
    def of(section: Section) -> str:
        own = " ".join(inline.words for block in section.blocks for line in lines_of(block) for inline in line)
        return " ".join([section.title, own, *(of(inner) for inner in section.sections)])

    return " ".join(of(section) for section in document.sections)


def test_each_appears_everywhere(dropped: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "list", "--json", "--data", str(dropped)]) == 0
    listed = json.dumps(json.loads(capsys.readouterr().out))
    assert all(name in listed for name in ('"sparrow"', '"cap"', '"sparrows-out"', '"sparrow-pskov"'))

    catalogue = open_catalogue(dropped)
    options = [{"id": "leave", "name": "Let the Sparrows go", "measures": ["sparrows-out"]}]
    found = run_of(4, catalogue, systems=["sparrow"], treaties=["inf", "cap"], options=options, mentions=None)
    data = dataset(found)
    assert float(data["twice_the_range"].sel(option="hold", perspective="russia", system="sparrow")[0]) == 1800
    assert float(data["capitals_reached"].sel(option="hold", perspective="russia", system="sparrow")[0]) > 0
    assert float(data["capitals_reached"].sel(option="leave", perspective="russia", system="sparrow")[0]) == 0
    assert found.verdicts["russia", "sparrow", "cap"].outcome.value == "prohibited"
    assert found.verdicts["russia", "sparrow", "inf"].chain

    document = make_brief(found, catalogue)
    text = words(document)
    for expected in ("Sparrow", "Cap on Cruise", "Let the Sparrows go", "Sparrows leave", "Twice the range", "Doubling", "Nothing at all."):
        assert expected in text
    assert "shout" in formats()
    written = write_brief(document, found, tmp_path / "out", ["shout"])
    assert (tmp_path / "out" / "brief.shout").read_bytes() == document.title.upper().encode()
    assert tmp_path / "out" / "run.nc" in written
