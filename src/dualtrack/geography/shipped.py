"""Room: geography. Reads the files in geography/data; the only place that knows their names. Imports nothing of the project."""

from __future__ import annotations

import functools
import io
import json
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def read_bytes(name: str) -> bytes:
    """The content of one shipped file."""
    return resources.files("dualtrack.geography").joinpath("data", name).read_bytes()


def read_arrays(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of one shipped .npz file by their names."""
    import numpy

    with numpy.load(io.BytesIO(read_bytes(name)), allow_pickle=False) as archive:
        return {key: archive[key] for key in archive.files}


@functools.cache
def manifest() -> dict[str, Any]:
    """Sources, licences and checksums of the shipped files."""
    found: dict[str, Any] = json.loads(read_bytes("manifest.json"))
    return found


@functools.cache
def area_table() -> dict[str, Any]:
    """Every area of the map by code (name, status, responsible state, population), and other names of areas."""
    found: dict[str, Any] = json.loads(read_bytes("areas.json"))
    return found


def text_lines(data: NDArray[np.uint8]) -> list[str]:
    """The lines of a text that is stored as UTF-8 bytes."""
    return data.tobytes().decode().split("\n")


def boundary_policy() -> str:
    """How borders and names were decided, in sentences that a brief prints among its limits."""
    return read_bytes("boundary-policy.txt").decode().strip()


def attribution() -> tuple[str, ...]:
    """The credit lines that the licences of the shipped geography ask for."""
    terrain = json.loads(read_bytes("terrain.json"))
    return (*(source["attribution"] for source in manifest()["sources"]), terrain["attribution"])
