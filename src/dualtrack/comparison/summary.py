"""Room: comparison. An answer over its draws in three numbers, and an option's difference from `hold` draw by draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dualtrack.runs import Cell, Ending, Run
from dualtrack.scenarios import HOLD

QUANTILES = (0.05, 0.5, 0.95)


@dataclass(frozen=True, slots=True)
class Summary:
    """An answer over its draws: the middle one and the range that nine in ten lie in, or how it ended without a number."""

    ending: Ending
    step: str
    low: float = 0.0
    middle: float = 0.0
    high: float = 0.0
    because: str = ""

    @property
    def has_value(self) -> bool:
        """Whether there is a number."""
        return self.ending.has_value

    @property
    def is_certain(self) -> bool:
        """Whether every draw gave the same."""
        return self.low == self.high


def summarise(cell: Cell, index: int | None = None) -> Summary:
    """A cell's numbers over its draws; `index` picks one place on the last axis of an answer that has one."""
    if cell.array is None or not cell.ending.has_value:
        return Summary(cell.ending, cell.step, because=cell.because)
    values = np.atleast_1d(cell.array)
    values = values[..., index] if index is not None else values
    low, middle, high = np.quantile(np.ravel(values), QUANTILES, method="closest_observation")
    return Summary(cell.ending, cell.step, float(low), float(middle), float(high), cell.because)


def urgency(cells: Mapping[str, Cell], index: int) -> tuple[float, float, float]:
    """What sorts places by how little warning they have: the middle warning, its lowest, and where they tie the shorter flight."""
    warning, flight = summarise(cells["warning_time"], index), summarise(cells["flight_duration"], index)
    return warning.middle, warning.low, flight.middle


EXACT = (Ending.VALUE, Ending.NOTHING_DEPLOYED)


@dataclass(frozen=True, slots=True)
class Change:
    """An answer under `hold` and under an option. `delta` is the difference draw by draw; None where a bound leaves it open."""

    held: Summary
    found: Summary
    delta: Summary | None
    same: bool

    @property
    def is_open(self) -> bool:
        """Whether both have a number but the difference does not."""
        return self.held.has_value and self.found.has_value and self.delta is None and not self.same


def difference(cell: Cell, held: Cell) -> Change:
    """What an option changes against `hold`. The same step is no change; two bounds that differ have no difference to state."""
    before, after = summarise(held), summarise(cell)
    if cell.array is None or held.array is None:
        return Change(before, after, None, cell.ending is held.ending)
    if bool(np.array_equal(cell.array, held.array)) and cell.ending is held.ending:
        return Change(before, after, None, True)
    if cell.ending not in EXACT or held.ending not in EXACT:
        return Change(before, after, None, False)
    with np.errstate(invalid="ignore"):
        change = np.where(cell.array == held.array, 0.0, cell.array - held.array)
    delta = summarise(Cell(change, Ending.VALUE, cell.step, cell.because))
    return Change(before, after, delta, not change.any())


def scalar_questions(run: Run) -> tuple[str, ...]:
    """The questions about systems whose answer is one number a draw, in the order of the models."""
    return tuple(
        question for question, output in run.outputs().items() if output.dims == ("draw",) and question not in option_questions(run)
    )


def option_questions(run: Run) -> tuple[str, ...]:
    """The questions about options rather than systems."""
    return tuple(next(iter(run.option_answers.values()), {}))


def moved(run: Run, question: str) -> Mapping[tuple[str, str, str], Change]:
    """Where an option's answer differs from `hold`, by (option, perspective, system)."""
    found = {}
    for (option, perspective, system), cells in run.system_answers.items():
        cell, held = cells[question], run.system_answers[HOLD, perspective, system][question]
        if option == HOLD or (cell.step == held.step and cell.ending is held.ending):
            continue
        change = difference(cell, held)
        if not change.same:
            found[option, perspective, system] = change
    return found
