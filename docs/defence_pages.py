"""The parts of a record's page that only raids and evidence have: flights and batteries with their bands, and rates with their counts."""

from treaty_pages import cell, table

PACE = ("from_minutes", "over_minutes")


def parts(record):
    """Tables for a raid or for evidence; nothing for other records."""
    if record.folder == "raids":
        return [*_raid(record.details), ""]
    return [*_evidence(record.details), ""] if record.folder == "evidence" else []


def _raid(details):
    flights = [
        (group["flight"], group["number"], group["area"], group["comes_from"]["name"], *(f"{group.get(name, 0):g}" for name in PACE))
        for group in details["arrivals"]
    ]
    lines = ["## Flights", "", *table(("class", "how many", "at", "from", "from minute", "over minutes"), flights)]
    for battery in details.get("batteries", ()):
        lines += ["", f"## {battery.get('number', 1)} {battery['system']} at {battery['place']['name']}", "", cell(battery["assumed"]), ""]
        rows = [(name.replace("_", " "), *_band(value)) for name, value in battery.items() if isinstance(value, dict) and "low" in value]
        for against in battery["against"]:
            rows += [
                (f"{against['flight']}: {name.replace('_', ' ')}", *_band(value))
                for name, value in against.items()
                if isinstance(value, dict)
            ]
        lines += table(("what", "low", "high", "why"), rows)
    return lines


def _band(band):
    return f"{band['low']:g}", f"{band['high']:g}", cell(band.get("assumed") or f"evidence: {band['evidence']}")


def _evidence(details):
    rows = [_rate(rate) for rate in details["rates"]]
    left_out = [(out["rows"], out["objects"], out["because"]) for out in details.get("excluded", ())]
    return [
        "## Rates, percent", "", *table(("type", "window", "stopped", "of", "more in mixed rows", "rate"), rows), "",
        "## Left out", "", *table(("rows", "objects", "because"), left_out),
    ]  # fmt: skip


def _rate(rate):
    name = (rate.get("types") or [rate["type"]])[0]
    counts = [f"{rate[key]:,}" for key in ("numerator", "denominator", "objects_in_mixed_rows")]
    return (name, rate["window"].replace("/", " to "), *counts, f"{rate['middle']:g} ({rate['low']:g} to {rate['high']:g})")
