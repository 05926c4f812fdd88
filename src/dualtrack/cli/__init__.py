"""Room: cli. The command line over the public API: one file per command, found by being there. May import everything below it.

A module of this folder without a leading underscore offers `register(app)`, which adds its command. Libraries that take long
to load are imported inside the commands. Only this room reads the clock.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer

from dualtrack.errors import OutsideValidity, RecordError, UserError

USER_ERROR = 2
INTERRUPTED = 130


def application() -> typer.Typer:
    """The command line with every command of this folder, in the order of their names."""
    app = typer.Typer(
        name="dualtrack",
        help="From a public report on a missile build-up to a cited brief on the responses to it.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_top)
    for info in pkgutil.iter_modules(__path__):
        if not info.name.startswith("_"):
            importlib.import_module(f"{__name__}.{info.name}").register(app)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 2 for something the user can put right, 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() not in ("utf-8", "utf8"):
            stream.reconfigure(errors="backslashreplace")
    try:
        typer.main.get_command(application())(args=arguments, prog_name="dualtrack")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except (UserError, OutsideValidity) as error:
        print(error if isinstance(error, RecordError) else f"error: {error}", file=sys.stderr)
        return USER_ERROR
    return 0


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"dualtrack {version('dualtrack')}")
        raise typer.Exit


def _top(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and stop."),
) -> None:
    """From a public report on a missile build-up to a cited brief on the responses to it."""
