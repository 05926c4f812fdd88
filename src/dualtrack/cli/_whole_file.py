"""Room: cli. A file that a command writes is written whole or not at all. Imports nothing of the project."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name beside the file to write to, moved into its place only when it is complete; raises OSError."""
    with tempfile.TemporaryDirectory(prefix=".dualtrack-", dir=path.parent) as folder:
        part = Path(folder) / path.name
        yield part
        part.replace(path)
