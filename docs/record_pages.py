"""Writes a page for every record, a list of them and a table of what is covered, when the pages are built; none of them is kept.

Everything on a page comes from the record through the catalogue; change the record, not the page. Treaties have pages of their own.
"""

import datetime

import defence_pages
from treaty_pages import cell, table

TODAY = datetime.date.today()
FOLDERS = {
    "systems": "Missiles, drones and defences",
    "sensors": "Radars and warning systems",
    "deployments": "Deployments by town",
    "presence": "Forward presence and air policing",
    "pledges": "Pledges of readiness and spending",
    "exercises": "Exercises",
    "decisions": "Decisions, announcements and milestones",
    "measures": "Measures",
    "arsenals": "Warheads",
    "evidence": "Evidence of interception",
    "raids": "Notional raids",
    "series": "Series of spending",
    "actors": "States, alliances, organisations and people",
    "corrections": "Corrections",
}
HIDDEN = ("adds_up", "source", "changes", "members", "office", "phrases", "regime", "patch", "place", "places")
LINKED = ("system", "operator", "by", "framework", "host", "hosts", "subject", "about", "proposed_by", "needs_agreement_of", "claimant")
UNBROKEN = str.maketrans({"-": "\u2011"})


def write(folder):
    """One Markdown page a record, the list and the table of coverage."""
    import dualtrack
    from dualtrack.catalogue import Dates
    from dualtrack.catalogue.links import references
    from dualtrack.catalogue.page import SHIPPED_PERSPECTIVES, STALE_AFTER_DAYS, Lens

    catalogue = dualtrack.open_catalogue()
    fresh = TODAY - datetime.timedelta(days=STALE_AFTER_DAYS)
    lens = Lens(Dates(TODAY, TODAY), SHIPPED_PERSPECTIVES, dated=False, fresh_from=fresh)
    named_by = {}
    for record in catalogue.records():
        for _, found, kind in references(record):
            named_by.setdefault(found, []).append((kind, record))
    spoke = {}
    for record in catalogue.records():
        for claimant in {claim.claimant for claim in record.claims} - {""}:
            spoke.setdefault(claimant, []).append(record)
    written = {}
    for name in FOLDERS:
        for record in catalogue.records(name):
            codes = {record.id, record.details.get("iso3", record.id)} if name == "actors" else {record.id}
            naming = [other for code in codes for kind, other in named_by.get(code, ()) if kind in ("", name, "states")]
            written[f"{name}/{record.id}.md"] = record_page(
                record, catalogue, lens, naming, spoke.get(record.id, []) if name == "actors" else []
            )
    written["index.md"] = index(catalogue)
    written["coverage.md"] = coverage(catalogue)
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for stale in folder.rglob("*.md"):
        if str(stale.relative_to(folder)) not in written:
            stale.unlink()


def record_page(record, catalogue, lens, naming, speaking):
    from dualtrack.catalogue.disputes import disputes_of
    from dualtrack.catalogue.page import page
    from dualtrack.catalogue.timeline import timeline

    plain = page(record, catalogue, lens)
    lines = ["---", "orphan: true", "---", "", f"# {cell(record.name)}", "", cell(record.summary), ""]
    also = [name for name in record.names if name != record.name]
    if also:
        lines += [f"Also called {cell(', '.join(also))}.", ""]
    lines += about(record, catalogue)
    disputes = disputes_of(record, catalogue, lens)
    if disputes:
        lines += ["## Disputed", ""]
        for entry in disputes:
            lines += [f"**{entry['title']}.** {cell(entry['sentence'])} {cell(entry['dispute'])}", ""]
            lines += [f"*Whose word each perspective takes: {cell(taken(entry['perspectives'], catalogue))}.*", ""]
    numbers = {source["id"]: number for number, source in enumerate(plain["sources"], 1)}
    if plain["attributes"]:
        lines += [
            "## What is said",
            "",
            *table(("what", "value", "said by", "holds from", "public", "source"), said(record, plain, numbers, catalogue)),
        ]
    if record.details.get("points"):
        lines += ["## Figures", "", *table(("year", record.details["unit"]), sorted(record.details["points"].items()))]
    lines += defence_pages.parts(record)
    if record.details.get("changes"):
        rows = [
            (change["record"], change["attribute"], change["was"], change.get("now", "withdrawn")) for change in record.details["changes"]
        ]
        lines += ["## Corrected", "", record.details["reason"], "", *table(("record", "what", "was", "is"), rows)]
    entries = events(record, timeline(record, catalogue, lens))
    if len(entries) > 1:
        rows = ["| on | public | what | says |", "|---|---|---|---|"]
        lines += ["## Timeline", "", *rows, *("| " + " | ".join(dated(entry, catalogue)) + " |" for entry in entries), ""]
    lines += named("Named by", record, naming)
    lines += named("Speaks in", record, speaking)
    if plain["sources"]:
        lines += ["## Sources", "", *(f"{numbers[source['id']]}. {cited(source)}" for source in plain["sources"]), ""]
    return "\n".join(lines)


def about(record, catalogue):
    """The record's own fields: kind, whom and what it names, place and day."""
    rows = [("Kind", record.kind.replace("-", " "))]
    for key, value in record.details.items():
        if value == []:
            continue
        if key in LINKED:
            values = value if isinstance(value, list) else [value]
            title = "Framework nation" if key == "framework" else key.replace("_", " ").capitalize()
            rows.append((title, ", ".join(link(name, catalogue) for name in values)))
        elif key not in HIDDEN and isinstance(value, str | int | float):
            rows.append((key.replace("_", " ").capitalize(), cell(str(value))))
    places = [record.details["place"]] if record.details.get("place") else record.details.get("places", [])
    if places:
        rows.append(("Place", "; ".join(cell(f"{place['name']} ({place['country']})") for place in places)))
    for office in record.details.get("office", ()):
        rows.append(("Office", cell(f"{office['title']}, from {office['from']} to {office.get('until', 'now')}")))
    if record.details.get("members"):
        rows.append(("Members", f"{sum('until' not in member for member in record.details['members'])} on record today"))
    return ["| | |", "|---|---|", *(f"| {key} | {value} |" for key, value in rows), ""]


def link(name, catalogue, folder=""):
    """The name of the record an id stands for, with its page."""
    if not catalogue.has(name, folder):
        return cell(name)
    record = catalogue.record(name, folder)
    if record.folder == "treaties":
        return f"[{cell(record.name)}](../../treaties/{record.id}.md)"
    return f"[{cell(record.name)}](../{record.folder}/{record.id}.md)" if record.folder in FOLDERS else cell(record.name)


def said(record, plain, numbers, catalogue):
    """The claims as rows; the attribute's name stands in its first row alone."""
    from dualtrack.catalogue.page import claimant_name

    names = {claim.id: claimant_name(claim, record, catalogue) for claim in record.claims}
    rows = []
    for entry in plain["attributes"]:
        if "unknown" in entry:
            rows.append((f"**{entry['title']}**", f"unknown: {entry['unknown']}", "", "", "", ""))
        for place, claim in enumerate(entry["claims"]):
            title = (f"**{entry['title']}**" + (" (disputed)" if entry.get("dispute") else "")) if place == 0 else ""
            value = words(claim["value"], entry["attribute"], catalogue)
            value += (f" against {claim['against']}" if claim.get("against") else "") + (f" *{claim['note']}*" if claim.get("note") else "")
            if claim.get("assumed"):
                rows.append((title, value, f"assumed here: {claim['assumed']}", "", "", ""))
                continue
            who = names[claim["id"]] + (f" ({claim['speaker']})" if claim.get("speaker") else "")
            held = claim["as_of"].translate(UNBROKEN) + (f" to {claim['until'].translate(UNBROKEN)}" if claim.get("until") else "")
            source = f"{numbers[claim['source']]}, {claim['checked']}" + (", stale" if claim.get("stale") else "")
            rows.append((title, value, who, held, claim["made_public"].translate(UNBROKEN), source))
    return rows


def words(value, attribute, catalogue):
    """A value for reading: the name of an operator rather than his id."""
    if attribute in ("operator", "framework") and catalogue.has(value, "actors"):
        return catalogue.record(value, "actors").name
    return value


def taken(perspectives, catalogue):
    """What each perspective makes of a dispute, in one line."""
    found = {}
    for view, made in perspectives.items():
        found.setdefault(made["value"] or "unknown", []).append(catalogue.record(view, "perspectives").name)
    return "; ".join(f"{', '.join(views)}: {value}" for value, views in found.items())


def events(record, entries):
    """The dates, what other records add, and of the record's own claims those on something that changed with time."""
    days = {}
    for claim in record.claims:
        days.setdefault(claim.attribute, set()).add(str(claim.as_of))
    changing = {attribute for attribute, found in days.items() if len(found) > 1}
    return [entry for entry in entries if entry["event"] or entry["claim"].split(".")[1] in changing]


def dated(entry, catalogue):
    marks = [word for word in (entry["checked"] * (entry["checked"] in WEAK), "disputed" * entry["disputed"]) if word]
    folder, _, key = entry["record"].partition("/")
    says = cell(entry["says"]) or link(key, catalogue, folder)
    marked = f" ({', '.join(marks)})" if marks else ""
    return entry["on"].translate(UNBROKEN), entry["public"].translate(UNBROKEN), cell(entry["what"]), says + marked


def named(title, record, naming):
    """The records that name this one, or in which it speaks."""
    found = sorted({(other.folder, other.id, other.name) for other in naming if other.folder in FOLDERS and other.id != record.id})
    if not found:
        return []
    lines = [f"## {title}", ""]
    for folder, kind in FOLDERS.items():
        links = [f"[{cell(name)}](../{folder}/{key}.md)" for where, key, name in found if where == folder]
        lines += [f"- {kind}: {', '.join(links)}"] if links else []
    return [*lines, ""]


def cited(source):
    """A source for reading: title, publisher, day, how it was read, address."""
    parts = [source["title"], source["publisher"], source.get("published", "no date"), source.get("page", "")]
    read = source["checked"] + (f", read in {source['read_in']}" if source.get("read_in") else "")
    when = f", looked at {source['accessed']}" if source.get("accessed") else ""
    note = f" {source['note']}" if source.get("note") else ""
    where = (
        f" <{source['url']}>" if source.get("url") and " " not in source["url"] else cell(f" {source.get('url') or source.get('doi', '')}")
    )
    return cell(", ".join(part for part in parts if part)) + cell(f" [{read}{when}].{note}") + where


def index(catalogue):
    """Every record by folder, with how many claims and disputes it holds."""
    lines = ["# Records", ""]
    lines += ["Every record of the catalogue, one page each: what is said and by whom, what is disputed, the timeline, the sources."]
    lines += ["Where the gaps are is in [the table of coverage](coverage.md). Treaties have [pages of their own](../treaties/inf.md).", ""]
    for folder, title in FOLDERS.items():
        records = catalogue.records(folder)
        rows = [
            (f"[{cell(r.name)}]({folder}/{r.id}.md)", r.kind.replace("-", " "), len(r.claims) or "", len(r.dispute_texts) or "")
            for r in records
        ]
        if rows:
            head = "| record | kind | claims | disputes |"
            lines += [f"## {title}", "", head, "|---|---|---|---|", *("| " + " | ".join(map(str, row)) + " |" for row in rows), ""]
    return "\n".join(lines)


def coverage(catalogue):
    """What the claims rest on, kind by kind, and for each attribute how many records say something, or nothing."""
    from dualtrack.catalogue.coverage import counted, covered

    lines = ["# What is covered, and the gaps", ""]
    lines += ["A silent record holds neither a claim nor an honest unknown; what no record of a kind holds is left out.", ""]
    rows = [
        (row.kind.replace("-", " "), row.records, row.claims, row.disputes, *(row.checked.get(word, 0) or "" for word in CHECKED))
        for row in counted(catalogue.records())
    ]
    lines += ["## In numbers", "", *table(("kind", "records", "claims", "disputes", *CHECKED), rows)]
    kinds = {}
    for row in covered(catalogue):
        if row.folder in FOLDERS and row.folder != "actors":
            kinds.setdefault((row.folder, row.kind), []).append(row)
    for (_, kind), found in kinds.items():
        head = ("what", "claimed", "disputed", "unknown", "silent", "silent records")
        gaps = [
            (
                row.title,
                row.claimed,
                row.disputed or "",
                row.unknown or "",
                len(row.silent) or "",
                ", ".join(row.silent[:6]) + " ..." * (len(row.silent) > 6),
            )
            for row in found
        ]
        lines += [f"## {kind.replace('-', ' ').capitalize()}", "", *table(head, gaps)]
    return "\n".join(lines)


def first(silent, shown=6):
    """The first records that say nothing."""
    return ", ".join(silent[:shown]) + " ..." * (len(silent) > shown)


WEAK = ("recalled", "assumed")
CHECKED = ("seen", "secondhand", "recalled", "assumed")
