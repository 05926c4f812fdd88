"""Room: cli. `dualtrack ask`: runs a scenario and prints one question's answers by option, perspective and system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dualtrack.catalogue import Catalogue, Dates
from dualtrack.cli import _printing, _scenario
from dualtrack.cli._options import AsJson, AsOf, DataFolders, HoldsOn, Perspectives, asked_perspectives, day, opened
from dualtrack.errors import QuestionError, nearest

if TYPE_CHECKING:
    from dualtrack.models import Output
    from dualtrack.runs import Cell, Run

PLACES = ("capital", "country")
VERDICT = "verdict"
Row = tuple[str, tuple[str, ...]]
EVERY = "every option"
OPEN = "open"
LONGEST_ID = 36
"""Characters of an option's id that stay on one line."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ask")(ask)


def ask(  # noqa: PLR0913  one parameter per option
    source: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file, or a scenario on record.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question's id, for example capitals-reached, or verdict.")],
    *,
    as_of: AsOf = None,
    holds_on: HoldsOn = None,
    perspective: Perspectives = None,
    seed: _scenario.Seed = 1,
    draws: _scenario.Draws = 500,
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Run SCENARIO and print the answers to one question, by option, perspective and system."""
    name = _question(question)
    catalogue = opened(data)
    dates = Dates(day(as_of, "--as-of"), day(holds_on, "--holds-on"))
    chosen = _scenario.overrides(dates, asked_perspectives(catalogue, perspective))
    run = _scenario.run(_scenario.scenario_of(source, catalogue), catalogue, chosen, seed, draws)
    answer = _verdicts(run) if name == VERDICT else _answers(run, name)
    if as_json:
        _printing.print_json(answer)
    else:
        _print(answer, catalogue)


def _question(text: str) -> str:
    """The id of a question, written with hyphens or underscores; raises QuestionError with the valid ones."""
    from dualtrack.models import questions

    name = text.strip().replace("-", "_")
    valid = [known for known, (_, output) in questions().items() if "point" not in output.dims]
    if name in valid or name == VERDICT:
        return name
    close = nearest(name, [*valid, VERDICT])
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise QuestionError(f"QUESTION: no question is called {text!r}; {hint}The questions are: {', '.join([*valid, VERDICT])}")


def _answers(run: Run, question: str) -> dict[str, Any]:
    """The answers to a model's question as plain data."""
    output = run.outputs()[question]
    answers: list[dict[str, Any]] = []
    if question in next(iter(run.option_answers.values()), {}):
        for option, cells in run.option_answers.items():
            answers += [{"option": option, **entry} for entry in _cell(run, cells[question], output)]
    else:
        for (option, perspective, system), cells in run.system_answers.items():
            about = {"option": option, "perspective": perspective, "system": system}
            answers += [{**about, **entry} for entry in _cell(run, cells[question], output)]
    port = {
        "question": question,
        "title": output.title,
        "sentence": output.sentence,
        "unit": output.unit,
        "better": output.better,
    }
    return {**_about(run), **port, "answers": answers}


def _cell(run: Run, cell: Cell, output: Output) -> Iterator[dict[str, Any]]:
    """A cell's answer, or one for each place of a question that has places."""
    from dualtrack.runs.plain import answer_plain

    if cell.array is None or output.dims[-1:] not in [(dim,) for dim in PLACES]:
        yield {**answer_plain(cell, output), "step": cell.step}
        return
    for index, code in enumerate(run.codes):
        yield {"place": code, **answer_plain(cell, output, index), "step": cell.step}


def _verdicts(run: Run) -> dict[str, Any]:
    """The verdicts on conduct while each treaty was in force; the same under every option."""
    answers = [
        {
            "option": "hold",
            "perspective": perspective,
            "system": system,
            "treaty": treaty,
            "words": (found.conduct or found.outcome).value.replace("-", " "),
            "sentence": found.sentence,
        }
        for (perspective, system, treaty), found in run.verdicts.items()
    ]
    return {**_about(run), "question": VERDICT, "title": "Verdict on conduct while the treaty was in force", "answers": answers}


def _about(run: Run) -> dict[str, Any]:
    dates = run.scenario.dates
    return {
        "scenario": run.scenario.id,
        "known_by": str(dates.known_by),
        "holds_on": str(dates.holds_on),
        "seed": run.seed,
        "draws": run.draws,
        "catalogue": run.fingerprint,
    }


def _print(answer: Mapping[str, Any], catalogue: Catalogue) -> None:
    unit = f" [{answer['unit']}]" if answer.get("unit") else ""
    _printing.say(f"{answer['title']}{unit}, as of {answer['known_by']}")
    if answer.get("better", "neither") != "neither":
        _printing.say(f"{answer['better'].capitalize()} is better.")
    for system in dict.fromkeys(entry.get("system", "") for entry in answer["answers"]):
        if system:
            _printing.heading(catalogue.record(system, "systems").name)
        _table([entry for entry in answer["answers"] if entry.get("system", "") == system])


def _table(answers: list[dict[str, Any]]) -> None:
    """A table with a row for each option (treaty, place) and a column for each perspective; options that say the same in one row."""
    views = list(dict.fromkeys(entry.get("perspective", "") for entry in answers))
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for entry in answers:
        key = (entry["option"], entry.get("place") or entry.get("treaty", ""))
        rows.setdefault(key, {})[entry.get("perspective", "")] = _words(entry)
    merged: dict[Row, list[str]] = {}
    for (option, place), cells in rows.items():
        merged.setdefault((place, tuple(cells.get(view, "") for view in views)), []).append(option)
    options = list(dict.fromkeys(option for option, _ in rows))
    named = {key: _named(found, options) for key, found in merged.items()}
    if any(place for place, _ in merged):
        named = _lettered(named)
    columns = {"for": any(place for place, _ in merged), "option": set(named.values()) != {EVERY}}
    header = [*(name for name, wanted in columns.items() if wanted), *(view or "answer" for view in views)]
    lines = [[*(cell for cell, wanted in zip((key[0], named[key]), columns.values(), strict=True) if wanted), *key[1]] for key in merged]
    at = header.index("option") if columns["option"] else -1
    longest = min(max(len(words) for words in (*named.values(), "option")), LONGEST_ID)
    _printing.table(header, lines, {at: longest} if at >= 0 else None)
    if any(OPEN in cell for line in lines for cell in line):
        _printing.paragraph(f"{OPEN}: the claim is a lower bound that does not reach there; a longer range would.", indent="  ", first="")
    for reason in dict.fromkeys(entry["because"] for entry in answers if entry.get("because")):
        _printing.paragraph(f"* {reason}", indent="  ", first="")


def _lettered(named: dict[Row, str]) -> dict[Row, str]:
    """The same with a letter for each group of options, said once above the table; nothing to say when all options agree."""
    groups = list(dict.fromkeys(named.values()))
    if groups == [EVERY]:
        return named
    letters = {words: chr(ord("A") + number) if words != EVERY else EVERY for number, words in enumerate(groups)}
    for words, letter in letters.items():
        if words != EVERY:
            _printing.paragraph(f"{letter}: {words}", indent="   ", first="")
    return {key: letters[words] for key, words in named.items()}


def _named(found: list[str], options: list[str]) -> str:
    """Options in words: every one, all but some, or their ids."""
    others = [option for option in options if option not in found]
    if not others and len(options) > 1:
        return EVERY
    return f"all but {', '.join(others)}" if len(others) < len(found) else ", ".join(found)


def _words(entry: Mapping[str, Any]) -> str:
    """An answer short enough for a table."""
    if entry.get("because"):
        return f"{entry['ending']} *"
    if entry.get("unit") == "yes/no" and entry["ending"] == "at least" and entry["high"] == 0:
        return OPEN
    words = str(entry["words"]).replace(" in nine draws of ten", "")
    return words.replace(f" {entry['unit']}", "") if entry.get("unit") else words
