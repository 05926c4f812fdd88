"""Room: catalogue. One record as plain data for reading: its claims on the dates asked, disputes, and what each perspective makes of it.

Only the record itself and the perspectives are parsed.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue, Dates
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, PartialDate, Source, Unknown
from dualtrack.facts.claim import differ
from dualtrack.facts.perspective import visible

STALE_AFTER_DAYS = 365
"""How long ago a source may last have been looked at before its claims are called stale."""

OTHER_PRESS = "press-other"
SHIPPED_PERSPECTIVES = ("nato", "russia", "independent")


@dataclass(frozen=True, slots=True)
class Lens:
    """How records are looked at: on which dates, through which perspectives; without a date given every claim is shown.

    Claims whose source was last looked at before `fresh_from` are labelled stale; None labels none.
    """

    dates: Dates
    perspectives: tuple[str, ...]
    dated: bool
    fresh_from: datetime.date | None = None

    def shown(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims to show, without an end that nobody could know by then."""
        if not self.dated:
            return tuple(claims)
        known_by = self.dates.known_by
        found = visible(claims, known_by, self.dates.holds_on)
        return tuple(replace(one, until=None) if one.until and known_by and one.until.latest() > known_by else one for one in found)

    def hidden(self, claims: Sequence[Claim]) -> tuple[int, int]:
        """How many claims were not yet public, and how many public ones do not hold on the day."""
        if not self.dated:
            return 0, 0
        public = visible(claims, self.dates.known_by, None)
        return len(claims) - len(public), len(public) - len(self.shown(claims))


def page(record: Record, catalogue: Catalogue, lens: Lens) -> dict[str, Any]:
    """A record as plain data, attribute by attribute."""
    later, not_holding = lens.hidden(record.claims)
    attributes = dict.fromkeys([*(claim.attribute for claim in record.claims), *record.unknowns])
    cited = {claim.source for claim in lens.shown(record.claims)} | _cited(record.details)
    return {
        "id": record.id,
        "folder": record.folder,
        "kind": record.kind,
        "name": record.name,
        "nato_name": record.nato_name,
        "aliases": list(record.aliases),
        "summary": record.summary,
        "known_by": str(lens.dates.known_by),
        "holds_on": str(lens.dates.holds_on),
        "attributes": [entry for name in attributes if (entry := _attribute(record, name, catalogue, lens))],
        "later_claims_hidden": later,
        "claims_not_holding_hidden": not_holding,
        "details": {key: value for key, value in record.details.items() if value != []},
        "sources": [source_plain(key, source) for key, source in record.sources.items() if key in cited],
    }


def _attribute(record: Record, name: str, catalogue: Catalogue, lens: Lens) -> dict[str, Any]:
    """One attribute as plain data; empty when nothing of it is to be shown."""
    claims = lens.shown(record.of(name))
    entry: dict[str, Any] = {"attribute": name, "title": ATTRIBUTES[record.folder][name].title}
    if name in record.unknowns:
        return {**entry, "unknown": record.unknowns[name], "claims": []}
    if not claims:
        return {}
    entry["claims"] = [claim_plain(claim, record, lens.fresh_from) for claim in claims]
    if name in record.dispute_texts and differ(claims):
        entry["dispute"] = record.dispute_texts[name]
        entry["dispute_knows_more"] = len(claims) < len(record.of(name))
    entry["perspectives"] = {view: made_of(record.id, name, view, catalogue, lens) for view in lens.perspectives}
    return entry


def made_of(record_id: str, attribute: str, perspective: str, catalogue: Catalogue, lens: Lens) -> dict[str, Any]:
    """What a perspective makes of an attribute on the dates: the value, the claims it takes."""
    found = catalogue.resolve(record_id, attribute, catalogue.perspective(perspective), lens.dates)
    if isinstance(found.value, Unknown):
        return {"value": None, "because": found.value.reason, "claims": [claim.id for claim in found.claims]}
    return {"value": str(found.value), "claims": [claim.id for claim in found.claims]}


def is_stale(source: Source | None, fresh_from: datetime.date | None) -> bool:
    """Whether a source was last looked at before a day; one without such a day was never looked at, and is marked as recalled."""
    if source is None or fresh_from is None or not source.accessed:
        return False
    return PartialDate.parse(source.accessed).latest() < fresh_from


def claim_plain(claim: Claim, record: Record, fresh_from: datetime.date | None = None) -> dict[str, Any]:
    """A claim in plain types with whether its source was read, and whether that is long ago."""
    source = record.sources.get(claim.source)
    plain = {
        "id": claim.id,
        "value": str(claim.value),
        "claimant": claim.claimant,
        "speaker": claim.speaker,
        "as_of": str(claim.as_of or ""),
        "until": str(claim.until or ""),
        "made_public": str(claim.made_public or ""),
        "source": claim.source,
        "checked": source.checked.value if source else "",
        "assumed": claim.assumed,
        "note": claim.note,
        "against": ", ".join(claim.against),
        "stale": is_stale(source, fresh_from),
    }
    return {key: value for key, value in plain.items() if value}


def claimant_name(claim: Claim, record: Record, catalogue: Catalogue) -> str:
    """Who makes a claim, by name; an outlet without a record of its own by the publisher of the source."""
    if claim.claimant == OTHER_PRESS:
        return record.sources[claim.source].publisher
    return catalogue.record(claim.claimant, "actors").name if claim.claimant else "assumed here"


def source_plain(key: str, source: Source) -> dict[str, str]:
    """A source in plain types, with the key by which its record cites it."""
    names = ("title", "publisher", "published", "accessed", "url", "doi", "page", "read_in", "licence", "note")
    texts = {name: getattr(source, name) for name in names}
    return {"id": key, **{name: text for name, text in texts.items() if text}, "checked": source.checked.value}


def _cited(node: Any) -> set[str]:
    """The sources that a record's own fields cite."""
    if isinstance(node, dict) or hasattr(node, "items"):
        own = {node["source"]} if isinstance(node.get("source"), str) else set()
        return own.union(*(_cited(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(_cited(item) for item in node))
    return set()


def checked_word(claim: dict[str, Any]) -> str:
    """Whether the source of a claim was read, or that it is assumed; `stale` when that is long ago."""
    return "assumed" if claim.get("assumed") else str(claim["checked"]) + (", stale" if claim.get("stale") else "")
