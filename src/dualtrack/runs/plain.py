"""Room: runs. Claims, verdicts and answers in plain types and in words, for `explain` and for JSON. Computes nothing new."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from dualtrack.catalogue import Catalogue
from dualtrack.facts import Claim
from dualtrack.law import CounterClaim, Finding, Treaty, Truth, Verdict
from dualtrack.models import Output
from dualtrack.runs.endings import Ending
from dualtrack.runs.steps import Cell

NINE_IN_TEN = (0.05, 0.5, 0.95)
"""Between the first and the last lie nine draws in ten; the same as in the brief."""


def claim_plain(claim: Claim, catalogue: Catalogue) -> dict[str, Any]:
    """A claim with who says it, its dates and its source; an assumption with its reason instead."""
    plain: dict[str, Any] = {"id": claim.id, "value": str(claim.value)}
    if claim.assumed:
        return {**plain, "assumed": claim.assumed}
    plain |= {"claimant": claim.claimant, "speaker": claim.speaker}
    plain |= {
        "as_of": _date(claim.as_of),
        "until": _date(claim.until),
        "made_public": _date(claim.made_public),
        "note": claim.note,
        "against": list(claim.against),
    }
    source = catalogue.record(claim.subject).sources.get(claim.source)
    if source is not None:
        names = ("title", "publisher", "published", "url", "doi", "page", "read_in")
        plain["source"] = {"id": source.id, **{name: getattr(source, name) for name in names}, "checked": source.checked.value}
    return {key: value for key, value in plain.items() if value}


def verdict_plain(verdict: Verdict, catalogue: Catalogue) -> dict[str, Any]:
    """A verdict with its chain of articles, each with what it says, whether it holds, why and on whose word."""
    conduct = verdict.conduct_compliance
    return {
        "compliance": verdict.compliance.value,
        "conduct_compliance": conduct.value if conduct else None,
        "outcome": verdict.outcome.value,
        "conduct": verdict.conduct.value if verdict.conduct else None,
        "conduct_judged_on": str(verdict.judged_on),
        "range_class": verdict.range_class,
        "in_force": verdict.in_force,
        "sentence": verdict.sentence,
        "turns_on": list(verdict.turns_on),
        "presumed": list(verdict.presumed),
        "counter_claims": [
            {"title": found.title, "articles": list(found.articles), "status": found.status, "positions": _positions(found)}
            for found in verdict.counter_claims
        ],
        "duties": [_duty_plain(finding) for finding in verdict.duties],
        "chain": [_finding_plain(finding, catalogue) for finding in verdict.chain],
    }


def _duty_plain(duty: Finding) -> dict[str, Any]:
    """Whether a duty arises and whether it was done, and both in a word or two for a table."""
    done = {Truth.YES: "done", Truth.NO: "not done"}.get(duty.met or Truth.UNKNOWN, "not known")
    words = {Truth.YES: f"due: {done}", Truth.NO: "not due", Truth.UNKNOWN: "open"}[duty.truth]
    return {"provision": duty.provision, "title": duty.title, "due": duty.truth.value, "words": words}


def _positions(found: CounterClaim) -> list[dict[str, str]]:
    return [{"actor": position.actor, "says": position.says} for position in found.positions]


def _finding_plain(finding: Finding, catalogue: Catalogue) -> dict[str, Any]:
    """One provision: what it says, whether it holds, why and on whose word; for a duty also what it asks and whether it was done."""
    plain: dict[str, Any] = {
        "provision": finding.provision,
        "kind": finding.kind,
        "article": finding.article,
        "title": finding.title,
        "says": finding.says,
        "holds": finding.truth.value,
        "because": finding.told,
        "text_read": finding.checked.value,
        "claims": [claim_plain(claim, catalogue) for claim in finding.claims],
    }
    if finding.requires:
        plain |= {"requires": finding.requires, "done": finding.met.value if finding.met else None}
    if finding.binds_from:
        plain["binds_from"] = str(finding.binds_from)
    return plain


def named(sentence: str, treaty: Treaty, catalogue: Catalogue) -> str:
    """A sentence with the ids of actors replaced by their names."""
    actors = {party.actor for party in treaty.parties} | {event.by for event in treaty.events if event.by}
    for actor in sorted((actor for actor in actors if actor in sentence), key=len, reverse=True):
        sentence = re.sub(rf"(?<![\w-]){re.escape(actor)}(?![\w-])", catalogue.record(actor, "actors").name, sentence)
    return sentence


def answer_plain(cell: Cell, output: Output, index: int | None = None) -> dict[str, Any]:
    """An answer over its draws [the question's unit], or how it ended without one; `index` picks one place on the last axis."""
    if cell.array is None or not cell.ending.has_value:
        because = cell.because or cell.ending.sentence
        return {"ending": cell.ending.word, "unit": output.unit, "because": because, "words": f"{cell.ending.word}. {because}"}
    values = np.atleast_1d(cell.array)
    values = np.ravel(values[..., index] if index is not None else values)
    low, middle, high = (_finite(value) for value in np.quantile(values, NINE_IN_TEN, method="closest_observation"))
    plain = {"ending": cell.ending.word, "unit": output.unit, "low": low, "middle": middle, "high": high}
    return {**plain, "words": _worded(values, (low, middle, high), output, cell.ending)}


def _worded(values: np.ndarray[Any, np.dtype[np.float64]], shown: tuple[float | None, ...], output: Output, ending: Ending) -> str:
    unit = output.unit
    if unit == "yes/no":
        share = float(np.mean(values > 0))
        return {0.0: "no", 1.0: "yes"}.get(share, f"yes in {share:.0%} of the draws") + _open_end(share, ending)
    low, middle, high = (_number(value, output.endless) for value in shown)
    if shown[1] is None:
        unit = "" if output.endless == "never" else f"of {unit}"
    words = f"{middle} {unit}".rstrip() if low == high else f"{middle} {unit}".rstrip() + f", {low} to {high} in nine draws of ten"
    return f"{ending.word} {words}" if ending in (Ending.AT_LEAST, Ending.AT_MOST) else words


def _open_end(share: float, ending: Ending) -> str:
    """Whether a yes or a no can still turn, where the claim gives only a bound."""
    if ending is Ending.AT_LEAST and share < 1:
        return ", as far as the lower bound goes"
    if ending is Ending.AT_MOST and share > 0:
        return ", if the upper bound is reached"
    return ""


def _number(value: float | None, endless: str) -> str:
    if value is None:
        return endless
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:,.1f}"


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _date(value: object) -> str:
    return str(value) if value else ""
