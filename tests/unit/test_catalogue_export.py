"""The export: rows for a spreadsheet, records whole, and linked data that a reader of RDF can follow to agent, source and look-up."""

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, PROV, RDF, XSD
from small_world import shipped

from dualtrack.catalogue import Dates
from dualtrack.catalogue.export import COLUMNS, as_csv, as_plain
from dualtrack.catalogue.page import SHIPPED_PERSPECTIVES, Lens
from dualtrack.catalogue.provenance import as_linked_data
from dualtrack.cli import main

TERM = rdflib.Namespace("urn:dualtrack:term/")
WHOLE = Lens(Dates(), SHIPPED_PERSPECTIVES, dated=False)


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    """Every record as RDF."""
    found = rdflib.Graph()
    return found.parse(data=json.dumps(as_linked_data(shipped().records(), shipped(), WHOLE)), format="json-ld")


def test_a_row_a_claim_with_every_column() -> None:
    records = shipped().records("systems")
    rows = list(csv.DictReader(io.StringIO(as_csv(records, shipped(), WHOLE))))
    assert len(rows) == sum(len(record.claims) for record in records)
    assert tuple(rows[0]) == COLUMNS
    found = next(row for row in rows if row["claim"] == "iskander-m.range_max.1")
    assert (found["form"], found["low"], found["high"], found["unit"]) == ("at most", "", "500", "km")
    assert (found["claimant_name"], found["disputed"], found["checked"]) == ("TASS", "yes", "seen")


def test_no_cell_is_run_as_a_formula() -> None:
    rows = csv.reader(io.StringIO(as_csv(shipped().records(), shipped(), WHOLE)))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_records_whole_keep_their_disputes_and_the_fingerprint() -> None:
    plain = as_plain((shipped().record("9m729"),), shipped(), WHOLE)
    assert plain["fingerprint"] == shipped().fingerprint()
    assert any("dispute" in entry for entry in plain["records"][0]["attributes"])


def test_every_claim_leads_to_an_agent_and_to_a_source_or_an_assumption(graph: rdflib.Graph) -> None:
    claims = set(graph.subjects(RDF.type, TERM.Claim))
    assert len(claims) >= sum(len(record.claims) for record in shipped().records())
    agents = set(graph.subjects(RDF.type, PROV.Agent))
    sources = set(graph.subjects(RDF.type, TERM.Source))
    for claim in claims:
        attributed, source = graph.value(claim, PROV.wasAttributedTo), graph.value(claim, PROV.hadPrimarySource)
        if (claim, PROV.wasInvalidatedBy, None) in graph or (claim, PROV.wasRevisionOf, None) in graph:
            continue
        assert attributed in agents, claim
        source = source or graph.value(claim, PROV.wasDerivedFrom)
        assert source in sources or graph.value(claim, TERM.assumed), claim


def test_a_text_that_was_read_is_a_primary_source_and_the_look_up_has_its_day(graph: rdflib.Graph) -> None:
    for claim, source in graph.subject_objects(PROV.hadPrimarySource):
        assert str(graph.value(source, TERM.checked)) == "seen"
        looked = graph.value(claim, PROV.wasGeneratedBy)
        assert (looked, PROV.used, source) in graph
        day = graph.value(looked, DCTERMS.date)
        assert isinstance(day, rdflib.Literal)
        assert day.datatype == XSD.date


def test_a_dispute_is_a_collection_of_claims_of_its_subject(graph: rdflib.Graph) -> None:
    disputes = set(graph.subjects(RDF.type, TERM.Dispute))
    assert len(disputes) >= 90
    for dispute in disputes:
        members = list(graph.objects(dispute, PROV.hadMember))
        assert len(members) > 1
        assert {graph.value(member, DCTERMS.subject) for member in members} == {graph.value(dispute, DCTERMS.subject)}


def test_a_date_keeps_how_much_of_it_is_known(graph: rdflib.Graph) -> None:
    kinds = {value.datatype for value in graph.objects(None, TERM.asOf) if isinstance(value, rdflib.Literal)}
    assert kinds == {XSD.date, XSD.gYearMonth, XSD.gYear}


def test_only_what_had_been_public_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "export", "9m729", "--as-of", "2016-01-01"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert max(row["made_public"] for row in rows) < "2016-01-01"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "export", "--format", "jsonld", "iskander-m", "--out", str(tmp_path / "iskander.jsonld")]) == 0
    assert json.loads((tmp_path / "iskander.jsonld").read_text("utf-8"))["@graph"]
    assert main(["catalogue", "export", "--out", str(tmp_path / "nowhere" / "all.csv")]) == 2
    assert "write the path of a file in a folder that exists" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["iskander.jsonld"]


@pytest.mark.parametrize(("arguments", "remedy"), [(["--kind", "sytems"], "systems"), (["iskander-n"], "iskander-m")])
def test_a_name_that_is_none_is_met_with_the_nearest(arguments: list[str], remedy: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "export", *arguments]) == 2
    assert remedy in capsys.readouterr().err
