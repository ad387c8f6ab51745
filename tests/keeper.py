"""Ends what a test or a benchmark has started, when that is gone: whoever is killed cleans nothing up.

The keeper is a process in a session of its own. It is told whom to keep by a pipe, which closes when its parent ends,
however that ends; then it kills those who were not let go. `python -m tests.keeper` is the process itself.
"""

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final


@lru_cache(maxsize=1)
def _keeper() -> subprocess.Popen[bytes]:
    """Return this process's keeper, which is started when it is first needed and ends with this process."""
    keeper = subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, start_new_session=True)
    atexit.register(keeper.communicate)
    return keeper


def _tell(*words: object) -> None:
    line = _keeper().stdin
    assert line is not None
    line.write((" ".join(map(str, words)) + "\n").encode())
    line.flush()


def keep_group(number: int) -> None:
    """Have a process, and all in the group that it leads, killed when this process is gone."""
    _tell("keep", "group", number)


def let_group_go(number: int) -> None:
    """Forget a process: it has ended."""
    _tell("forget", "group", number)


def keep_postgres(home: Path) -> None:
    """Have the PostgreSQL server in a folder ended when this process is gone."""
    _tell("keep", "postgres", home)


def let_postgres_go(home: Path) -> None:
    """Forget a server: it has ended."""
    _tell("forget", "postgres", home)


def _kill_group(number: str) -> None:
    os.killpg(int(number), signal.SIGKILL)


def _end_postgres(home: str) -> None:
    first = Path(home, "data", "postmaster.pid").read_text().split("\n")[0]
    os.kill(int(first), signal.SIGQUIT)


ENDS: Final[dict[str, Callable[[str], None]]] = {"group": _kill_group, "postgres": _end_postgres}


def main() -> None:
    """Wait until the parent is gone, then end what it left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    kept: list[tuple[str, str]] = []
    for line in sys.stdin:
        word, kind, name = line.strip().split(" ", 2)
        (kept.append if word == "keep" else kept.remove)((kind, name))
    for kind, name in kept:
        with suppress(OSError):
            ENDS[kind](name)


if __name__ == "__main__":
    main()
