"""Room: catalogue. What a treaty record may hold beside its claims: parties, events, provisions with their conditions, counts.

The schema only; the law room turns the accepted values into a treaty (`dualtrack.law.treaty_from`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dualtrack.catalogue.schema import Closed, DateText, DayText, Id, Number, RecordFields, Text
from dualtrack.errors import nearest

Read = Literal["seen", "secondhand", "recalled"]
EventName = Literal["signed", "in-force", "suspended", "withdrawal-notice", "terminated"]
Kind = Literal["definition", "listing", "range-rule", "exclusion", "imputation", "obligation", "duration"]
Name = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
_FORMS = ("all", "any", "not", "term", "listed", "asks", "attribute")


class ConditionFields(Closed):
    """A condition: exactly one of all, any, not, term, listed, asks or attribute (with is, in, or thresholds and their unit)."""

    all_: list[ConditionFields] | None = Field(None, alias="all", min_length=1)
    any_: list[ConditionFields] | None = Field(None, alias="any", min_length=1)
    not_: ConditionFields | None = Field(None, alias="not")
    term: Id | None = None
    listed: list[Text] | None = None
    asks: Text | None = None
    attribute: Name | None = None
    is_: Text | None = Field(None, alias="is")
    in_: list[Text] | None = Field(None, alias="in", min_length=1)
    unsettled: list[Text] | None = None
    at_least: Number | None = None
    above: Number | None = None
    at_most: Number | None = None
    below: Number | None = None
    unit: Text | None = None
    open_end: Literal["inside"] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> ConditionFields:
        given = {info.alias or name for name, info in type(self).model_fields.items() if getattr(self, name) is not None}
        forms = [name for name in _FORMS if name in given]
        if len(forms) != 1:
            raise ValueError(f"a condition is one of {', '.join(_FORMS)}, found {' and '.join(forms) or 'none'}")
        if forms != ["attribute"]:
            rest = given - set(forms)
            if rest:
                raise ValueError(f"{forms[0]} stands alone, found {', '.join(sorted(rest))} beside it")
            return self
        words, thresholds = given & {"is", "in"}, given & {"at_least", "above", "at_most", "below"}
        if len(words) + bool(thresholds) != 1:
            raise ValueError("an attribute needs `is:`, `in:`, or thresholds with their unit")
        if thresholds and (self.unit is None or {"at_least", "above"} <= thresholds or {"at_most", "below"} <= thresholds):
            raise ValueError("thresholds need `unit:`, and each end one of at_least or above, at_most or below")
        if words and given & {"unit", "open_end"}:
            raise ValueError("`unit:` and `open_end:` belong to thresholds")
        return self

    def terms(self) -> Iterator[str]:
        """Every defined term the condition uses."""
        if self.term:
            yield self.term
        for part in (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ())):
            yield from part.terms()


class PartyFields(Closed):
    """An actor bound by the treaty, from when and as what."""

    actor: Id
    start: DayText = Field(alias="from")
    role: Text | None = Field(None, alias="as")
    source: Id


class EventFields(Closed):
    """What happened to the treaty on a day, and who did it."""

    event: EventName
    on: DayText
    by: Id | None = None
    says: Text | None = None
    source: Id


class ProvisionFields(Closed):
    """One paragraph in our own words, whether it was read, and the condition under which it applies."""

    id: Id
    article: Text
    kind: Kind
    title: Text
    says: Text
    checked: Read
    source: Id
    note: Text | None = None
    defines: Id | None = None
    when: ConditionFields | None = None
    range_from: list[Name] | None = None
    at_least_from: list[Name] | None = None
    binds_from: DayText | None = None
    forbids: Text | None = None
    disputed_by: Id | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> ProvisionFields:
        if (self.kind == "range-rule") != bool(self.range_from):
            raise ValueError("a range-rule, and no other provision, says `range_from:` which attributes the range is taken from")
        if self.kind in ("listing", "exclusion", "obligation") and self.when is None:
            raise ValueError(f"a provision of kind {self.kind} needs `when:`")
        if self.defines and self.when is None:
            raise ValueError("a defined term needs `when:`")
        if self.kind == "obligation" and not self.forbids:
            raise ValueError("an obligation says `forbids:` which conduct breaks it")
        return self


class DeadlineFields(Closed):
    """A day counted in calendar months from an event."""

    id: Id
    article: Text
    what: Text
    months: int = Field(gt=0)
    after: EventName
    checked: Read
    source: Id


class LimitFields(Closed):
    """What the items of each kind may carry by a deadline [warheads], by kind."""

    article: Text
    warheads: dict[Id, Annotated[int, Field(gt=0)]] = Field(min_length=1)
    deadline: Id
    checked: Read
    source: Id


class CountFields(Closed):
    """How many of each type one side eliminated [missiles], by type; each number is a claim."""

    side: Id
    eliminated: dict[Id, Annotated[int, Field(ge=0)]] = Field(min_length=1)
    as_of: DateText
    made_public: DateText
    claimant: Id
    source: Id
    note: Text | None = None


class PositionFields(Closed):
    """What one actor says in a counter-claim."""

    actor: Id
    says: Text
    source: Id


class CounterClaimFields(Closed):
    """A charge that was denied and never decided: the articles invoked, the systems it is about, both positions."""

    id: Id
    title: Text
    articles: list[Text] = Field(min_length=1)
    about: list[Id] = Field(default_factory=list)
    status: Text
    positions: list[PositionFields] = Field(min_length=2)


class ReadsFields(Closed):
    """Which terms answer what a verdict needs: what is covered, and the class it falls in."""

    covered: Id
    classes: dict[Id, Id] = Field(default_factory=dict)
    undivided: Id | None = None


class TreatyFields(RecordFields):
    """A treaty record; every term a condition uses is defined by some provision, every named id exists in the record."""

    reads: ReadsFields
    parties: list[PartyFields] = Field(min_length=1)
    events: list[EventFields] = Field(min_length=1)
    provisions: list[ProvisionFields] = Field(min_length=1)
    deadlines: list[DeadlineFields] = Field(default_factory=list)
    limits: list[LimitFields] = Field(default_factory=list)
    counts: list[CountFields] = Field(default_factory=list)
    counter_claims: list[CounterClaimFields] = Field(default_factory=list)

    @model_validator(mode="after")
    def _hangs_together(self) -> TreatyFields:
        defined = {found.defines for found in self.provisions if found.defines}
        terms = {self.reads.covered, *self.reads.classes.values()}
        terms |= {term for found in self.provisions if found.when for term in found.when.terms()}
        disputes = {found.disputed_by for found in self.provisions if found.disputed_by}
        wrong = [
            *_unknown("term", terms, defined),
            *_unknown("counter-claim", disputes, {found.id for found in self.counter_claims}),
            *_unknown("deadline", {found.deadline for found in self.limits}, {found.id for found in self.deadlines}),
        ]
        ids = [found.id for found in self.provisions]
        wrong += [f"two provisions are called {name!r}" for name in sorted({name for name in ids if ids.count(name) > 1})]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def _unknown(noun: str, used: set[str], known: set[str]) -> Iterator[str]:
    for name in sorted(used - known):
        close = nearest(name, known) or tuple(sorted(known))
        yield f"no {noun} is called {name!r}; write {' or '.join(close)}"
