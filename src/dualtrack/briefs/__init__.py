"""Room: briefs. One renderer per output: each prints the outline's document and computes nothing.

May import outline, geography (the coast on the maps), facts and errors; touches only its own templates. An output is a file
`briefs/<name>.py` with a `SUFFIX` and one `render(document) -> bytes`; its being there makes it a format. A name that starts
with an underscore supports the renderers. Listing the formats loads no library for drawing or typesetting.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, cast

from dualtrack.errors import UnknownName
from dualtrack.outline.document import Document


class Renderer(Protocol):
    """A module that prints a document: what its files are called, and their bytes."""

    SUFFIX: str

    def render(self, document: Document) -> bytes:
        """The document as the bytes of one file; the same document gives the same bytes."""
        ...


def formats() -> Mapping[str, Renderer]:
    """Every renderer by its name, sorted; raises TypeError for a file here without `SUFFIX` or `render`."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return MappingProxyType({name: _renderer(name) for name in names})


def renderer(name: str) -> Renderer:
    """The renderer of a name; raises UnknownName with the nearest valid ones."""
    found = formats()
    if name not in found:
        raise UnknownName("output format", name, found)
    return found[name]


def _renderer(name: str) -> Renderer:
    module = importlib.import_module(f"{__name__}.{name}")
    if not (isinstance(getattr(module, "SUFFIX", None), str) and callable(getattr(module, "render", None))):
        raise TypeError(f"{module.__name__} is no output: give it SUFFIX = '.ending' and render(document) -> bytes")
    return cast(Renderer, module)


__all__ = ["Renderer", "formats", "renderer"]
