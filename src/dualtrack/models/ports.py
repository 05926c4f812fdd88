"""Room: models. How a model says what it needs and what it answers; imports facts and errors only.

Each model is a folder `models/<name>/` holding `model.py` (pure functions over arrays), `cases.yaml` (published checks)
and an `__init__.py` that exports `MODEL`, a `Model` as below. Discovery is by folder: nothing else is edited. A folder without `MODEL`
is a method that other models or commands call; it has its published checks all the same.
`runs` reads these ports to bind claims to inputs and to order the models; the brief, `ask` and the docs page read the same.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Better = Literal["lower", "higher", "neither"]
Subject = Literal["system", "deployment", "place", "country", "measure", "regime", "question", "sensor", "terrain", "band", "raid"]
Part = Literal["", "inspections", "portal", "national-means"]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a model.

    `name` is the keyword of the model's function; `subject` and `attribute` say where `runs` finds it:
    a claim about a `system`, a column of the `deployment`, `place` or `country` tables (latitude, longitude, population ...),
    a claim of a `measure` (cost, delay), the schedule of a measure's verification `regime`, or another `question`'s answer.
    Shapes: a system's claim gives [draws]; deployments [sites]; places [places] or [capitals]; border points [points];
    `count` one number; measures [measures, draws]; a regime's schedule [measures, years], zeros after its last year; a question
    what that question's output has; the alliance's `sensor`s [sensors] or [sensors, draws]; `terrain` [rows, columns]; the
    scenario's notional `raid` with the option's batteries as the model says. A `band` is an interval of the model's own, `band`
    from low to high, drawn from evenly and labelled `assumed` with `because`; a system's claim with a band takes it where nobody
    gave a value. `only_for` names the flight profiles that need the input: for others it is not a number and not asked. `absent`
    is the value of a question that asks about a part of a regime which no measure of the option has: nothing is found, and
    nothing is paid, by a part that is not there, by definition.
    """

    name: str
    subject: Subject
    attribute: str
    unit: str
    absent: float | None = None
    band: tuple[float, float] | None = None
    because: str = ""
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """One question a model answers; `dims` name its array's axes, outermost first, among draw, capital, country, bound,
    site, point, along."""

    question: str
    title: str
    unit: str
    dims: tuple[str, ...]
    better: Better = "neither"
    sentence: str = ""
    monotone_in: str = ""
    """The input whose bound carries over to this answer: with `range_km` known only as "above", the answer is "at least"."""
    opposed_in: str = ""
    """The input whose bound carries over turned round: with `range_km` known only as "above", the answer is "at most"."""
    endless: str = "never"
    """What an infinite answer is called."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model: what it is called, what it is valid for, its ports and its function.

    `answer` takes the inputs by keyword and returns one array per output, keyed by the question's id.
    `profiles` are the flight-profile classes it applies to (empty: all); for others `refusal` says why not.
    `each` is what one execution is about: a `system` (with its sites) or an `option` (with its measures). A model of one `part` of
    a verification regime reads only those measures of the option whose regime has the part.
    """

    name: str
    title: str
    each: Literal["system", "option"]
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    answer: Callable[..., Mapping[str, Array]]
    formula: str
    valid_for: str
    references: tuple[str, ...]
    profiles: tuple[str, ...] = ()
    refusal: str = ""
    part: Part = ""


@cache
def models() -> tuple[Model, ...]:
    """Every model found in the folders of this package, sorted by name."""
    import dualtrack.models as package

    found: list[Model] = []
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg:
            module = importlib.import_module(f"dualtrack.models.{info.name}")
            if hasattr(module, "MODEL"):
                found.append(module.MODEL)
    return tuple(sorted(found, key=lambda model: model.name))


def questions() -> Mapping[str, tuple[Model, Output]]:
    """Every question some model answers, with that model and the port that declares it."""
    return {output.question: (model, output) for model in models() for output in model.outputs}
