"""Room: cli. `python -m dualtrack` is the command line."""

import sys

from dualtrack.cli import main

sys.exit(main())
