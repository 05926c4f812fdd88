"""Room: cli. `dualtrack explain`: prints the chain behind one number of a saved run, recomputed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dualtrack.cli import _printing
from dualtrack.cli._options import AsJson, DataFolders, opened


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain")(explain)


def explain(  # noqa: PLR0913  one parameter per option
    folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder a brief was written to, or its run.nc.")],
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question's id, for example capitals-reached, or verdict:inf.")],
    *,
    option: Annotated[str, typer.Option("--option", metavar="ID", help="An option of the run.")] = "hold",
    perspective: Annotated[
        str, typer.Option("--perspective", metavar="NAME", help="A perspective of the run, or a disputed claim's id.")
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar="PLACE", help="A state's code or name, or its capital.")] = "",
    system: Annotated[str, typer.Option("--system", metavar="SYSTEM", help="A system of the run.")] = "",
    data: DataFolders = None,
    as_json: AsJson = False,
) -> None:
    """Print the chain behind one number of a saved run: claims, chosen values, formula, result; computed again and compared."""
    import dualtrack

    asked = {"option": option, "perspective": perspective, "place": place, "system": system}
    chain = dualtrack.explain(folder, question, opened(data), asked)
    if as_json:
        _printing.print_json(chain)
        return
    from dualtrack.cli._chain_text import print_answer_chain, print_verdict_chain

    if "model" in chain:
        print_answer_chain(chain)
    else:
        print_verdict_chain(chain)
