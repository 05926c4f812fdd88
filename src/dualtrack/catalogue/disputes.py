"""Room: catalogue. Disputes as they stood on a date: one sentence of who said what, the claims, and what each perspective makes of them.

The sentence is made from the claims that are visible; the words of the record may know more, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dualtrack.catalogue.attributes import ATTRIBUTES
from dualtrack.catalogue.catalogue import Catalogue
from dualtrack.catalogue.page import Lens, claim_plain, claimant_name, made_of
from dualtrack.catalogue.records import Record
from dualtrack.facts import Claim, Dispute
from dualtrack.facts.claim import differ


def disputes_of(record: Record, catalogue: Catalogue, lens: Lens) -> list[dict[str, Any]]:
    """A record's disputes of which two sides are visible, in plain types."""
    found = []
    for dispute in record.disputes():
        claims = lens.shown(dispute.claims)
        if not differ(claims):
            continue
        views = {view: made_of(record.id, dispute.attribute, view, catalogue, lens) for view in lens.perspectives}
        found.append(
            {
                "subject": record.id,
                "folder": record.folder,
                "name": record.name,
                "attribute": dispute.attribute,
                "title": ATTRIBUTES[record.folder][dispute.attribute].title,
                "sentence": sentence(dispute, claims, record, catalogue),
                "dispute": dispute.text,
                "dispute_knows_more": len(claims) < len(dispute.claims),
                "claims": [claim_plain(claim, record, lens.fresh_from) for claim in claims],
                "perspectives": views,
            }
        )
    return found


def sentence(dispute: Dispute, claims: Sequence[Claim], record: Record, catalogue: Catalogue) -> str:
    """Who says what, in one sentence: claims of one value together, in the order of the record; then how many are not shown."""
    sides: dict[str, list[str]] = {}
    spoke: dict[tuple[str, int], set[str]] = {}
    for claim in claims:
        if claim.made_public:
            spoke.setdefault((claimant_name(claim, record, catalogue), claim.made_public.year), set()).add(str(claim.value))
    for claim in claims:
        who = claimant_name(claim, record, catalogue)
        changed = claim.made_public and len(spoke[who, claim.made_public.year]) > 1
        when = f" ({claim.made_public if changed else claim.made_public.year})" if claim.made_public else ""
        sides.setdefault(str(claim.value), []).append(f"{who}{when}")
    said = "; ".join(f"{_listed(names)}: {value}" for value, names in sides.items())
    hidden = len(dispute.claims) - len(claims)
    rest = f" ({hidden} more {'claim is' if hidden == 1 else 'claims are'} not shown for these dates)" if hidden else ""
    return f"{said}{rest}."


def _listed(names: Sequence[str]) -> str:
    """Names with commas and a last `and`, each once."""
    once = list(dict.fromkeys(names))
    return once[0] if len(once) == 1 else f"{', '.join(once[:-1])} and {once[-1]}"
