"""Install what the tests need from the system's own packages: a browser and a PostgreSQL server.

Does nothing where both are present. Only an administrator of a Debian-like machine can install; anyone else is told
what is missing, and the tests that need it say so when they are left out.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def missing() -> list[str]:
    """Return the names of the packages that are not here yet."""
    browser = any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    server = bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
    return ([] if browser else ["chromium"]) + ([] if server else ["postgresql"])


def main() -> int:
    """Install the missing packages, or say why not."""
    names = missing()
    if not names:
        return 0
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(
            f"Not installed: {', '.join(names)}. Install them to run the tests that need them.",
            file=sys.stderr,
        )
        return 0
    print(f"Installing {', '.join(names)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names],
    ):
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
