"""How long whole processes take to start and answer, side by side in one run, as multiples of an empty Python process.

Times differ between machines and hours; the multiples differ less. Nothing is asserted here: a test never fails for time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

REPEATS = 5
ROOT = Path(__file__).resolve().parents[1]
DUALTRACK = str(Path(sys.executable).with_name("dualtrack"))
DATE = ("--as-of", "2020-02-11")
REPORT = str(ROOT / "src" / "dualtrack" / "data" / "reports" / "brussels-2020.txt")


@dataclass(frozen=True, slots=True)
class Case:
    """A command; `cold` empties the cache before each run; `slow` ones run once."""

    name: str
    command: tuple[str, ...]
    cold: bool = False
    slow: bool = False


CASES = (
    Case("python -c pass", (sys.executable, "-c", "pass")),
    Case("import dualtrack", (sys.executable, "-c", "import dualtrack")),
    Case("dualtrack --help", (DUALTRACK, "--help")),
    Case("catalogue show 9m729, empty cache", (DUALTRACK, "catalogue", "show", "9m729", *DATE), cold=True),
    Case("catalogue show 9m729, warm", (DUALTRACK, "catalogue", "show", "9m729", *DATE)),
    Case("catalogue check, empty cache", (DUALTRACK, "catalogue", "check"), cold=True, slow=True),
    Case("verdict 9m729 --treaty inf", (DUALTRACK, "verdict", "9m729", "--treaty", "inf", *DATE)),
    Case("reach 9m729 --from Mozdok", (DUALTRACK, "reach", "9m729", "--from", "Mozdok", *DATE)),
    Case("brief of the shipped report, empty cache", (DUALTRACK, "brief", REPORT, "--out", "out"), cold=True, slow=True),
    Case("brief of the shipped report, warm", (DUALTRACK, "brief", REPORT, "--out", "out"), slow=True),
)


def seconds(case: Case, folder: Path) -> float:
    """Seconds [s] of one run of the whole process."""
    cache = folder / "cache"
    if case.cold:
        shutil.rmtree(cache, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(case.command, cwd=folder, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print one row per case: median seconds, and multiples of the first case."""
    print(f"{'whole process':<44}{'seconds':>9}{'multiple':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = 0.0
        for case in CASES:
            taken = median(seconds(case, folder) for _ in range(1 if case.slow else REPEATS))
            base = base or taken
            print(f"{case.name:<44}{taken:>9.2f}{taken / base:>10.1f}", flush=True)


if __name__ == "__main__":
    main()
