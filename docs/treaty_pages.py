"""Writes a page for every treaty on record, with its timeline as a picture, when the pages are built; none of them is kept.

Everything on a page comes from the record through `dualtrack.treaty`; change the record, not the page.
"""

import datetime
import itertools

TODAY = datetime.date.today()
COLOURS = {"in-force": "#2f6f4f", "provisional": "#9cc3ae", "suspended": "#d99a2b", "signed": "#d9dde1", "ended": "#ffffff"}
WORDS = {
    "in-force": "in force",
    "provisional": "applied provisionally",
    "suspended": "suspended",
    "signed": "signed or proposed, not in force",
}
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
MARKED = ("deadline", "binds", "quota")


def write(folder):
    """One Markdown page and one picture a treaty."""
    import dualtrack

    catalogue = dualtrack.open_catalogue()
    folder.mkdir(parents=True, exist_ok=True)
    names = set()
    for record in catalogue.records("treaties"):
        page = dualtrack.treaty(record.id, catalogue, on=TODAY)
        draw(page, record, folder / f"{record.id}.svg")
        (folder / f"{record.id}.md").write_text(text(page), encoding="utf-8")
        names |= {f"{record.id}.svg", f"{record.id}.md"}
    for stale in folder.iterdir():
        if stale.name not in names:
            stale.unlink()


def text(page):
    lines = [f"# {page['name']}", "", page["summary"], ""]
    lines += [f"It is {page['nature_words']}. It judges {page['judges']}. **{page['standing']}**", ""]
    if page["unread"]:
        lines += [f"Cited from memory, their text not read: {cell(', '.join(page['unread']))}.", ""]
    lines += ["## Timeline", "", f"![Timeline of the {page['name']}]({page['id']}.svg)", ""]
    lines += table(("", "date", "what", "source", "read"), numbered(page))
    if page["parties"]:
        rows = [
            (party["name"], party["from"].replace("-", "\u2011"), party["standing"].replace("-", " "), party["as"])
            for party in page["parties"]
        ]
        lines += ["## Parties", "", *table(("party", "from", "standing now", "as"), rows)]
    lines += ["## Paragraphs", "", "In our own words, with the condition that is evaluated.", ""]
    lines += table(("article", "kind", "what it says", "applies when", "text"), [paragraph(rule) for rule in page["provisions"]])
    lines += quotas(page)
    for declared in page["declared"]:
        lines += declaration(declared)
    if page["counter_claims"]:
        lines += ["## Charged and denied", ""]
        for charge in page["counter_claims"]:
            positions = "; ".join(f"{position['actor']}: {position['says']}" for position in charge["positions"])
            lines += [f"- **{charge['title']}** ({', '.join(charge['articles'])}; {charge['status']}). {positions}"]
        lines += [""]
    if page["claims"]:
        rows = [(c["attribute"].replace("_", " "), c["value"], c["claimant"], c["as_of"], c["note"]) for c in page["claims"]]
        lines += ["## On record about it", "", *table(("what", "value", "says", "as of", "note"), rows)]
        lines += [f"Disputed, {name.replace('_', ' ')}: {words}\n" for name, words in page["disputes"].items()]
    lines += ["## Sources", "", *(f"- {source(each)}" for each in page["sources"]), ""]
    return "\n".join(lines)


def numbered(page):
    rows, number = [], 0
    for entry in page["timeline"]:
        number += entry["kind"] not in MARKED
        shown = str(number) if entry["kind"] not in MARKED else ""
        rows.append((shown, entry["on"].replace("-", "\u2011"), entry["words"], entry["source"], entry["checked"]))
    return rows


def paragraph(rule):
    says = rule["says"] + (f" *{rule['note']}*" if rule["note"] else "")
    says += f" To do: {rule['requires']}." if rule.get("requires") else ""
    when = rule.get("applies_when", "")
    when += f" counts as {rule['counts']}" if rule.get("counts") else ""
    marks = rule["kind"].replace("-", " ")
    marks += f" to {', '.join(rule['excepts_from'])}" if rule.get("excepts_from") else ""
    marks += f", binds from {rule['binds_from']}" if rule.get("binds_from") else ""
    return f"{rule['article']} {rule['title']}", marks, says, when, rule["text_read"]


def quotas(page):
    lines = []
    for limit in page["limits"]:
        lines += [f"- Phase limit, {limit['what']}: {limit['warheads']} warheads ({limit['article']})"]
    for quota in page["quotas"]:
        phases = []
        for phase in quota["phases"]:
            number = f"{phase['each_year']} {quota['unit']} a year" if phase["each_year"] else f"{phase['share']:.0%} of each full number"
            span = f"for {phase['years']} years" if phase["years"] else f"until {phase['until']}" if phase["until"] else "from then on"
            phases.append(f"{number} {span}")
        total = f"; {quota['total']} in all" if quota["total"] else ""
        full = "; full numbers: " + ", ".join(f"{actor} {number}" for actor, number in quota["full"].items()) if quota["full"] else ""
        lines += [f"- {quota['what']} ({quota['article']}): {', then '.join(phases)}{total}{full}"]
    return ["## Limits and quotas", "", *lines, ""] if lines else []


def declaration(declared):
    columns = declared["columns"]
    rows = []
    for row in declared["rows"]:
        values = row.get("values", {})
        figures = [f"{values[name]:,.10g}" if name in values else "-" for name in columns]
        figures = [row["missing"], *("" for _ in figures[1:])] if row.get("missing") else figures
        where = f"{row['source']['publisher']} [{row['source']['checked']}]"
        rows.append((row["as_of"], row["row"], *figures, row["made_public"], where, row.get("note", "")))
    head = ("as of", "row", *(f"{column['title']} [{column['unit']}]" for column in columns.values()), "public", "source", "note")
    lines = [f"## {declared['name']}", "", declared["summary"], "", *table(head, rows)]
    if declared["totals"]:
        totals = [
            (
                total["of"],
                f"{total['printed']:,.10g}",
                f"{total['computed']:,.10g}",
                "closes" if total["closes"] else total["mismatch"],
                total["source"]["publisher"],
            )
            for total in declared["totals"]
        ]
        lines += table(("total", "printed", "rows add up to", "", "source"), totals)
    return lines


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(cell(str(entry)) for entry in row) + " |" for row in rows]
    return [*lines, ""]


def cell(words):
    return words.replace("|", "/").replace("\n", " ").replace("<", "&lt;").replace("[", "\\[").replace("]", "\\]")


def source(each):
    words = ", ".join(each[key] for key in ("publisher", "title", "published", "page") if each.get(key))
    words += f" \\[{each['checked']}{', read in ' + each['read_in'] if each.get('read_in') else ''}\\]"
    return words.replace("<", "&lt;") + (f": <{each['url'].replace(' ', '%20')}>" if each.get("url") else "")


def draw(page, record, path):
    """The spans in which it bound, for all and for each party that left or suspended, and the numbered events."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    from dualtrack.law import treaty_from

    treaty = treaty_from(record.id, record.name, record.details)
    events = [entry for entry in page["timeline"] if entry["kind"] not in MARKED]
    days = [datetime.date.fromisoformat(entry["on"]) for entry in events]
    first, last = min(days), max(*days, TODAY)
    first = first.replace(year=first.year - 1, day=1)
    own = dict.fromkeys(
        e.by for e in treaty.events if e.by and e.event in ("suspended", "withdrawn") and any(p.actor == e.by for p in treaty.parties)
    )
    alike = {}
    for actor in own:
        alike.setdefault(tuple(spans(treaty, actor, first, last)), []).append(actor)
    names = {party["actor"]: party["name"] for party in page["parties"]}
    rows = [("", "the instrument"), *((same[0], row_name([names[actor] for actor in same])) for same in alike.values())]
    marks = labels(days, first, last)
    highest = max((level for *_, level in marks), default=0)
    height = 0.9 + 0.36 * len(rows) + 0.2 * (highest + 1)
    with mpl.rc_context({"svg.hashsalt": "dualtrack", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 8}):
        figure = Figure(figsize=(8.2, height), layout="constrained")
        axes = figure.subplots()
        used = set()
        for place, (actor, _) in enumerate(rows):
            for start, end, code in spans(treaty, actor, first, last):
                if code != "ended":
                    used.add(code)
                    axes.barh(place, (end - start).days, left=start.toordinal(), height=0.5, color=COLOURS[code], lw=0)
        for marked, words, level in marks:
            top, at = -0.75 - 0.5 * level, sum(day.toordinal() for day in marked) / len(marked)
            axes.vlines([day.toordinal() for day in marked], top + 0.18, len(rows) - 0.6, color="#7a8690", lw=0.5, zorder=0)
            axes.text(at, top, words, ha="center", va="center", fontsize=7, color="#22313c", bbox=WHITE)
        axes.set_yticks(range(len(rows)), [name for _, name in rows])
        axes.set_ylim(len(rows) - 0.5, -1.1 - 0.5 * highest)
        axes.set_xlim(first.toordinal(), last.toordinal() + 120)
        step = max(1, round((last.year - first.year) / 9))
        years = [datetime.date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % step == 0]
        axes.set_xticks([year.toordinal() for year in years], [str(year.year) for year in years])
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        handles = [Patch(color=COLOURS[code], label=WORDS[code]) for code in COLOURS if code in used and code in WORDS]
        figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False, fontsize=7)
        figure.savefig(path, metadata={"Date": None})


def row_name(names):
    """The name of a row that several parties share."""
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def labels(days, first, last):
    """The days of each label, its words and a level at which it overlaps no other; more than three near days share one label."""
    near = (last - first).days / 45
    groups = []
    for number, day in enumerate(days, 1):
        if groups and (day - groups[-1][0][1]).days <= near:
            groups[-1].append((number, day))
        else:
            groups.append([(number, day)])
    ends, marks = [], []
    for group in groups:
        parts = [group] if len(group) > 3 else [[each] for each in group]
        for part in parts:
            middle = sum(day.toordinal() for _, day in part) / len(part)
            wide = near * (1.5 if len(part) > 1 else 0.5)
            level = next((place for place, end in enumerate(ends) if middle - wide > end), len(ends))
            ends[level : level + 1] = [middle + wide]
            words = f"{part[0][0]}\u2013{part[-1][0]}" if len(part) > 1 else str(part[0][0])
            marks.append(([day for _, day in part], words, level))
    return marks


def spans(treaty, actor, first, last):
    """Stretches of one standing: from each event's day to the next, as the law room says it stood in between."""
    from dualtrack.law import standing_on

    starts = [party.start for party in treaty.parties if party.actor == actor]
    turns = {event.on for event in treaty.events} | {event.last_in_force for event in treaty.events} | set(starts)
    days = sorted({first, last, *(day for day in turns if first <= day <= last)})
    whole = treaty.first("in-force")
    for start, end in itertools.pairwise(days):
        middle = start + (end - start) / 2
        code = standing_on(treaty, middle, actor).code
        code = {"withdrawn": "ended", "not-yet-in-force": "signed"}.get(code, code)
        if code == "suspended" and actor and actor not in standing_on(treaty, middle, actor).suspended_by:
            code = "in-force"
        if code == "suspended" and not actor:
            code = "in-force" if len(standing_on(treaty, middle).suspended_by) < len(treaty.parties) else code
        if code == "signed" and middle < min(event.on for event in treaty.events):
            code = "ended"
        if code == "in-force" and (whole is None or middle < whole.on):
            code = "provisional"
        if starts and middle < min(starts):
            code = "ended"
        yield start, end, code
