"""Room: catalogue. The records as linked data (JSON-LD) in the terms of W3C PROV: who said what, from which text, looked at when.

A claim is an entity attributed to its claimant and derived from its source (a primary source where the text itself was read); looking a
source up is an activity that used it; a dispute is a collection of claims; a correction makes one claim a revision of another.
Partial dates keep their own datatypes; `prov:generatedAtTime` would pretend to a time of day and is not used.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.page import Lens, is_stale
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, PartialDate, Quantity, Source
from dualtrack.facts.claim import differ

BASE = "urn:dualtrack:"
US = f"{BASE}agent/dualtrack"
CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dt": f"{BASE}term/",
}
AGENTS = {"person": "prov:Person", "unnamed": "prov:Person"}
DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def as_linked_data(records: Iterable[Record], catalogue: Catalogue, lens: Lens) -> dict[str, Any]:
    """A JSON-LD document: the records given, their visible claims, and the actors and sources these lead to."""
    chosen = list(records)
    spoke = {claim.claimant for record in chosen for claim in lens.shown(record.claims) if claim.claimant}
    actors = [catalogue.record(actor, "actors") for actor in sorted(spoke | {one.id for one in chosen if one.folder == "actors"})]
    graph = [{"@id": US, "@type": ["prov:Agent", "prov:Organization"], "rdfs:label": "The authors of dualtrack"}]
    graph += [_agent(actor) for actor in actors]
    for record in chosen:
        graph += _record(record, lens)
    return {"@context": CONTEXT, "@graph": graph}


def _iri(record: Record, part: str = "") -> str:
    return f"{BASE}{record.folder}/{record.id}{part}"


def _agent(actor: Record) -> dict[str, Any]:
    kind = AGENTS.get(actor.kind, "prov:Organization")
    return {"@id": f"{BASE}agent/{actor.id}", "@type": ["prov:Agent", kind], "rdfs:label": actor.name, "dcterms:description": actor.summary}


def _record(record: Record, lens: Lens) -> Iterator[dict[str, Any]]:
    shown = lens.shown(record.claims)
    cited = {claim.source for claim in shown}
    subject = {"@id": _iri(record), "@type": ["prov:Entity", "dt:Record"], "rdfs:label": record.name, "dcterms:description": record.summary}
    yield {**subject, "dt:kind": record.kind, "dcterms:alternative": list(record.names[1:])}
    for key, source in record.sources.items():
        if key in cited:
            yield from _source(record, key, source)
    for claim in shown:
        yield _claim(record, claim, lens)
    for attribute, text in record.dispute_texts.items():
        sides = [claim for claim in shown if claim.attribute == attribute]
        members = [{"@id": _claim_iri(record, claim)} for claim in sides]
        if differ(sides):
            more = len(sides) < len(record.of(attribute))
            dispute = {"@id": _iri(record, f"#dispute.{attribute}"), "@type": ["prov:Collection", "dt:Dispute"], "prov:hadMember": members}
            yield {**dispute, "dcterms:subject": {"@id": _iri(record)}, "dcterms:description": text, "dt:knowsMore": more}
    for number, change in enumerate(record.details.get("changes", ()), 1):
        yield from _correction(record, number, change)


def _source(record: Record, key: str, source: Source) -> Iterator[dict[str, Any]]:
    text = {
        "@id": _iri(record, f"#source.{key}"),
        "@type": ["prov:Entity", "dt:Source"],
        "dcterms:title": source.title,
        "dcterms:publisher": source.publisher,
        "dt:checked": source.checked.value,
    }
    found = {"dcterms:issued": _dated(source.published), "dcterms:license": source.licence, "dt:page": source.page, "dt:doi": source.doi}
    found |= {"dt:readIn": source.read_in, "rdfs:comment": source.note}
    found |= {"prov:atLocation": {"@id": source.url}} if source.url and " " not in source.url else {}
    yield {**text, **{term: value for term, value in found.items() if value}}
    if source.accessed:
        looked = {"@id": _iri(record, f"#lookup.{key}"), "@type": ["prov:Activity", "dt:LookUp"], "dcterms:date": _dated(source.accessed)}
        yield {**looked, "prov:used": {"@id": _iri(record, f"#source.{key}")}, "prov:wasAssociatedWith": {"@id": US}}


def _claim(record: Record, claim: Claim, lens: Lens) -> dict[str, Any]:
    source = record.sources.get(claim.source)
    made = {
        "@id": _claim_iri(record, claim),
        "@type": ["prov:Entity", "dt:Claim"],
        "rdfs:label": f"{record.name}: {ATTRIBUTES[record.folder][claim.attribute].title}: {claim.value}",
        "dcterms:subject": {"@id": _iri(record)},
        "dt:attribute": claim.attribute,
        "prov:wasAttributedTo": {"@id": f"{BASE}agent/{claim.claimant}" if claim.claimant else US},
        **_value(claim),
    }
    found: dict[str, Any] = {"dt:asOf": claim.as_of, "dt:until": claim.until, "dcterms:issued": claim.made_public}
    found = {term: _dated(str(day)) for term, day in found.items() if day}
    found |= {"dt:speaker": claim.speaker, "dt:assumed": claim.assumed, "rdfs:comment": claim.note, "dt:against": list(claim.against)}
    if source:
        term = "prov:hadPrimarySource" if source.checked.value == "seen" else "prov:wasDerivedFrom"
        found[term] = {"@id": _iri(record, f"#source.{claim.source}")}
        found["dt:checked"] = source.checked.value
        if source.accessed:
            found["prov:wasGeneratedBy"] = {"@id": _iri(record, f"#lookup.{claim.source}")}
    if is_stale(source, lens.fresh_from):
        found["dt:stale"] = True
    return {**made, **{term: value for term, value in found.items() if value}}


def _value(claim: Claim) -> dict[str, Any]:
    value = claim.value
    if not isinstance(value, Quantity):
        return {"dt:value": str(value)}
    ends = {"dt:low": value.low, "dt:high": value.high}
    return {"dt:value": str(value), "dt:form": value.form, "dt:unit": value.unit} | {
        k: end for k, end in ends.items() if math.isfinite(end)
    }


def _claim_iri(record: Record, claim: Claim) -> str:
    return _iri(record, f"#{claim.attribute}.{claim.number}")


def _dated(text: str) -> dict[str, str] | None:
    """A day, month or year with its own datatype."""
    return {"@value": str(PartialDate.parse(text)), "@type": DATATYPES[len(text)]} if text else None


def _correction(record: Record, number: int, change: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What a correction changed: the claim as it was, invalidated, and the claim as it is, its revision."""
    was = {"@id": _iri(record, f"#was.{number}"), "@type": ["prov:Entity", "dt:Claim"], "dt:value": change["was"]}
    subject = {"dcterms:subject": {"@id": f"{BASE}{change['record']}"}, "dt:attribute": change["attribute"]}
    activity = {
        "@id": _iri(record, "#correction"),
        "@type": ["prov:Activity", "dt:Correction"],
        "dcterms:date": _dated(record.details["on"]),
    }
    yield {**activity, "dcterms:description": record.details["reason"], "prov:wasAssociatedWith": {"@id": US}}
    yield {**was, **subject, "prov:wasInvalidatedBy": {"@id": activity["@id"]}}
    if change.get("now"):
        now = {"@id": _iri(record, f"#now.{number}"), "@type": ["prov:Entity", "dt:Claim"], "dt:value": change["now"], **subject}
        yield {**now, "prov:wasRevisionOf": {"@id": was["@id"]}, "prov:wasGeneratedBy": {"@id": activity["@id"]}}
