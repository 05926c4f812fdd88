"""Room: cli. Prints the chain behind one number or one verdict for reading; every source once, at the end. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dualtrack.cli import _printing
from dualtrack.cli.verdict import print_chain

GEOGRAPHY = ("place", "country")
SITES = "deployment"
Sources = dict[str, int]
"""The number of each source, by what is printed of it."""


def print_answer_chain(chain: Mapping[str, Any]) -> None:
    """Print the chain behind one number."""
    _printing.say(f"{chain['title']} [{chain['unit']}]")
    asked = [f"option {chain['option']['id']} ({chain['option']['name']}; {chain['option']['status']})"]
    if "perspective" in chain:
        asked += [f"perspective {chain['perspective']}", f"system {chain['system']['name']}"]
    if "place" in chain:
        asked.append(f"{chain['place']['capital']}, {chain['place']['state']}")
    _printing.paragraph("; ".join(asked))
    _answer(chain, "")
    _printing.heading("How it came about")
    sources: Sources = {}
    _steps(chain, "", sources)
    _print_sources(sources)
    _printing.heading("Computed again")
    _printing.paragraph(
        f"The same as in the saved run: seed {chain['seed']}, {chain['draws']:,} draws, step {chain['step'] or 'none'}, "
        f"records {chain['catalogue'][:16]}, known by {chain['known_by']}, about {chain['holds_on']}."
    )


def print_verdict_chain(chain: Mapping[str, Any]) -> None:
    """Print the chain of articles behind a verdict."""
    about = (
        f"perspective {chain['perspective']}, {chain['system']['name']}" if "system" in chain else f"what {chain['option']} would deploy"
    )
    _printing.say(f"{chain['title']}: {about}")
    result = chain["result"]
    word = result["conduct"] or result["outcome"] if "system" in chain else result["outcome"]
    _printing.say(f"= {word.replace('-', ' ')}")
    _printing.paragraph(result["sentence"])
    _printing.paragraph(result["in_force"])
    _printing.heading("Chain of articles")
    print_chain(result["chain"])
    _printing.heading("Claims")
    sources: Sources = {}
    for claim in {claim["id"]: claim for finding in result["chain"] for claim in finding["claims"]}.values():
        _say("  ", _claim(claim, sources))
    _print_sources(sources)
    _printing.heading("Computed again")
    _printing.paragraph(
        f"The same as in the saved run: records {chain['catalogue'][:16]}, known by {chain['known_by']}, about {chain['holds_on']}."
    )


def _say(indent: str, text: str) -> None:
    """A paragraph whose later lines stand further in."""
    _printing.paragraph(text, indent=f"{indent}  ", first=indent)


def _answer(chain: Mapping[str, Any], indent: str) -> None:
    """The result, or the results place by place."""
    if "result" in chain:
        _say(indent, f"= {chain['result']['words']}")
        return
    rows = [(entry["place"]["code"], entry["place"]["capital"], entry["words"]) for entry in chain["results"]]
    _printing.table(("state", "capital", "answer"), rows)


def _steps(chain: Mapping[str, Any], indent: str, sources: Sources) -> None:
    """The model, the label, and every input with the claims it rests on."""
    model = chain["model"]
    _say(indent, f"Model: {model['title']}. {model['formula']}")
    _say(indent, f"Valid for: {model['valid_for']}")
    if chain["label"]:
        _say(indent, f"Label: {chain['label']['label']}; {chain['label']['because']}")
    if "applies" in chain:
        _input({**chain["applies"], "input": "flight_profile"}, indent, sources)
    if "option_changes" in chain and not indent:
        _changes(chain["option_changes"], indent, sources)
    for entry in _joined(chain["inputs"]):
        _input(entry, indent, sources)
    shipped = [_name(entry["input"]) for entry in chain["inputs"] if entry["from"] in GEOGRAPHY]
    if shipped:
        _say(indent, f"- {', '.join(shipped)}: from the map shipped with dualtrack")


def _joined(inputs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The inputs without the map's, those about the sites as one: they rest on the same claims."""
    sites = [entry for entry in inputs if entry["from"] == SITES]
    if sites:
        yield {**sites[0], "input": " and ".join(entry["input"] for entry in sites)}
    yield from (entry for entry in inputs if entry["from"] not in (*GEOGRAPHY, SITES))


def _input(entry: Mapping[str, Any], indent: str, sources: Sources) -> None:
    """One input with its claims, those set aside and the dispute; or the answer it is, with its own steps."""
    marks = [entry.get("label", ""), "sampled inside the interval" if entry.get("sampled_inside_interval") else ""]
    marked = f" [{', '.join(mark for mark in marks if mark)}]" if any(marks) else ""
    _say(indent, f"- {_name(entry['input'])}: {entry.get('words', '')}{marked}")
    inside = f"{indent}    "
    for claim in entry.get("claims", ()):
        _say(inside, _claim(claim, sources))
    if entry.get("dispute"):
        _say(inside, f"Disputed: {entry['dispute']}")
    if entry.get("set_aside"):
        others = [f"{claim['value']} ({claim.get('claimant', 'assumed')}, {claim.get('as_of', '')})" for claim in entry["set_aside"]]
        _say(inside, f"Set aside: {'; '.join(others)}")
    if "answer" in entry:
        _printing.say(f"{inside}{entry['answer']['title']}")
        if "result" in entry["answer"]:
            _answer(entry["answer"], inside)
        _steps(entry["answer"], inside, sources)


def _name(text: str) -> str:
    return text.replace("_", " ")


def _claim(claim: Mapping[str, Any], sources: Sources) -> str:
    """A claim in a line: its id, the value, who says so, the dates, the number of its source and whether it was read."""
    if claim.get("assumed"):
        return f"{claim['id']}: {claim['value']}, assumed: {claim['assumed']}"
    who = claim["claimant"] + (f" ({claim['speaker']})" if claim.get("speaker") else "")
    said, public = claim.get("as_of", "no date"), claim.get("made_public", "no date")
    dates = f"as of {said}" + (f", public {public}" if public != said else "")
    return f"{claim['id']}: {claim['value']}, says {who}, {dates}{_cite(claim.get('source', {}), sources)}"


def _cite(source: Mapping[str, str], sources: Sources) -> str:
    """The number of a source, given at its first mention, and whether it was read."""
    if not source:
        return ""
    words = ", ".join(source[key] for key in ("title", "publisher", "published", "page") if source.get(key))
    words += f" (read in {source['read_in']})" if source.get("read_in") else ""
    words += f"\n{source['url']}" if source.get("url") else ""
    return f" [{sources.setdefault(words, len(sources) + 1)}, {source['checked']}]"


def _print_sources(sources: Sources) -> None:
    if sources:
        _printing.heading("Sources")
    for words, number in sources.items():
        _printing.paragraph(words, indent="      ", first=f"  {number:>2}  ")


def _changes(changes: Mapping[str, Any], indent: str, sources: Sources) -> None:
    """What the option does to the sites, and the claims on which that turns."""
    parts = [f"{name} {', '.join(changes[name])}" for name in ("removed", "added") if changes[name]]
    _say(indent, f"- option: {', '.join(changes['measures'])}: {'; '.join(parts) or 'no site removed or added'}")
    for claim in changes["claims"]:
        _say(f"{indent}    ", _claim(claim, sources))
    for question in changes["open_questions"]:
        _say(f"{indent}    ", f"open: {question}")
