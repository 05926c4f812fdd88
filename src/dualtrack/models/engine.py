"""Room: models. Loads the kernels of a model compiled or as plain Python, from one source; imports numba only when it compiles.

A file of kernels holds scalar functions over arrays, marked `@kernel`, that call only each other. `load` gives the module in one of
two modes: `python` (nothing imported, right for small work and where numba is not installed) or `compiled` (numba, cached on disk).
Both do the same arithmetic; the tests compare them. A function of a kernel file allocates nothing: the caller passes what it writes
to. Work is split into slices, and slices run on threads (`in_slices`), so that the answer does not depend on their number.
"""

from __future__ import annotations

import functools
import importlib.util
import itertools
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any, Literal, TypeVar, cast

Mode = Literal["python", "compiled"]
Function = TypeVar("Function", bound=Callable[..., Any])

_loading: list[Mode] = []


def kernel(function: Function) -> Function:
    """A function as it stands, or compiled when its module is loaded so; contracts of floating point are kept in both."""
    if not _loading or _loading[-1] == "python":
        return function
    import numba

    return cast("Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def can_compile() -> bool:
    """Whether numba is installed."""
    return importlib.util.find_spec("numba") is not None


def mode_for(work: float, worth: float) -> Mode:
    """`compiled` when the work [any unit] is at least what starting numba is worth and numba is there, else `python`."""
    return "compiled" if work >= worth and can_compile() else "python"


@functools.cache
def load(module: str, mode: Mode) -> Any:
    """The module of kernels with this dotted name, loaded in a mode; raises ImportError where numba is missing."""
    if mode == "python":
        return importlib.import_module(module)
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise ImportError(f"{module}: no such file of kernels")
    name = f"{module}__compiled"
    spec = importlib.util.spec_from_file_location(name, found.origin)
    if spec is None or spec.loader is None:
        raise ImportError(f"{module}: cannot be loaded")
    made: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    _loading.append("compiled")
    try:
        spec.loader.exec_module(made)
    finally:
        _loading.pop()
    return made


def workers() -> int:
    """How many threads may work: the processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_slices(work: Callable[[int, int], None], count: int, threads: int | None = None) -> None:
    """Run `work(low, high)` over [0, count) in slices on threads; kernels let go of the interpreter, so slices run side by side."""
    threads = min(threads or workers(), max(count, 1))
    if threads == 1:
        work(0, count)
        return
    edges = [count * number // threads for number in range(threads + 1)]
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, low, high) for low, high in itertools.pairwise(edges)]:
            done.result()
