"""Python imports this at start when its folder is on the path: examples in the pages run without a network."""

import socket


def _refuse(*_: object) -> None:
    raise OSError("examples run without a network")


socket.socket.connect = _refuse  # type: ignore[assignment,method-assign]
