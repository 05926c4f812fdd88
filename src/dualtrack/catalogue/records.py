"""Room: catalogue. A record as the rest of the project sees it: frozen, in plain types and facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.errors import UnknownName
from dualtrack.facts import Checked, Claim, Dispute, PartialDate, Quantity, Source, State, Unknown, Value
from dualtrack.facts.perspective import compatible

_SHARED = ("id", "kind", "names", "summary", "claims", "sources")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its names, claims and sources as facts; `details` holds what only its kind has, in plain types."""

    id: str
    kind: str
    folder: str
    name: str
    nato_name: str
    aliases: tuple[str, ...]
    summary: str
    claims: tuple[Claim, ...]
    dispute_texts: Mapping[str, str]
    unknowns: Mapping[str, str]
    sources: Mapping[str, Source]
    details: Mapping[str, Any]
    file: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it answers to, the official one first."""
        return tuple(dict.fromkeys(name for name in (self.name, self.nato_name, *self.aliases) if name))

    def of(self, attribute: str) -> tuple[Claim, ...]:
        """Its claims about one attribute; raises UnknownName for an attribute its folder does not have."""
        if attribute not in ATTRIBUTES[self.folder]:
            raise UnknownName(f"attribute of {self.folder}", attribute, ATTRIBUTES[self.folder])
        return tuple(claim for claim in self.claims if claim.attribute == attribute)

    def disputes(self) -> tuple[Dispute, ...]:
        """Its disputes, in the order of the record."""
        return tuple(Dispute(self.id, attribute, text, self.of(attribute)) for attribute, text in self.dispute_texts.items())

    def undisputed_conflicts(self) -> tuple[str, ...]:
        """Attributes whose claims cannot all hold and that have no dispute in words."""
        return tuple(attribute for attribute in dict.fromkeys(claim.attribute for claim in self.claims) if self._conflicts(attribute))

    def _conflicts(self, attribute: str) -> bool:
        if attribute in self.dispute_texts or not ATTRIBUTES[self.folder][attribute].exclusive:
            return False
        latest: dict[str, Claim] = {}
        ties: list[tuple[Claim, Claim]] = []
        for claim in self.of(attribute):
            before = latest.get(claim.claimant)
            if before and str(before.as_of) == str(claim.as_of):
                ties.append((before, claim))
            if before is None or str(before.as_of) <= str(claim.as_of):
                latest[claim.claimant] = claim
        pairs = [*ties, *combinations((claim for claim in latest.values() if not claim.assumed), 2)]
        return any(not compatible(first.value, second.value) and not _one_ended(first, second) for first, second in pairs)


def _one_ended(first: Claim, second: Claim) -> bool:
    """Whether one claim is said to have ceased to hold by the time the other began to."""
    return any(
        before.until is not None and after.as_of is not None and before.until.earliest() <= after.as_of.earliest()
        for before, after in ((first, second), (second, first))
    )


def record_from(data: Mapping[str, Any], folder: str, file: str) -> Record:
    """A record from validated plain data."""
    names = data["names"]
    claims: list[Claim] = []
    disputes: dict[str, str] = {}
    unknowns: dict[str, str] = {}
    for attribute, fields in data["claims"].items():
        if fields.get("dispute"):
            disputes[attribute] = fields["dispute"]
        if fields.get("unknown"):
            unknowns[attribute] = fields["unknown"]
        claims.extend(claim_from(item, data["id"], attribute, number) for number, item in enumerate(fields.get("values", ()), 1))
    return Record(
        id=data["id"],
        kind=data["kind"],
        folder=folder,
        name=names["official"],
        nato_name=names.get("nato") or "",
        aliases=tuple(names.get("aliases", ())),
        summary=data["summary"],
        claims=tuple(claims),
        dispute_texts=MappingProxyType(disputes),
        unknowns=MappingProxyType(unknowns),
        sources=MappingProxyType({key: source_from(data["id"], key, fields) for key, fields in data["sources"].items()}),
        details=MappingProxyType({key: value for key, value in data.items() if key not in _SHARED}),
        file=file,
    )


def source_from(record_id: str, key: str, fields: Mapping[str, Any]) -> Source:
    """A source from validated plain data; two records may use one key for different sources, so its id names the record."""
    texts = {name: str(value) for name, value in fields.items() if name != "checked" and value is not None}
    return Source(id=f"{record_id}.{key}", checked=Checked(fields["checked"]), **texts)


def claim_from(item: Mapping[str, Any], subject: str, attribute: str, number: int) -> Claim:
    """A claim from validated plain data."""

    def date(key: str) -> PartialDate | None:
        return PartialDate.parse(item[key]) if item.get(key) else None

    return Claim(
        subject=subject,
        attribute=attribute,
        value=value_from(item),
        as_of=date("as_of"),
        made_public=date("made_public"),
        until=date("until"),
        claimant=item.get("claimant") or "",
        source=item.get("source") or "",
        speaker=item.get("speaker") or "",
        assumed=item.get("assumed") or "",
        note=item.get("note") or "",
        against=tuple(item.get("against") or ()),
        number=number,
    )


def value_from(item: Mapping[str, Any]) -> Value:
    """The value of a claim from validated plain data."""
    unit = item.get("unit") or ""
    if item.get("value") is not None:
        return Quantity.exactly(item["value"], unit)
    if item.get("low") is not None:
        return Quantity.between(item["low"], item["high"], unit)
    for key, closed in (("above", False), ("at_least", True)):
        if item.get(key) is not None:
            return Quantity.above(item[key], unit, closed)
    for key, closed in (("below", False), ("at_most", True)):
        if item.get(key) is not None:
            return Quantity.below(item[key], unit, closed)
    text = item.get("state") or item.get("date")
    return State(text) if text else Unknown("the record gives no value")
