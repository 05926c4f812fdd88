"""Room: runs. Compiled evidence of interception rates: rates with numerator, denominator, window and types, without a raw row; and a
comparison of such records in words. Written as YAML in the catalogue's way (dates and ids as text)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dualtrack.catalogue.yaml_file import parse
from dualtrack.errors import OutsideValidity, Problem, RecordError, UserError
from dualtrack.models.interception import DENOMINATORS, NUMERATORS, Rate, compared
from dualtrack.runs.rates_types import BY_ID

METHOD = (
    "Beta-binomial by attack day (noon to noon, Kyiv), level and slope with salvo size by type and period, rows that name several types as "
    "mixtures with unknown split; dualtrack rates."
)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the records come from, as the user gives it."""

    title: str
    publisher: str
    url: str


def evidence(answer: Mapping[str, Any], citation: Citation) -> dict[str, Any]:
    """The compiled record: one entry by type and period, and by type over the whole window; [percent], 90 percent intervals."""
    records = answer["records"]
    window = f"{records['first_attack_day']}/{records['last_attack_day']}"
    entries = [_entry(entry, window) for entry in answer["over_the_whole_window"]]
    entries += [_entry(entry, entry["period"]) for entry in answer["rates"]]
    return {
        "kind": "interception-rates",
        "unit": "percent",
        "interval": "90 percent, of the rate and not of single days",
        "method": METHOD,
        "numerator": answer["numerator"],
        "denominator": answer["denominator"],
        "window": window,
        "source": {"title": citation.title, "publisher": citation.publisher, "url": citation.url, "sha256": records["sha256"]},
        "excluded": [
            {"rows": told["rows"], "objects": told["objects"], "because": told["because"]} for told in records["set_aside"].values()
        ],
        "still_in_the_air_not_counted": records["still_in_the_air"]["objects"],
        "label": "modelled",
        "one_sided": "One side's reports of its own success; see the over-claim rates.",
        "rates": entries,
    }


def _entry(entry: Mapping[str, Any], window: str) -> dict[str, Any]:
    modelled = entry["modelled"]
    return {
        "type": entry["type"],
        "types": list(BY_ID[entry["type"]].names[:3]),
        "counted": "stopped",
        "over": "resolved",
        "window": window,
        "numerator": entry["stopped"],
        "denominator": entry["launched"],
        "objects_in_mixed_rows": entry["in_mixed_rows"],
        "low": round(modelled["low_90"], 1),
        "middle": round(modelled["middle"], 1),
        "high": round(modelled["high_90"], 1),
    }


def as_yaml(value: Any, indent: int = 0) -> str:
    """Plain data as YAML text; every string quoted, so that no date, `no` or number changes its kind."""
    pad = "  " * indent
    if isinstance(value, Mapping):
        return "".join(f"{pad}{key}:{_inline(each, indent)}" for key, each in value.items())
    assert isinstance(value, list)
    return "".join(
        f"{pad}- {as_yaml(each, indent + 1).lstrip()}" if isinstance(each, Mapping) else f"{pad}- {json.dumps(each, ensure_ascii=False)}\n"
        for each in value
    )


def _inline(value: Any, indent: int) -> str:
    if isinstance(value, list) and value and not isinstance(value[0], Mapping):
        return " [" + ", ".join(json.dumps(each, ensure_ascii=False) for each in value) + "]\n"
    if isinstance(value, (Mapping, list)) and value:
        return "\n" + as_yaml(value, indent + 1)
    return f" {json.dumps(value, ensure_ascii=False)}\n"


def stated_rates(path: Path | str) -> tuple[Rate, ...]:
    """Rates somebody stated, from a YAML file with `rates:`; raises RecordError with every problem of it.

    Each has `type` or `name`, `counted` and `over` (what is counted over what), and `window`, `types`, `numerator`, `denominator` or
    `percent` as far as the source states them.
    """
    name = str(path)
    try:
        file = parse(Path(path).read_text("utf-8"), name)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"--beside {name}: cannot be read; give a YAML file with `rates:`") from error
    given = file.data.get("rates") if isinstance(file.data, dict) else None
    if not isinstance(given, list) or not given:
        raise RecordError([Problem(name, 1, "rates", "a list of rates is needed", file.form, "rates: and one entry for each")])
    rates, problems = [], []
    for number, entry in enumerate(given):
        line = file.line(("rates", number))
        try:
            rates.append(_stated(entry))
        except (ValueError, TypeError, AttributeError, OutsideValidity) as error:
            problems.append(Problem(name, line, f"rates.{number}", str(error)))
    if problems:
        raise RecordError(problems)
    return tuple(rates)


def _stated(entry: Mapping[str, Any]) -> Rate:
    for field, known in (("counted", NUMERATORS), ("over", DENOMINATORS)):
        if entry.get(field, "not stated") not in known:
            raise ValueError(f"{field} is {entry.get(field)!r}; write one of {', '.join(known)}")
    kinds = tuple(str(each) for each in entry.get("types") or ())
    numerator, denominator, percent = (
        None if entry.get(field) is None else float(entry[field]) for field in ("numerator", "denominator", "percent")
    )
    kind = str(entry.get("type", ""))
    rate = Rate(
        str(entry.get("name") or kind or "a stated rate"),
        entry.get("counted", "not stated"),
        entry.get("over", "not stated"),
        str(entry.get("window") or ""),
        (kind,) if kind else kinds,
        numerator,
        denominator,
        percent,
    )
    assert rate.percent >= 0.0
    return rate


def beside(answer: Mapping[str, Any], stated: Sequence[Rate]) -> list[dict[str, Any]]:
    """Each stated rate beside the one of these records of the same type, with the warnings that stand between them."""
    records = answer["records"]
    window = f"{records['first_attack_day']}/{records['last_attack_day']}"
    mine = {
        entry["type"]: Rate(
            f"this table's {entry['title']}", "stopped", "resolved", window, (entry["type"],), entry["stopped"], entry["launched"]
        )
        for entry in answer["over_the_whole_window"]
        if entry["launched"]
    }
    every = (sum(each.numerator or 0 for each in mine.values()), sum(each.denominator or 0 for each in mine.values()))
    found = []
    for rate in stated:
        own = mine.get(rate.types[0]) if len(rate.types) == 1 else None
        own = own or Rate("this table's sum over all types", "stopped", "resolved", window, tuple(mine), every[0], every[1])
        found.append({"stated": rate.name, "percent": rate.percent, "here": own.name, "here_percent": own.percent})
        found[-1]["warnings"] = list(compared(rate, own))
    return found
