"""Room: catalogue. A condition as a record may write it, of a treaty's paragraph or of what a measure removes. The schema only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dualtrack.catalogue.schema import Closed, Id, Number, Text
from dualtrack.catalogue.yaml_file import Path

Name = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z0-9]+)*$")]
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
    above_quota: Id | None = None
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
        words, thresholds = given & {"is", "in"}, given & {"at_least", "above", "at_most", "below", "above_quota"}
        if len(words) + bool(thresholds) != 1:
            raise ValueError("an attribute needs `is:`, `in:`, or thresholds with their unit")
        if thresholds and (self.unit is None or {"at_least", "above"} <= thresholds or {"at_most", "below"} <= thresholds):
            raise ValueError("thresholds need `unit:`, and each end one of at_least or above, at_most or below")
        if words and given & {"unit", "open_end"}:
            raise ValueError("`unit:` and `open_end:` belong to thresholds")
        return self

    @model_validator(mode="after")
    def _bounds_leave_something(self) -> ConditionFields:
        low, high = self.above if self.at_least is None else self.at_least, self.below if self.at_most is None else self.at_most
        written = self._bounds()
        told = " and ".join(f"`{key}: {bound:g}`" for key, bound in written.items())
        if low is not None and high is not None and (low > high or (low == high and (self.above, self.below) != (None, None))):
            raise ValueError(f"no number is both {told}; write the smaller number as at_least or above, the larger as at_most or below")
        below_zero = [key for key, bound in written.items() if bound < 0]
        if below_zero and self.unit and not self.unit.startswith("degree"):
            key = below_zero[0]
            raise ValueError(f"`{key}: {written[key]:g}` is below zero, which nothing in {self.unit} can be; write a number from zero up")
        return self

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, ConditionFields]]:
        """The condition and every part of it, each with its place in the record, `path` being the condition's own."""
        yield path, self
        for key, parts in (("all", self.all_), ("any", self.any_)):
            for number, part in enumerate(parts or ()):
                yield from part.walk((*path, key, number))
        if self.not_:
            yield from self.not_.walk((*path, "not"))

    def terms(self) -> Iterator[str]:
        """Every defined term the condition uses."""
        yield from (part.term for _, part in self.walk() if part.term)

    def _bounds(self) -> dict[str, float]:
        found = {"at_least": self.at_least, "above": self.above, "at_most": self.at_most, "below": self.below}
        return {key: bound for key, bound in found.items() if bound is not None}
