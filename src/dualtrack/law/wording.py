"""Room: law. How facts and thresholds read in a sentence; no rule and no number of its own. Imports facts only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dualtrack.facts import Resolved
from dualtrack.law.conditions import All, Any, Asks, Condition, Is, Listed, Not, Term, Within


def words(attribute: str, resolved: Resolved) -> str:
    """An attribute's value with who says so and when, as in `maximum range is 480 km (russia, 2019-01-23)`."""
    by = [f"{claim.claimant}, {claim.as_of}" if claim.claimant and claim.as_of else claim.claimant for claim in resolved.claims]
    by += ["assumed" for claim in resolved.claims if claim.assumed]
    said = "; ".join(dict.fromkeys(text for text in by if text))
    return f"{plain_name(attribute)} is {resolved.value}" + (f" ({said})" if said else "")


_WORDS = {
    "range_max": "maximum range",
    "range_tested": "tested range",
    "acvs": "armoured combat vehicles",
    "tanks": "battle tanks",
    "deployed_icbms": "deployed ICBMs",
    "deployed_slbms": "deployed SLBMs",
    "warheads_on_deployed_icbms": "warheads on deployed ICBMs",
    "warheads_on_deployed_slbms": "warheads on deployed SLBMs",
    "deployed_and_non_deployed_launchers": "deployed and non-deployed launchers",
}


def plain_name(attribute: str) -> str:
    """An attribute's name as a sentence has it."""
    return _WORDS.get(attribute, attribute.replace("_", " "))


def missed(condition: Within, low: bool) -> str:
    """How a value misses a threshold, in words."""
    if low:
        return f"{'below' if condition.low_closed else 'not above'} {condition.low:,.10g} {condition.unit}"
    return f"{'above' if condition.high_closed else 'not below'} {condition.high:,.10g} {condition.unit}"


def listed(names: Iterable[str]) -> str:
    """Attributes or questions that would decide, in words."""
    return ", ".join(plain_name(name) for name in names) or "facts nobody claims"


def condition_words(condition: Condition, titles: Mapping[str, str]) -> str:  # noqa: PLR0911  one case per form
    """A condition in words, for a page that shows the rule itself; `titles` says what each defined term is called."""
    match condition:
        case Is(attribute, values, unsettled):
            open_words = f" (open for {' or '.join(unsettled)})" if unsettled else ""
            return f"{plain_name(attribute)} is {' or '.join(values)}{open_words}"
        case Within():
            return _band(condition)
        case Term(name):
            return f"it is {with_article(titles.get(name, name.replace('-', ' ')))}"
        case Listed(names):
            return f"it is one of {', '.join(names)}"
        case Asks(question):
            return f"a question no record answers: {question}"
        case All(parts):
            return " and ".join(_inner(part, titles) for part in parts)
        case Any(parts):
            return " or ".join(_inner(part, titles) for part in parts)
        case Not(part):
            return f"not ({condition_words(part, titles)})"


def with_article(noun: str) -> str:
    """A noun with the indefinite article."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def _inner(part: Condition, titles: Mapping[str, str]) -> str:
    words = condition_words(part, titles)
    return f"({words})" if isinstance(part, All | Any) and len(part.parts) > 1 else words


def _band(condition: Within) -> str:
    name = plain_name(condition.attribute)
    if condition.above_quota:
        return f"{name} is above the {condition.above_quota.replace('-', ' ')} quota of the year"
    ends = []
    if condition.low is not None:
        ends.append(f"{'at least' if condition.low_closed else 'above'} {condition.low:,.10g}")
    if condition.high is not None:
        ends.append(f"{'at most' if condition.high_closed else 'below'} {condition.high:,.10g}")
    return f"{name} is {' and '.join(ends)} {condition.unit}"
