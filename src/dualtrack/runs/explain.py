"""Room: runs. The chain behind one number of a saved run: claims, chosen values, formula, result, recomputed and compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dualtrack.catalogue import Catalogue
from dualtrack.errors import QuestionError, UnknownName, nearest
from dualtrack.facts import Claim
from dualtrack.law import Verdict
from dualtrack.models import Input, Model, Output, questions
from dualtrack.runs.binding import option_cells, resolve_anyone, system_cells
from dualtrack.runs.context import Field, Viewpoint
from dualtrack.runs.plain import answer_plain, claim_plain, verdict_plain
from dualtrack.runs.run import ordered_models
from dualtrack.runs.saved import Asked, Saved, open_saved, place_names
from dualtrack.runs.steps import Cell, Step, Use
from dualtrack.runs.store import VERDICTS
from dualtrack.runs.verdicts import measure_verdict, system_verdict
from dualtrack.scenarios import HOLD, Option, Patched, apply


@dataclass(frozen=True, slots=True)
class _Cells:
    """The answers that one question rests on, with what an option made of the sites; `view` is None for questions about options."""

    view: Viewpoint | None
    option: Option
    system: str
    patched: Patched
    cells: Mapping[str, Cell]


def explain_answer(folder: Path, question: str, asked: Asked, catalogue: Catalogue) -> dict[str, Any]:
    """The chain of one answer of the run saved in a folder, as plain data; raises QuestionError or UnknownName for what is not there."""
    saved = open_saved(folder, catalogue)
    name, _, treaty = question.strip().partition(":")
    if name == "verdict":
        return _verdict_chain(saved, treaty, asked)
    name = question.strip().replace("-", "_")
    if name not in questions() or name not in saved.data:
        raise QuestionError(_no_question(question, saved))
    model, output = questions()[name]
    found = _system_cells(saved, model, asked) if model.each == "system" else _option_cells(saved, model, asked)
    places = saved.places(output, asked.place)
    _compare(saved, output, found)
    return {**_head(saved, output, found), **_answers(saved, output, found, places), **_chain(saved, name, found, places)}


def _no_question(found: str, saved: Saved) -> str:
    valid = [name for name in questions() if name in saved.data]
    valid += [f"verdict:{treaty}" for treaty in saved.context.scenario.treaties]
    close = nearest(found.replace("-", "_"), valid)
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    return f"no question of this run is called {found!r}; {hint}The questions are: {', '.join(valid)}"


def _system_cells(saved: Saved, model: Model, asked: Asked) -> _Cells:
    """The answers of a model about one system, and of the models whose answers it needs."""
    context, view, option = saved.context, saved.view(asked.perspective), saved.option(asked.option)
    if view.taken and option.id != HOLD:
        raise QuestionError(f"--perspective: {view.id} is a claim taken at its word, which is run under {HOLD} only; leave --option out")
    system = view.taken.subject if view.taken else saved.system(asked.system)
    patched = (
        Patched(context.scenario.sites, context.scenario.sensors)
        if view.taken
        else apply(option, context.scenario, context.catalogue, view.perspective)
    )
    needed = _needed(model)
    cells: dict[str, Cell] = {}
    for other in ordered_models("system"):
        if other.name in needed:
            cells.update(system_cells(other, context, view, Field(patched.sites, patched.sensors), cells, system))
    return _Cells(view, option, system, patched, cells)


def _option_cells(saved: Saved, model: Model, asked: Asked) -> _Cells:
    option, needed = saved.option(asked.option), _needed(model)
    cells: dict[str, Cell] = {}
    for other in ordered_models("option"):
        if other.name in needed:
            cells.update(option_cells(other, saved.context, option, cells))
    return _Cells(None, option, "", Patched(()), cells)


def _needed(model: Model) -> set[str]:
    """The names of a model and of every model whose answers it rests on."""
    names = {model.name}
    for port in model.inputs:
        if port.subject == "question" and port.attribute in questions():
            names |= _needed(questions()[port.attribute][0])
    return names


def _compare(saved: Saved, output: Output, found: _Cells) -> None:
    """Raise QuestionError when the answer computed now differs from the stored one."""
    cell, data, name = found.cells[output.question], saved.data, output.question
    at: dict[str, str] = {"option": found.option.id}
    if found.view and found.view.taken:
        name, at = f"claimed_{name}", {"claim": found.view.id}
    elif found.view:
        at |= {"perspective": found.view.id, "system": found.system}
    same = int(data[f"{name}_ending"].sel(at)) == cell.ending.code and str(data[f"{name}_step"].sel(at).values) == cell.step
    stored = data[name].sel(at).values
    if same and cell.array is not None and ("site" not in output.dims or stored.shape == cell.array.shape):
        same = np.array_equal(stored, np.asarray(cell.array, dtype=np.float64), equal_nan=True)
    if not same:
        saved.disagrees(output.question)


def _head(saved: Saved, output: Output, found: _Cells) -> dict[str, Any]:
    catalogue, record = saved.context.catalogue, saved.record
    head: dict[str, Any] = {"question": output.question, "title": output.title, "sentence": output.sentence, "unit": output.unit}
    head |= {"better": output.better, "option": {"id": found.option.id, "name": found.option.name, "status": found.option.status}}
    if found.view:
        head |= {
            "perspective": found.view.id,
            "system": {"id": found.system, "name": catalogue.record(found.system, "systems").name},
        }
    head |= {"known_by": record["known_by"], "holds_on": record["holds_on"], "seed": record["seed"], "draws": record["draws"]}
    return {**head, "catalogue": record["catalogue"], "agrees": True}


def _answers(saved: Saved, output: Output, found: _Cells, places: list[int]) -> dict[str, Any]:
    """`result` for one answer, or `results` place by place."""
    cell = found.cells[output.question]
    if not places or cell.array is None:
        return {"result": answer_plain(cell, output)}
    names = place_names(saved.context.tables.codes)
    listed = [
        {"place": dict(zip(("code", "state", "capital"), names[index], strict=True)), **answer_plain(cell, output, index)}
        for index in places
    ]
    return {"place": listed[0].pop("place"), "result": listed[0]} if len(listed) == 1 else {"results": listed}


def _chain(saved: Saved, question: str, found: _Cells, places: list[int]) -> dict[str, Any]:
    """How an answer came about: the model, its inputs and theirs, and the label with the input that caused it."""
    model, _ = questions()[question]
    step = saved.context.executor.steps.get(found.cells[question].step)
    uses = {use.input: use for use in step.uses} if step else {}
    inputs = [_input(saved, port, uses.get(port.name), found, places) for port in model.inputs]
    chain: dict[str, Any] = {
        "model": {
            "name": model.name,
            "title": model.title,
            "formula": model.formula,
            "valid_for": model.valid_for,
            "references": list(model.references),
        },
        "label": _label(step, inputs),
        "disputed": [entry["dispute"] for entry in inputs if entry.get("dispute")],
        "step": found.cells[question].step,
        "inputs": [entry for entry in inputs if entry],
    }
    if model.profiles and found.view:
        chain["applies"] = _resolved(saved, found, "flight_profile")
    if found.option.measures:
        chain["option_changes"] = _changes(saved, found)
    return chain


def _label(step: Step | None, inputs: list[dict[str, Any]]) -> dict[str, str]:
    """The weakest label, of the step itself or of an answer it used, with the input that caused it."""
    if step is None:
        return {}
    if step.weakest_input:
        return {"label": step.label.value, "because": f"{step.weakest_input.input.replace('_', ' ')}: {step.weakest_input.words}"}
    for entry in inputs:
        below = entry.get("answer", {}).get("label", {})
        if below.get("label") == "assumed":
            return {"label": "assumed", "because": below["because"]}
    return {"label": step.label.value, "because": "computed by a model; no input is assumed"}


def _input(saved: Saved, port: Input, use: Use | None, found: _Cells, places: list[int]) -> dict[str, Any]:
    """One input: what it was, whose word it is, what was set aside; for another question's answer, that answer's own chain."""
    entry: dict[str, Any] = {"input": port.name, "from": port.subject, "attribute": port.attribute, "unit": port.unit}
    if use:
        entry |= {"words": use.words, "label": use.label.value, "bound": use.bound.word, "sampled_inside_interval": use.sampled}
        entry["claims"] = [claim_plain(claim, saved.context.catalogue) for claim in use.claims]
    if port.subject == "system":
        entry |= _resolved(saved, found, port.attribute)
    elif port.subject == "measure" and use is None:
        entry["words"] = _measures(saved, port, found.option)
    elif port.subject == "question" and port.attribute in found.cells:
        output = questions()[port.attribute][1]
        entry["answer"] = {
            "question": port.attribute,
            "title": output.title,
            **_answers(saved, output, found, places or saved.places(output, "")),
            **_chain(saved, port.attribute, found, places),
        }
    return entry


def _resolved(saved: Saved, found: _Cells, attribute: str) -> dict[str, Any]:
    """What the viewpoint makes of an attribute of the system: value, claims, what it sets aside, and the dispute in words."""
    assert found.view is not None
    context = saved.context
    resolved = found.view.resolve(context.scenario, context.catalogue, found.system, attribute)
    entry: dict[str, Any] = {"attribute": attribute, "words": str(resolved.value)}
    entry["claims"] = [claim_plain(claim, context.catalogue) for claim in resolved.claims]
    entry["set_aside"] = [claim_plain(claim, context.catalogue) for claim in resolved.others]
    dispute = context.catalogue.record(found.system, "systems").dispute_texts.get(attribute)
    return {**entry, "dispute": dispute} if dispute else entry


def _measures(saved: Saved, port: Input, option: Option) -> str:
    context = saved.context
    values = [
        f"{measure}: {resolve_anyone(context.catalogue.claims(measure, port.attribute, context.scenario.dates), port.unit).value}"
        for measure in option.measures
    ]
    return "; ".join(values) or "no measure"


def _changes(saved: Saved, found: _Cells) -> dict[str, Any]:
    """What the option does to the sites, and on which claims that turned."""
    considered: dict[str, Claim] = {claim.id: claim for resolved in found.patched.considered for claim in resolved.claims}
    return {
        "measures": list(found.option.measures),
        "removed": [str(site.place) for site in found.patched.removed],
        "added": [str(site.place) for site in found.patched.added],
        "open_questions": list(found.patched.open_questions),
        "claims": [claim_plain(claim, saved.context.catalogue) for claim in considered.values()],
    }


def _verdict_chain(saved: Saved, treaty: str, asked: Asked) -> dict[str, Any]:
    """A verdict with its chain of articles: on a system, or with an option other than `hold` on what that option would deploy."""
    context, option = saved.context, saved.option(asked.option)
    known = [str(found) for found in saved.data["treaty"].values] if "treaty" in saved.data.coords else []
    if not known:
        raise QuestionError(f"{saved.folder}: the scenario of this run names no treaty, so there is no verdict to explain")
    if treaty not in ("", *known):
        raise UnknownName("treaty of this run", treaty, known)
    treaty = treaty or known[0]
    name = context.catalogue.record(treaty, "treaties").name
    about: dict[str, Any] = {"question": f"verdict:{treaty}", "title": f"Verdict under the {name}", "option": option.id}
    if option.id != HOLD:
        verdict = _option_verdict(saved, option, treaty)
        stored = saved.data["measure_verdict"].sel(measure=verdict.subject, treaty=treaty)
        same = VERDICTS[int(stored)] is verdict.outcome
    else:
        view = saved.view(asked.perspective)
        system = view.taken.subject if view.taken else saved.system(asked.system)
        verdict = system_verdict(context, view, system, treaty)
        about |= {"perspective": view.id, "system": {"id": system, "name": context.catalogue.record(system, "systems").name}}
        at = {"claim": view.id} if view.taken else {"perspective": view.id, "system": system}
        stored = saved.data["claimed_verdict" if view.taken else "verdict"].sel({**at, "treaty": treaty})
        same = VERDICTS[int(stored)] is (verdict.conduct or verdict.outcome)
    if not same:
        saved.disagrees(f"verdict:{treaty}")
    about |= {
        "known_by": saved.record["known_by"],
        "holds_on": saved.record["holds_on"],
        "catalogue": saved.record["catalogue"],
        "agrees": True,
    }
    return {**about, "result": verdict_plain(verdict, context.catalogue)}


def _option_verdict(saved: Saved, option: Option, treaty: str) -> Verdict:
    found = [verdict for measure in option.measures if (verdict := measure_verdict(saved.context, measure, treaty)) is not None]
    if not found:
        raise QuestionError(f"--option: {option.id} deploys nothing that {treaty} could judge; leave --option out to ask about a system")
    return found[-1]
