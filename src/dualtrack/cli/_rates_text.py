"""Room: cli. Interception rates as tables and words: every rate with its numerator and denominator, every exclusion with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dualtrack.cli import _printing

LINES = 3


def show(answer: Mapping[str, Any]) -> None:
    """Print the answer."""
    records = answer["records"]
    _printing.say(f"Interception rates, attack days {records['first_attack_day']} to {records['last_attack_day']} (Kyiv local time)")
    _printing.paragraph(f"Stopped: {answer['numerator']}. Of: {answer['denominator']}.")
    _printing.paragraph("One side's reports of its own success: read every rate with the over-claim rates below.")
    _records(records)
    _whole(answer)
    _periods(answer)
    _break(answer["break"])
    _sizes(answer["salvo_size"])
    _over_claims(answer["over_claim"])
    _checks(answer)
    _beside(answer["beside"])


def _records(records: Mapping[str, Any]) -> None:
    _printing.heading(f"Records: {records['rows_counted']:,} of {records['rows_read']:,} rows counted")
    for told in records["set_aside"].values():
        first = "; ".join(f"row {line['row']}: {line['found']}" for line in told["lines"][:LINES])
        more = f"; and {len(told['lines']) - LINES} more, --json has them all" if len(told["lines"]) > LINES else ""
        _printing.paragraph(
            f"{told['rows']:,} {'row' if told['rows'] == 1 else 'rows'} set aside, {told['because']} ({first}{more}).",
            indent="  ",
            first="- ",
        )
    for key, what in (("read_with_allowance", "times read with allowance"), ("overlapping_windows", "windows that overlap another post's")):
        if records[key]:
            told = "; ".join(f"row {line['row']}: {line['found']}" for line in records[key][:LINES])
            _printing.paragraph(f"{len(records[key])} {what} ({told} ...).", indent="  ", first="- ")
    mixed, air, sure = records["mixed_rows"], records["still_in_the_air"], records["all_destroyed_posts"]
    drones = records["drones_told_from_decoys"]
    for line in (
        f"{mixed['rows']} rows name several types ({mixed['objects']:,} objects, {mixed['with_split']} with the split of the launched): "
        "counted as mixtures, the split averaged over.",
        f"{air['objects']:,} objects in {air['rows']} rows were still in the air when the report was written: in no denominator.",
        f"{sure['rows']} rows stand in national posts that say launched = destroyed throughout; counted, because leaving them out by their "
        "outcome would bend the rate down. The last column shows the rate without them.",
        f"Decoys are inside launched: in {drones['rows']} reports that tell them apart, {drones['called_shahed']:,} of "
        f"{drones['launched']:,} were called Shahed.",
        f"Not reached is stated in {records['not_reached_stated']:,} rows; elsewhere nothing is added for it.",
    ):
        _printing.paragraph(line, indent="  ", first="- ")


def _whole(answer: Mapping[str, Any]) -> None:
    _printing.heading("Whole window, percent stopped; intervals of 90 percent")
    rows = []
    for entry in answer["over_the_whole_window"]:
        spread = f"{entry['spread']:.1f}" if entry["spread"] else ""
        without = "" if entry["without_all_destroyed_posts"] is None else f"{entry['without_all_destroyed_posts']:.0f}"
        rows.append((entry["title"], *_counts(entry), _modelled(entry["modelled"]), spread, without))
    _printing.table(("type", "stopped/launched", "as reported", "modelled", "spread", "without"), rows)
    _printing.paragraph(
        "As reported: objects, resampled by attack day; `exact` is the binomial interval of few objects. Modelled: rows of several types "
        "included. Spread: how many times wider the interval by day is than that of independent objects."
    )


def _periods(answer: Mapping[str, Any]) -> None:
    _printing.heading(f"By {answer['period_length']}, percent stopped: 90 percent, and 50 percent within")
    rows = []
    for entry in answer["rates"]:
        found = entry["modelled"]
        half = f"{found['low_50']:.0f}-{found['high_50']:.0f}"
        rows.append((entry["title"], entry["period"], *_counts(entry), _modelled(found), half))
    _printing.table(("type", "period", "stopped/launched", "as reported", "modelled", "50 %"), rows)


def _counts(entry: Mapping[str, Any]) -> tuple[str, str]:
    mixed = f" (+{entry['in_mixed_rows']:,} mixed)" if entry["in_mixed_rows"] else ""
    count = f"{entry['stopped']:,}/{entry['launched']:,}{mixed}"
    if entry["reported"] is None:
        return count, "no row alone"
    ends, word = (entry["exact"], "exact ") if entry["exact"] else (entry["by_day"], "")
    return count, f"{entry['reported']:.0f} ({word}{ends['low_90']:.0f}-{ends['high_90']:.0f})"


def _modelled(found: Mapping[str, float]) -> str:
    return f"{found['middle']:.0f} ({found['low_90']:.0f}-{found['high_90']:.0f})"


def _break(told: Mapping[str, Any] | None) -> None:
    _printing.heading("Three outcomes of the drones, and the break of the night of 23/24 July 2025")
    if told is None:
        _printing.paragraph("The records do not reach across it, or do not state what was not reached.")
        return
    rows = [
        (entry["period"], f"{entry['launched']:,}", *(f"{entry[name]:.1f}" for name in ("destroyed", "not_reached", "leaked")))
        for entry in told["outcomes"]
    ]
    _printing.table(("period", "launched", "destroyed %", "not reached %", "leaked %"), rows)
    jump = told["jump_of_destroyed_among_stopped"]
    sides = [(side, told[side]) for side in ("before", "after") if told[side]["destroyed"]]
    for side, found in sides:
        parts = ", ".join(
            f"{name} {found[name]['rate']:.1f} ({found[name]['low_90']:.1f}-{found[name]['high_90']:.1f})"
            for name in ("destroyed", "stopped")
        )
        _printing.paragraph(f"{told['days_each_side']} days {side}, percent of {found['launched']:,}: {parts}.", indent="  ", first="- ")
    _printing.paragraph(
        f"The dated term: destroyed among stopped jumps by {jump['middle']:.1f} ({jump['low']:.1f} to {jump['high']:.1f}) logits that day: "
        "from then on the reports put what was jammed or lost under destroyed. Only destroyed + not reached compares across it."
    )
    _printing.paragraph(f"Before {told['first_told']} no report states what was not reached; it then counts as leaked.")


def _sizes(told: Mapping[str, Any]) -> None:
    _printing.heading("Size of the salvo: an association")
    _printing.paragraph(told["meaning"])
    rows = [
        (entry["title"], entry["launched_in_a_day"], f"{entry['days']}", f"{entry['launched']:,}", f"{entry['reported']:.0f}")
        for entry in told["entries"]
    ]
    _printing.table(("type", "launched in a day", "days", "launched", "% stopped"), rows)


def _over_claims(told: list[Mapping[str, Any]]) -> None:
    _printing.heading("If a part of the kills claimed did not happen: percent stopped, modelled, whole window")
    parts = list(told[0]["by_percent_over_claimed"]) if told else []
    rows = [(entry["title"], *(_modelled(entry["by_percent_over_claimed"][part]) for part in parts)) for entry in told]
    _printing.table(("type", *(f"{part} %" for part in parts)), rows)


def _checks(answer: Mapping[str, Any]) -> None:
    checks, told = answer["checks"], answer["prediction"]
    _printing.heading("Checks")
    for name, found in checks["mixing"].items():
        effective = f"at least {found['fewest_effective_draws']:.0f} effective draws{_mixing(found)}"
        _printing.paragraph(f"{name}: worst R-hat {found['worst_r_hat']:.3f}, {effective}.", indent="  ", first="- ")
    if not checks["converged"]:
        _printing.paragraph("The chains do not agree well enough: ask for more with --draws before using these numbers.", first="! ")
    several = checks["held_by_90_of_10_or_more"]
    if checks["held_by_90"] is not None:
        of_many = "" if several is None else f"; {100 * several:.0f} % of those with 10 objects or more"
        _printing.paragraph(
            f"Of {checks['cells']:,} days and types fitted, {100 * checks['held_by_90']:.0f} % lie in their 90 % interval{of_many}.",
            indent="  ",
            first="- ",
        )
    if told is None:
        _printing.paragraph("Too few periods to predict one from the others.", indent="  ", first="- ")
        return
    held = f"{100 * told['days_held']:.0f} % of {told['days']} days and types, and {told['totals_held']} of {len(told['totals'])} totals"
    _printing.paragraph(
        f"Fitted to {told['fitted_to']} and predicting {told['predicted']}: {held} lie in their 90 % interval.", indent="  ", first="- "
    )
    rows = [
        (each["title"], f"{each['launched']:,}", f"{each['reported']:.0f}", f"{each['low_90']:.0f}-{each['high_90']:.0f}", _held(each))
        for each in told["totals"]
    ]
    _printing.table(("type", "launched", "came %", "predicted %", "held"), rows)


def _held(each: Mapping[str, Any]) -> str:
    return "yes" if each["held"] else "NO"


def _beside(entries: list[Mapping[str, Any]]) -> None:
    if not entries:
        return
    _printing.heading("Rates that others state")
    for entry in entries:
        _printing.paragraph(f"{entry['stated']}: {entry['percent']:.1f} %; {entry['here']}: {entry['here_percent']:.1f} %.", first="- ")
        for warning in entry["warnings"]:
            _printing.paragraph(f"warning: {warning}", indent="    ", first="  ")


def _mixing(found: Any) -> str:
    """What to do where chains have not met or said too little."""
    from dualtrack.runs.rates import WANTED_DRAWS, WANTED_R_HAT

    met = found["worst_r_hat"] <= WANTED_R_HAT and found["fewest_effective_draws"] >= WANTED_DRAWS
    return "" if met else f" (wanted: at most {WANTED_R_HAT:g} and at least {WANTED_DRAWS}; more --draws)"
