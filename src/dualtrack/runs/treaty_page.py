"""Room: runs. A treaty in plain types: standing, timeline, parties, paragraphs with their conditions in words, quotas, declared figures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from dualtrack.catalogue import Catalogue, Record
from dualtrack.catalogue.declarations import totals_of
from dualtrack.facts import Claim, Source
from dualtrack.law import NATURES, CounterClaim, Provision, Quota, Treaty, add_months, deadline_on, quota_total, standing_on, treaty_from
from dualtrack.law.wording import condition_words
from dualtrack.runs.plain import named


def treaty_plain(record: Record, catalogue: Catalogue, on: datetime.date) -> dict[str, Any]:
    """Everything a record says of a treaty, with how it stood on a day."""
    treaty = treaty_from(record.id, record.name, record.details)
    return {
        "id": record.id,
        "name": record.name,
        "summary": record.summary,
        "nature": treaty.nature,
        "nature_words": NATURES[treaty.nature],
        "judges": treaty.judges,
        "asks_about": dict(treaty.attributes()),
        "on": str(on),
        "standing": named(standing_on(treaty, on).sentence, treaty, catalogue),
        "parties": [_party(treaty, actor, on, catalogue) for actor in dict.fromkeys(party.actor for party in treaty.parties)],
        "timeline": sorted(_timeline(treaty, record, catalogue), key=lambda entry: entry["on"]),
        "provisions": [_provision(rule, treaty, record) for rule in treaty.provisions],
        "quotas": [_quota(quota) for quota in treaty.quotas],
        "limits": [
            {"what": limit.kind.replace("-", " "), "article": limit.article, "warheads": limit.warheads, "text_read": limit.checked.value}
            for limit in treaty.limits
        ],
        "counter_claims": [_charge(found, record) for found in treaty.counter_claims],
        "declared": [_declaration(found) for found in catalogue.records("declarations") if found.details["treaty"] == record.id],
        "claims": [_claim(claim) for claim in record.claims],
        "disputes": dict(record.dispute_texts),
        "sources": [_source(source) for source in record.sources.values()],
        "unread": [f"{rule.article} ({rule.title})" for rule in treaty.provisions if rule.checked.value == "recalled"],
    }


def _charge(found: CounterClaim, record: Record) -> dict[str, Any]:
    positions = [{"actor": each.actor, "says": each.says, "source": _source(record.sources[each.source])} for each in found.positions]
    plain = {"title": found.title, "articles": list(found.articles), "about": list(found.about), "status": found.status}
    return {**plain, "positions": positions}


def _claim(claim: Claim) -> dict[str, str]:
    plain = {"attribute": claim.attribute, "value": str(claim.value), "claimant": claim.claimant, "as_of": str(claim.as_of or "")}
    return {**plain, "made_public": str(claim.made_public or ""), "note": claim.note}


def _party(treaty: Treaty, actor: str, on: datetime.date, catalogue: Catalogue) -> dict[str, str]:
    first = min((party for party in treaty.parties if party.actor == actor), key=lambda party: party.start)
    standing = standing_on(treaty, on, actor)
    code = standing.code
    if code == "suspended" and actor not in standing.suspended_by:
        code = "in-force"
    if on < first.start and code == "in-force":
        code = "not-yet-in-force"
    return {"actor": actor, "name": catalogue.record(actor, "actors").name, "from": str(first.start), "as": first.role, "standing": code}


def _timeline(treaty: Treaty, record: Record, catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Events, deadlines and the days from which rules bind, each with its source."""
    for event in treaty.events:
        by = f" by {catalogue.record(event.by, 'actors').name}" if event.by else ""
        last = f" (last day in force: {event.last_day})" if event.last_day else ""
        words = f"{event.event.replace('-', ' ')}{by}{last}" + (f". {event.says}" if event.says else "")
        if event.event == "noted":
            words = f"{by.removeprefix(' by ')}: {event.says}" if by else event.says
        yield {"on": str(event.on), "kind": event.event, "words": words, **_cited(record, event.source)}
    for deadline in treaty.deadlines:
        day = deadline_on(treaty, deadline)
        if day:
            yield {"on": str(day), "kind": "deadline", "words": f"{deadline.what} ({deadline.article})", **_cited(record, deadline.source)}
    for day in sorted({rule.binds_from for rule in treaty.provisions if rule.binds_from}):
        rules = [rule for rule in treaty.provisions if rule.binds_from == day]
        cited = [_cited(record, rule.source) for rule in rules]
        yield {
            "on": str(day),
            "kind": "binds",
            "words": f"binds: {'; '.join(f'{rule.title} ({rule.article})' for rule in rules)}",
            "source": "; ".join(dict.fromkeys(each["source"] for each in cited)),
            "checked": max((each["checked"] for each in cited), key=("seen", "secondhand", "recalled").index),
        }
    for quota in treaty.quotas:
        yield from _phases(treaty, quota, record)


def _phases(treaty: Treaty, quota: Quota, record: Record) -> Iterator[dict[str, str]]:
    start = treaty.first("in-force")
    since = start.on if start else None
    for phase in quota.phases:
        if since is None:
            return
        number = f"{phase.each_year} {quota.unit} a year" if phase.each_year else f"{phase.share:.0%} of each full number"
        yield {"on": str(since), "kind": "quota", "words": f"{quota.what}: {number} ({quota.article})", **_cited(record, quota.source)}
        end = phase.until or (add_months(since, 12 * phase.years) - datetime.timedelta(days=1) if phase.years else None)
        since = end + datetime.timedelta(days=1) if end else None


def _cited(record: Record, source: str) -> dict[str, str]:
    found = record.sources[source]
    return {"source": f"{found.publisher}, {found.title}", "checked": found.checked.value}


def _provision(rule: Provision, treaty: Treaty, record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": rule.id,
        "article": rule.article,
        "kind": rule.kind,
        "title": rule.title,
        "says": rule.says,
        "note": rule.note,
        "text_read": rule.checked.value,
        "source": _source(record.sources[rule.source]),
    }
    if rule.when is not None:
        titles = {found.defines: found.title for found in treaty.provisions if found.defines}
        plain["applies_when"] = condition_words(rule.when, titles)
    if rule.adds:
        plain["counts"] = " + ".join((f"{weight:g} x " if weight != 1 else "") + name.replace("_", " ") for name, weight in rule.adds)
    if rule.range_from:
        plain["taken_from"] = [name.replace("_", " ") for name in (*rule.range_from, *rule.at_least_from)]
    if rule.to:
        plain["excepts_from"] = [treaty.provision(name).article for name in rule.to]
    if rule.requires:
        plain["requires"] = rule.requires
    if rule.binds:
        plain["binds"] = list(rule.binds)
    if rule.binds_from:
        plain["binds_from"] = str(rule.binds_from)
    return plain


def _quota(quota: Quota) -> dict[str, Any]:
    phases = [
        {
            "years": phase.years or None,
            "until": str(phase.until) if phase.until else None,
            "each_year": phase.each_year or None,
            "share": None if phase.each_year else phase.share,
        }
        for phase in quota.phases
    ]
    total = quota_total(quota) or None
    return {
        "id": quota.id,
        "article": quota.article,
        "what": quota.what,
        "unit": quota.unit,
        "phases": phases,
        "full": dict(quota.full),
        "total": total,
        "note": quota.note,
        "text_read": quota.checked.value,
    }


def _declaration(record: Record) -> dict[str, Any]:
    """A table of declared figures with every printed total beside the sum of its rows."""
    return {
        "id": record.id,
        "name": record.name,
        "summary": record.summary,
        "columns": dict(record.details["columns"]),
        "rows": [{**row, "source": _source(record.sources[row["source"]])} for row in record.details["rows"]],
        "totals": [
            {
                "of": total.of,
                "unit": total.unit,
                "printed": total.printed,
                "computed": total.computed,
                "closes": total.closes,
                "mismatch": total.mismatch,
                "claimant": total.claimant,
                "source": _source(record.sources[total.source]),
            }
            for total in totals_of(record)
        ],
    }


def _source(source: Source) -> dict[str, str]:
    names = ("title", "publisher", "published", "url", "doi", "page", "read_in", "note")
    return {"id": source.id, **{name: value for name in names if (value := getattr(source, name))}, "checked": source.checked.value}
