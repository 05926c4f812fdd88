"""Room: runs. Binds claims about systems and measures to the law's interpreter: verdicts by viewpoint, system and treaty."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dualtrack.catalogue.records import value_from
from dualtrack.facts import Claim, Resolved, State
from dualtrack.law import Treaty, Verdict, assess, judged_on, treaty_from
from dualtrack.runs.binding import Context, Viewpoint


def treaty_of(context: Context, treaty_id: str) -> Treaty:
    """A treaty as the law room reads it."""
    record = context.catalogue.record(treaty_id, "treaties")
    return treaty_from(record.id, record.name, record.details)


def system_verdict(context: Context, viewpoint: Viewpoint, system: str, treaty_id: str) -> Verdict:
    """The verdict on a system under a treaty, on what the viewpoint holds to have been true of it while the treaty was in force."""
    treaty = treaty_of(context, treaty_id)
    on = _day_asked(context)
    then = replace(context.scenario, dates=replace(context.scenario.dates, holds_on=judged_on(treaty, on)))
    known = {claim.attribute for claim in context.catalogue.record(system, "systems").claims}
    facts = {name: viewpoint.resolve(then, context.catalogue, system, name) for name in sorted(known)}
    return assess(treaty, facts, subject=system, party=context.scenario.operator, on=on)


def measure_verdict(context: Context, measure_id: str, treaty_id: str) -> Verdict | None:
    """The verdict on what a measure would deploy; None when it deploys nothing a treaty could judge."""
    deploys: Mapping[str, Any] | None = context.catalogue.record(measure_id, "measures").details.get("deploys")
    if not deploys:
        return None
    facts = {
        name: Resolved(_value(value), (Claim(measure_id, name, _value(value), assumed="what the measure would deploy"),))
        for name, value in deploys["facts"].items()
    }
    return assess(treaty_of(context, treaty_id), facts, subject=measure_id, party=deploys["by"], on=_day_asked(context))


def _day_asked(context: Context) -> datetime.date:
    day = context.scenario.dates.holds_on
    assert day is not None, "a frozen scenario has both dates"
    return day


def _value(plain: Any) -> Any:
    return value_from(plain) if isinstance(plain, Mapping) else State(str(plain))
