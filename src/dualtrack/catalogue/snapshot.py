"""Room: catalogue. The cache of parsed records, named by what it was made from, so that a stale one cannot be read.

The name holds the fingerprint of the record files and a hash of this room's code. Losing the cache costs a few seconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

KEPT = 4


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("dualtrack", appauthor=False))


def _file(fingerprint: str) -> Path:
    return _folder() / f"catalogue-{hashlib.sha256((fingerprint + _code()).encode()).hexdigest()[:32]}.json"


def read(fingerprint: str) -> dict[str, Any] | None:
    """The plain records parsed from files of this fingerprint by this code, or None."""
    try:
        plain = json.loads(_file(fingerprint).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return plain if isinstance(plain, dict) else None


def write(fingerprint: str, plain: dict[str, Any]) -> None:
    """Keep the plain records whole or not at all; a folder that cannot be written to is no error."""
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(plain, stream)
        Path(name).replace(_file(fingerprint))
        for old in sorted(folder.glob("catalogue-*.json"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink()
    except OSError:
        return
