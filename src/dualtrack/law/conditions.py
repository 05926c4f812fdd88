"""Room: law. Conditions as a treaty record writes them, and the three-valued answers they get. Imports facts only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from dualtrack.facts import Claim


class Truth(Enum):
    """Whether a condition holds: yes, no, or unknown because a fact is missing or a claim lies on both sides of a threshold."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Is:
    """The attribute has one of `values`; for an `unsettled` value the text gives no answer."""

    attribute: str
    values: tuple[str, ...]
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """The quantity lies between two thresholds [unit], each end closed or open; an end that is None does not bind.

    `open_end` is `inside` where a claim without an upper end counts as below the upper threshold while nobody claims more.
    `above_quota` names a quota of the treaty: its number for the party and year is then the lower threshold, open at its end.
    """

    attribute: str
    unit: str
    low: float | None = None
    high: float | None = None
    low_closed: bool = True
    high_closed: bool = True
    open_end: str = ""
    above_quota: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Another provision's defined term applies."""

    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """The subject is one of the types named."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asks:
    """A question of fact that no record answers: always unknown, with the question."""

    question: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Is | Within | Term | Listed | Asks | All | Any | Not


def attributes_of(condition: Condition) -> Iterator[tuple[str, str]]:
    """Every attribute a condition asks about, with its unit (empty for words)."""
    match condition:
        case Is(attribute=name):
            yield name, ""
        case Within(attribute=name, unit=unit):
            yield name, unit
        case All(parts) | Any(parts):
            for part in parts:
                yield from attributes_of(part)
        case Not(part):
            yield from attributes_of(part)


def words_of(condition: Condition) -> Iterator[tuple[str, str]]:
    """Every word a condition looks for, with the attribute it looks for it in."""
    match condition:
        case Is(attribute, values, unsettled):
            yield from ((attribute, word) for word in (*values, *unsettled))
        case All(parts) | Any(parts):
            for part in parts:
                yield from words_of(part)
        case Not(part):
            yield from words_of(part)


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth with what decided it: words, claims, the terms and attributes it rests or turns on.

    `turns_on` are attributes whose value would decide an unknown, `questions` what no record can hold,
    `presumed` the reading rules used on the way.
    """

    truth: Truth
    because: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    turns_on: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    presumed: tuple[str, ...] = ()


def negated(answer: Answer) -> Answer:
    """The opposite truth on the same grounds."""
    opposite = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
    return replace(answer, truth=opposite[answer.truth])


def conjunction(answers: Sequence[Answer]) -> Answer:
    """Strong Kleene `and`: one no is a no; else one unknown is unknown; the answers that decide give the grounds."""
    for truth in (Truth.NO, Truth.UNKNOWN):
        deciding = [answer for answer in answers if answer.truth is truth]
        if deciding:
            return _joined(truth, deciding)
    return _joined(Truth.YES, answers)


def disjunction(answers: Sequence[Answer]) -> Answer:
    """Strong Kleene `or`: one yes is a yes; else one unknown is unknown; the answers that decide give the grounds."""
    return negated(conjunction([negated(answer) for answer in answers]))


def _joined(truth: Truth, answers: Iterable[Answer]) -> Answer:
    found = tuple(answers)
    return Answer(
        truth=truth,
        because=unique(words for answer in found for words in answer.because),
        claims=tuple(dict.fromkeys(claim for answer in found for claim in answer.claims)),
        turns_on=unique(name for answer in found for name in answer.turns_on),
        questions=unique(question for answer in found for question in answer.questions),
        presumed=unique(rule for answer in found for rule in answer.presumed),
    )


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in order."""
    return tuple(dict.fromkeys(texts))
