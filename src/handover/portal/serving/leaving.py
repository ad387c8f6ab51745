"""Whether this server is about to end: told to its processes by a byte that they share, and to load balancers by `/readyz`.

A load balancer goes on sending to a machine until it has looked again. So a server that is told to stop says first that it is
not ready, answers everybody for `HANDOVER_LEAVING_SECONDS` more, and stops then.
"""

import mmap
from typing import Final

_SHARED: Final = mmap.mmap(-1, 1)
"""Made before the processes are forked, so that all of them see the same byte."""


def is_leaving() -> bool:
    """Say whether this server is about to end."""
    return _SHARED[0] == 1


def set_leaving(leaving: bool) -> None:
    """Say to all processes of this server that it is about to end."""
    _SHARED[0] = int(leaving)
