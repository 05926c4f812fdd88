"""Enter the claims as they stand into data/published.txt, for a release: from then on a change of one needs a correction on record.

    python tools/publish_claims.py

Refuses while the check of the catalogue finds a problem, so that a change without a correction cannot be covered up.
"""

import sys

from dualtrack import open_catalogue
from dualtrack.catalogue import check
from dualtrack.catalogue.ledger import PUBLISHED, ledger_lines

HEAD = """# Room: data. The claims as they were published, one a line. Written by tools/publish_claims.py; not edited by hand.
# A claim here that no longer stands as written needs a record in corrections/: `dualtrack catalogue check` says which.
"""


def main() -> int:
    """Write the file; 1 when the catalogue has problems."""
    catalogue = open_catalogue()
    report = check(catalogue)
    if report.problems:
        sys.stderr.write(f"{len(report.problems)} problems in the catalogue; mend them first: dualtrack catalogue check\n")
        return 1
    lines = sorted(line for record in catalogue.records() for line in ledger_lines(record))
    (catalogue.roots[0] / PUBLISHED).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{PUBLISHED}: {len(lines):,} claims\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
