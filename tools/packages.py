"""Install what the tests need from the system's own packages: a browser and a PostgreSQL server, and with `--scanner` ClamAV.

The browser is Chromium without its windows, which needs half the time of the whole one. Where it cannot be had, the tests use a
whole one. Only an administrator of a Debian-like machine can install; anyone else is told what is missing, and the
tests that need it say so when they are left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What serves in place of a package that is not there.
INSTEAD = {"chromium-headless-shell": ("chromium", "chromium-browser", "google-chrome")}
APT = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def missing() -> list[str]:
    """Return the names of the packages that are not here yet."""
    shell = bool(shutil.which("chromium-headless-shell"))
    server = bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    scanner = "--scanner" not in sys.argv or bool(shutil.which("clamd"))
    found = {"chromium-headless-shell": shell, "postgresql": server, "clamav-daemon": scanner}
    return [name for name, here in found.items() if not here]


def main() -> int:
    """Install the missing packages, or say why not; fail if one could be installed, is not, and nothing else serves."""
    names = missing()
    if not names:
        return 0
    needed = [name for name in names if not any(shutil.which(other) for other in INSTEAD.get(name, ()))]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        if needed:
            print(f"Not installed: {', '.join(needed)}. Install them to run the tests that need them.", file=sys.stderr)
        return 0
    print(f"Installing {', '.join(names)} …", flush=True)
    if install(names):
        return 0
    print(f"Not installed: {', '.join(names)}.", file=sys.stderr)
    return 1 if needed and not install(["chromium" if name in INSTEAD else name for name in needed]) else 0


def install(names: list[str]) -> bool:
    """Install packages, whose list may first have to be brought up to date; say whether all are there."""
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    return any(
        all(subprocess.run(step, env=APT, stdout=subprocess.DEVNULL).returncode == 0 for step in steps)
        for steps in ([command], [["apt-get", "update", "-qq"], command])
    )


if __name__ == "__main__":
    sys.exit(main())
