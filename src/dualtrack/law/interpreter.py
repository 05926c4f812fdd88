"""Room: law. Answers a treaty record's conditions from resolved facts, in three-valued logic. Imports facts only.

No rule of any treaty stands here: thresholds, terms and lists come from the record.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dualtrack.facts import Quantity, Resolved, State
from dualtrack.law.conditions import (
    All,
    Answer,
    Any,
    Asks,
    Condition,
    Is,
    Listed,
    Not,
    Term,
    Truth,
    Within,
    conjunction,
    disjunction,
    negated,
)
from dualtrack.law.quotas import quota_on
from dualtrack.law.thresholds import all_claims, exceeds, mirror, side
from dualtrack.law.treaty import Provision, Treaty
from dualtrack.law.wording import missed, plain_name, with_article, words

RANGE = "range"
"""The attribute a range rule derives: the range capability in the sense of the treaty [km]."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A quantity a range rule took from the facts, or why it could not; `rule` is the provision used."""

    answer: Answer
    quantity: Quantity | None = None
    rule: Provision | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One treaty read on one subject's facts, keyed by attribute, for a party and a day; terms and provisions are answered once."""

    treaty: Treaty
    facts: Mapping[str, Resolved]
    subject: str
    party: str = ""
    on: datetime.date = datetime.date.max
    _terms: dict[str, Answer] = field(default_factory=dict, repr=False, compare=False)
    _applied: dict[str, Answer] = field(default_factory=dict, repr=False, compare=False)

    def term(self, name: str) -> Answer:
        """Whether a defined term applies; raises KeyError for a term no provision defines."""
        if name not in self._terms:
            defining = [found for found in self.treaty.provisions if found.defines == name and found.when is not None]
            if not defining:
                raise KeyError(name)
            self._terms[name] = disjunction([self.applies(found) for found in defining])
        return self._terms[name]

    def applies(self, rule: Provision) -> Answer:
        """Whether a provision applies: its condition holds and none of its exceptions does; exceptions may have exceptions."""
        if rule.kind in ("exception", "exclusion") and not self._concerns(rule):
            return Answer(Truth.NO)
        if rule.id not in self._applied:
            found = self.answer(rule.when) if rule.when is not None else Answer(Truth.YES)
            if rule.must_be_claimed and found.truth is Truth.UNKNOWN and not any(self._is_claimed(name) for name, _ in rule.attributes()):
                said = f"nobody on record claims what {rule.article} ({rule.title}) would need"
                found = Answer(Truth.NO, presumed=(said,) if self._would_excuse(rule) else ())
            excepted = [self._as_exception(each) for each in self.treaty.exceptions_to(rule.id)] if found.truth is not Truth.NO else []
            self._applied[rule.id] = conjunction([found, *(negated(each) for each in excepted)])
        return self._applied[rule.id]

    def broken(self, rule: Provision) -> Answer:
        """Whether an obligation or limit is broken, or a duty arises and is not done."""
        found = self.applies(rule)
        if rule.kind != "duty":
            return found
        done = self.answer(rule.met) if rule.met is not None else Answer(Truth.UNKNOWN, questions=(f"Was it done: {rule.requires}?",))
        return conjunction([found, negated(done)])

    def _concerns(self, rule: Provision) -> bool:
        """Whether an exception or exclusion is this party's and had begun by the day."""
        return (not rule.binds or self.party in rule.binds) and (rule.binds_from is None or rule.binds_from <= self.on)

    def _would_excuse(self, rule: Provision) -> bool:
        """Whether a rule is one to tell of: not an exception that only narrows a definition or another exception."""
        return rule.kind != "exception" or any(self.treaty.provision(name).kind not in ("definition", "exception") for name in rule.to)

    def _is_claimed(self, attribute: str) -> bool:
        resolved = self.facts.get(attribute)
        return resolved is not None and bool(resolved.claims or resolved.others)

    def _as_exception(self, rule: Provision) -> Answer:
        """An exception's answer in the words of the provision it would take away; one that does not apply is not told."""
        found, name = self.applies(rule), f"{rule.article} ({rule.title})"
        because = "; ".join(found.because)
        told = {Truth.YES: (f"{name} excepts it, as {because}",), Truth.UNKNOWN: (f"it is open whether {name} excepts it: {because}",)}
        return replace(found, because=told.get(found.truth, ()), claims=found.claims if found.truth in told else ())

    def answer(self, condition: Condition) -> Answer:  # noqa: PLR0911  one case per form
        """The answer to a condition, with its grounds."""
        match condition:
            case Is():
                return self._is(condition)
            case Within():
                return self._within(condition)
            case Term(name):
                return self._as_term(name)
            case Listed(names):
                return self._listed(names)
            case Asks(question):
                return Answer(Truth.UNKNOWN, (f"no record answers: {question}",), questions=(question,))
            case All(parts):
                return conjunction([self.answer(part) for part in parts])
            case Any(parts):
                return disjunction([self.answer(part) for part in parts])
            case Not(part):
                return negated(self.answer(part))

    def _as_term(self, name: str) -> Answer:
        """A term's answer as another provision uses it: in the term's own words, with reasons unless the chain tells them anyway."""
        found, rule = self.term(name), next(rule for rule in self.treaty.provisions if rule.defines == name)
        noun = f"{with_article(rule.title)} ({rule.article})"
        if found.truth is Truth.YES:
            return replace(found, because=(f"it is {noun}",))
        told = rule.kind == "listing" or name in (self.treaty.covered, *self.treaty.classes.values())
        if found.truth is Truth.UNKNOWN:
            return replace(found, because=(f"it is open whether it is {noun}",)) if told else found
        grounds = () if told else found.because or found.presumed
        because = f"it is not {noun}" + (f", as {'; '.join(grounds)}" if grounds else "")
        return replace(found, because=(because,), presumed=() if grounds is found.presumed else found.presumed)

    def range(self) -> Derived:
        """The range capability under the first range rule that applies, or why there is none."""
        unknown: list[Answer] = []
        for rule in self.treaty.of_kind("range-rule"):
            applies = self.applies(rule)
            if applies.truth is Truth.YES:
                return self._range_under(rule)
            if applies.truth is Truth.UNKNOWN:
                unknown.append(applies)
        if unknown:
            return Derived(conjunction(unknown))
        return Derived(Answer(Truth.UNKNOWN, ("no range rule applies to it",)))

    def _range_under(self, rule: Provision) -> Derived:
        floor = next((found for found in map(self._quantity, rule.at_least_from) if found), None)
        for attribute in rule.range_from:
            found = self._quantity(attribute)
            if found is None:
                continue
            quantity, resolved = found
            if floor and math.isfinite(floor[0].low) and quantity.all_below(floor[0].to(quantity.unit).low, not floor[0].low_closed):
                because = f"{words(attribute, resolved)}, yet {words(rule.at_least_from[0], floor[1])}: the two contradict each other"
                claims = (*resolved.claims, *floor[1].claims)
                if floor[0].is_bounded and quantity.is_bounded:
                    spanned = Quantity.between(quantity.low, floor[0].to(quantity.unit).high, quantity.unit)
                    return Derived(Answer(Truth.YES, (because,), claims), spanned, rule)
                return Derived(Answer(Truth.UNKNOWN, (because,), claims, (attribute, *rule.at_least_from)), None, rule)
            if floor and math.isfinite(floor[0].low) and quantity.low < floor[0].to(quantity.unit).low:
                raised = replace(quantity, low=floor[0].to(quantity.unit).low, low_closed=floor[0].low_closed)
                because = f"{words(attribute, resolved)}, and {words(rule.at_least_from[0], floor[1])}, so the range is {raised}"
                return Derived(Answer(Truth.YES, (because,), (*resolved.claims, *floor[1].claims)), raised, rule)
            stand_in = "" if attribute == rule.range_from[0] else f" (it stands in, as no {plain_name(rule.range_from[0])} is claimed)"
            return Derived(Answer(Truth.YES, (words(attribute, resolved) + stand_in,), resolved.claims), quantity, rule)
        if floor and math.isfinite(floor[0].low):
            quantity = Quantity.above(floor[0].low, floor[0].unit, floor[0].low_closed)
            because = f"{words(rule.at_least_from[0], floor[1])}, so the range is {quantity}"
            return Derived(Answer(Truth.YES, (because,), floor[1].claims), quantity, rule)
        because = f"no value for {plain_name(rule.range_from[0])}{self._reason(rule.range_from[0])}"
        return Derived(Answer(Truth.UNKNOWN, (because,), turns_on=rule.range_from[:1]), None, rule)

    def _quantity(self, attribute: str) -> tuple[Quantity, Resolved] | None:
        resolved = self.facts.get(attribute)
        return (resolved.value, resolved) if resolved and isinstance(resolved.value, Quantity) else None

    def _is(self, condition: Is) -> Answer:
        resolved = self.facts.get(condition.attribute)
        if resolved is None or not isinstance(resolved.value, State):
            because = f"no value for {plain_name(condition.attribute)}{self._reason(condition.attribute)}"
            return Answer(Truth.UNKNOWN, (because,), resolved.claims if resolved else (), (condition.attribute,))
        said = words(condition.attribute, resolved)
        if resolved.value.text in condition.unsettled:
            because = f"{said}, and the text does not say whether that counts"
            return Answer(Truth.UNKNOWN, (because,), resolved.claims, (condition.attribute,))
        truth = Truth.YES if resolved.value.text in condition.values else Truth.NO
        return Answer(truth, (said,), resolved.claims)

    def _reason(self, attribute: str) -> str:
        resolved = self.facts.get(attribute)
        return f" ({resolved.value})" if resolved and not resolved.is_known and (resolved.claims or not resolved.others) else ""

    def _listed(self, names: tuple[str, ...]) -> Answer:
        found = self.subject.casefold() in (name.casefold() for name in names)
        return Answer(Truth.YES if found else Truth.NO, (f"{self.subject} is {'' if found else 'not '}among the types listed",))

    def _within(self, condition: Within) -> Answer:
        if condition.above_quota:
            condition = self._with_quota(condition)
            if condition.low is None:
                return Answer(Truth.NO, (f"the text gives {self.party} no quota of this kind for the year",))
        derived = self.measured(condition.attribute)
        if derived.quantity is None:
            return derived.answer
        value, because = derived.quantity.to(condition.unit), derived.answer.because
        claims, about = derived.answer.claims, derived.answer.claims[0].attribute if derived.answer.claims else condition.attribute
        low = side(value, condition.low, condition.low_closed)
        high = mirror(value, condition.high, condition.high_closed)
        presumed: tuple[str, ...] = ()
        if high is Truth.UNKNOWN and low is Truth.YES and self._presumes(condition, value):
            high = Truth.YES
            presumed = (
                f"the claim leaves the upper end open; it is read as at most {condition.high:,.10g} {condition.unit} "
                "because no claim on record puts it higher",
            )
        straddled = [
            f"{value} leaves open whether it is {name} {bound:,.10g} {condition.unit}"
            for truth, bound, name in (
                (low, condition.low, "at least" if condition.low_closed else "above"),
                (high, condition.high, "at most" if condition.high_closed else "below"),
            )
            if truth is Truth.UNKNOWN and bound is not None
        ]
        truth = Truth.NO if Truth.NO in (low, high) else Truth.UNKNOWN if straddled else Truth.YES
        if truth is Truth.UNKNOWN:
            return Answer(truth, (*because, *straddled), claims, (about,))
        if truth is Truth.NO:
            failed = missed(condition, low=low is Truth.NO)
            return Answer(truth, (f"{'; '.join(because)}, {failed}",), claims)
        return Answer(truth, because, claims, presumed=presumed)

    def _with_quota(self, condition: Within) -> Within:
        """The condition with the quota's number for the party and day as its open lower threshold."""
        quota = next(found for found in self.treaty.quotas if found.id == condition.above_quota)
        number = quota_on(self.treaty, quota, self.on, self.party)
        return replace(condition, low=None if number is None else float(number), low_closed=False)

    def measured(self, attribute: str) -> Derived:
        """A quantity of the subject: derived by a range rule, given as a fact, or added up by a counting rule."""
        if attribute == RANGE and self.treaty.of_kind("range-rule"):
            return self.range()
        found = self._quantity(attribute)
        if found:
            return Derived(Answer(Truth.YES, (words(attribute, found[1]),), found[1].claims), found[0])
        counting = next((rule for rule in self.treaty.of_kind("counting-rule") if rule.derives == attribute), None)
        if counting:
            return self._counted(counting)
        because = f"no value for {plain_name(attribute)}{self._reason(attribute)}"
        return Derived(Answer(Truth.UNKNOWN, (because,), turns_on=(attribute,)))

    def _counted(self, rule: Provision) -> Derived:
        """What a counting rule adds up; one part without a value leaves the sum unknown, never zero."""
        parts = [(name, weight, self._quantity(name)) for name, weight in rule.adds]
        missing = tuple(name for name, _, found in parts if found is None)
        if missing:
            because = f"no value for {plain_name(rule.derives)}{self._reason(rule.derives)}"
            told = f"{because}, nor for {', '.join(map(plain_name, missing))}, from which {rule.article} would count it"
            return Derived(Answer(Truth.UNKNOWN, (told,), turns_on=(rule.derives,)), rule=rule)
        known = [(name, weight, found) for name, weight, found in parts if found is not None]
        low = sum(weight * found[0].low for _, weight, found in known)
        high = sum(weight * found[0].high for _, weight, found in known)
        quantity = Quantity(low, high, rule.unit, all(found[0].low_closed for *_, found in known), all(f[0].high_closed for *_, f in known))
        terms = " and ".join(
            f"{words(name, found[1])}" + (f", each counted as {weight:g}" if weight != 1 else "") for name, weight, found in known
        )
        claims = tuple(claim for *_, found in known for claim in found[1].claims)
        because = f"{plain_name(rule.derives)} counts as {quantity} under {rule.article}: {terms}"
        return Derived(Answer(Truth.YES, (because,), claims), quantity, rule)

    def _presumes(self, condition: Within, value: Quantity) -> bool:
        """Whether an open upper end may be read as inside: the record says so, and nobody on record claims more."""
        if condition.open_end != "inside" or condition.high is None or math.isfinite(value.high):
            return False
        rules = self.treaty.of_kind("range-rule")
        attributes = {name for rule in rules for name in (*rule.range_from, *rule.at_least_from)} or {condition.attribute}
        claims = [claim for name in attributes if name in self.facts for claim in all_claims(self.facts[name])]
        return not any(exceeds(claim, condition.high, condition.unit) for claim in claims)
