"""Room: runs. A step is one execution of one model on one set of inputs, keyed by their hash; facts meet models only in this room."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dualtrack.errors import OutsideValidity
from dualtrack.facts import Claim, Label, weakest
from dualtrack.models import Model, Output
from dualtrack.runs.endings import Ending

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Use:
    """What one input of a step was: its words for a reader, the claims it rests on, its label and how it was bound."""

    input: str
    words: str
    unit: str
    label: Label
    claims: tuple[Claim, ...] = ()
    bound: Ending = Ending.VALUE
    sampled: bool = False
    step: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """One input ready for a model: its array and what it was."""

    use: Use
    array: Array


@dataclass(frozen=True, slots=True)
class Step:
    """A model's execution: the key, the model, what it used and how it ended; `because` says why when it refused."""

    key: str
    model: str
    uses: tuple[Use, ...]
    ending: Ending
    because: str = ""

    @property
    def label(self) -> Label:
        """`derived` at best; `assumed` when an input was."""
        return weakest([Label.MODELLED, *(use.label for use in self.uses)])

    @property
    def weakest_input(self) -> Use | None:
        """The input that made the label weaker than `modelled`."""
        return next((use for use in self.uses if use.label is Label.ASSUMED), None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: its array (None without a value), how it ended and the step behind it (empty when none ran)."""

    array: Array | None
    ending: Ending
    step: str = ""
    because: str = ""


class Executor:
    """Runs models, once for each distinct set of inputs."""

    def __init__(self) -> None:
        """An executor that has run nothing."""
        self.steps: dict[str, Step] = {}
        self._answers: dict[str, Mapping[str, Array]] = {}
        self._digests: dict[int, tuple[Array, bytes]] = {}

    def run(self, model: Model, inputs: Mapping[str, Bound], nothing_deployed: bool = False) -> dict[str, Cell]:
        """The model's answers by question; a refusal is an ending of every question, not an error."""
        key = step_key(model, inputs, self._digest)
        if key not in self.steps:
            self.steps[key] = self._execute(key, model, inputs)
        step = self.steps[key]
        cells = {}
        for output in model.outputs:
            if step.ending is Ending.REFUSED:
                cells[output.question] = Cell(None, Ending.REFUSED, key, step.because)
                continue
            ending = Ending.NOTHING_DEPLOYED if nothing_deployed else _ending(output, inputs)
            array = self._answers[key][output.question] if ending.has_value else None
            if array is not None and output.opposed_in and ending in (Ending.AT_MOST, Ending.AT_LEAST) and not np.isfinite(array).any():
                ending, array = Ending.OPEN_BOUND, None
            cells[output.question] = Cell(array, ending, key)
        return cells

    def _digest(self, array: Array) -> bytes:
        """The hash of an array's bytes; of large arrays, which runs share, it is worked out once."""
        if id(array) in self._digests:
            return self._digests[id(array)][1]
        digest = hashlib.sha256(np.ascontiguousarray(array, dtype=np.float64).tobytes()).digest()
        if array.nbytes >= LARGE:
            self._digests[id(array)] = array, digest
        return digest

    def _execute(self, key: str, model: Model, inputs: Mapping[str, Bound]) -> Step:
        uses = tuple(bound.use for bound in inputs.values())
        try:
            self._answers[key] = model.answer(**{name: bound.array for name, bound in inputs.items()})
        except OutsideValidity as error:
            return Step(key, model.name, uses, Ending.REFUSED, str(error))
        return Step(key, model.name, uses, Ending.VALUE)


LARGE = 100_000
"""Bytes from which an array's hash is kept."""


def step_key(model: Model, inputs: Mapping[str, Bound], hashed: Callable[[Array], bytes]) -> str:
    """A hash of the model's name and of every input's bytes and shape, and of how bounded inputs were bound."""
    digest = hashlib.sha256(model.name.encode())
    for name in sorted(inputs):
        bound = inputs[name]
        claims = ",".join(claim.id for claim in bound.use.claims)
        digest.update(f"|{name}|{bound.array.shape}|{bound.use.bound.word}|{claims}|".encode() + hashed(bound.array))
    return digest.hexdigest()[:16]


def _ending(output: Output, inputs: Mapping[str, Bound]) -> Ending:
    """How an answer ends when some input is a bound: it carries over where the port says so, else nothing can be said."""
    for name, bound in inputs.items():
        if bound.use.bound is Ending.VALUE or "draw" not in output.dims:
            continue
        if output.opposed_in == name:
            return Ending.AT_MOST if bound.use.bound is Ending.AT_LEAST else Ending.AT_LEAST
        return bound.use.bound if output.monotone_in == name else Ending.OPEN_BOUND
    return Ending.VALUE
