"""Room: law. A treaty from the plain data its record holds once the schema has accepted it; knows no file. Imports facts only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any as Plain

from dualtrack.facts import Checked, Resolved
from dualtrack.law.conditions import All, Any, Asks, Condition, Is, Listed, Not, Term, Truth, Within
from dualtrack.law.interpreter import Reading
from dualtrack.law.treaty import (
    CounterClaim,
    Deadline,
    Declares,
    Event,
    Limit,
    Party,
    Phase,
    Position,
    Provision,
    Quota,
    Treaty,
)

Fields = Mapping[str, Plain]


def treaty_from(treaty_id: str, name: str, fields: Fields) -> Treaty:
    """The treaty behind a record's own keys (`parties`, `events`, `provisions` and the rest), as the schema dumps them."""
    reads = fields.get("reads", {})
    return Treaty(
        id=treaty_id,
        name=name,
        covered=reads.get("covered", ""),
        classes=dict(reads.get("classes", {})),
        undivided=reads.get("undivided", "unknown"),
        words=dict(reads.get("words", {})),
        judges=fields.get("judges", "systems"),
        nature=fields.get("nature", "legally-binding"),
        parties=tuple(Party(item["actor"], _day(item["from"]), item["source"], item.get("as", "")) for item in fields.get("parties", ())),
        events=tuple(_event(item) for item in fields["events"]),
        provisions=tuple(_provision(item) for item in fields["provisions"]),
        deadlines=tuple(_deadline(item) for item in fields.get("deadlines", ())),
        limits=tuple(limit for item in fields.get("limits", ()) for limit in _limits(item)),
        quotas=tuple(_quota(item) for item in fields.get("quotas", ())),
        declares=_declares(fields["declares"]) if fields.get("declares") else None,
        counter_claims=tuple(_counter_claim(item) for item in fields.get("counter_claims", ())),
    )


def condition_from(fields: Fields) -> Condition:  # noqa: PLR0911  one case per form
    """A condition from its one-form mapping; raises ValueError for a mapping that is none."""
    match fields:
        case {"all": parts}:
            return All(tuple(condition_from(part) for part in parts))
        case {"any": parts}:
            return Any(tuple(condition_from(part) for part in parts))
        case {"not": part}:
            return Not(condition_from(part))
        case {"term": name}:
            return Term(name)
        case {"listed": names}:
            return Listed(tuple(names))
        case {"asks": question}:
            return Asks(question)
        case {"attribute": attribute, "is": value}:
            return Is(attribute, (value,), tuple(fields.get("unsettled", ())))
        case {"attribute": attribute, "in": values}:
            return Is(attribute, tuple(values), tuple(fields.get("unsettled", ())))
        case {"attribute": attribute, "above_quota": quota, "unit": unit}:
            return Within(attribute, unit, above_quota=quota)
        case {"attribute": attribute, "unit": unit}:
            return _within(attribute, unit, fields)
    raise ValueError(f"{dict(fields)} is no condition")


def _within(attribute: str, unit: str, fields: Fields) -> Within:
    low = fields.get("at_least", fields.get("above"))
    high = fields.get("at_most", fields.get("below"))
    return Within(attribute, unit, low, high, "at_least" in fields, "at_most" in fields, fields.get("open_end", ""))


def _provision(item: Fields) -> Provision:
    return Provision(
        id=item["id"],
        article=item["article"],
        kind=item["kind"],
        title=item["title"],
        says=item["says"],
        checked=Checked(item["checked"]),
        source=item["source"],
        when=condition_from(item["when"]) if item.get("when") else None,
        defines=item.get("defines", ""),
        range_from=tuple(item.get("range_from", ())),
        at_least_from=tuple(item.get("at_least_from", ())),
        derives=item.get("derives", ""),
        adds=tuple(item.get("adds", {}).items()),
        unit=item.get("unit", ""),
        to=tuple(item.get("to", ())),
        must_be_claimed=item.get("must_be_claimed", False),
        binds=tuple(item.get("binds", ())),
        binds_from=_day(item["binds_from"]) if item.get("binds_from") else None,
        forbids=item.get("forbids", ""),
        requires=item.get("requires", ""),
        met=condition_from(item["met"]) if item.get("met") else None,
        disputed_by=item.get("disputed_by", ""),
        note=item.get("note", ""),
    )


def _deadline(item: Fields) -> Deadline:
    return Deadline(item["id"], item["article"], item["what"], item["months"], item["after"], Checked(item["checked"]), item["source"])


def _limits(item: Fields) -> tuple[Limit, ...]:
    rest = (item["deadline"], Checked(item["checked"]), item["source"])
    return tuple(Limit(kind, item["article"], warheads, *rest) for kind, warheads in item["warheads"].items())


def _event(item: Fields) -> Event:
    last = item.get("last_day")
    return Event(item["event"], _day(item["on"]), item["source"], item.get("by", ""), item.get("says", ""), _day(last) if last else None)


def _quota(item: Fields) -> Quota:
    return Quota(
        id=item["id"],
        article=item["article"],
        what=item["what"],
        unit=item["unit"],
        phases=tuple(_phase(phase) for phase in item["phases"]),
        full=dict(item.get("full", {})),
        checked=Checked(item["checked"]),
        source=item["source"],
        note=item.get("note", ""),
    )


def _phase(item: Fields) -> Phase:
    until = item.get("until")
    return Phase(item.get("years", 0), item.get("each_year", 0), item.get("share", 1.0), _day(until) if until else None)


def _declares(item: Fields) -> Declares:
    due = tuple((int(text[:2]), int(text[3:])) for text in item["due"])
    return Declares(tuple(item["attributes"]), due, item["article"])


def _counter_claim(item: Fields) -> CounterClaim:
    positions = tuple(Position(found["actor"], found["says"], found["source"]) for found in item["positions"])
    since = _day(item["since"]) if item.get("since") else None
    return CounterClaim(item["id"], item["title"], tuple(item["articles"]), tuple(item.get("about", ())), item["status"], positions, since)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def holds(condition: Fields, facts: Mapping[str, Resolved]) -> Truth:
    """Whether a condition outside any treaty holds for some facts, as a measure's patch asks."""
    return Reading(_NO_TREATY, facts, "").answer(condition_from(condition)).truth


_NO_TREATY = Treaty("", "", "", {}, "unknown", (), (), ())
