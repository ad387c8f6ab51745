"""From nothing to a production site that answers, in the steps of docs/operator/install.md, with the seconds of each.

`python -m tools.fresh_site` builds the wheel of this checkout and installs it in a fresh folder under an account without
rights: where root runs it, as `nobody`. What only root may do on a machine of its own (`apt-get`, `useradd`, `systemctl`, the
folders below /etc, /srv and /opt) is not done: the folder takes their place. The web server in front is not set up.
"""

import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from handover.cli.server import free_port

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "operator" / "install.md"
ACCOUNT = "nobody"
READY_SECONDS = 300
SETTLED = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
"""The environment of an account that has just been made; pip is told where packages come from as this process is."""


class FreshSite:
    """A folder that stands for a fresh machine, and the seconds that each step took."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.owner = pwd.getpwnam(ACCOUNT) if os.geteuid() == 0 else None
        self.steps: list[tuple[str, float]] = []
        if self.owner:
            os.chown(home, self.owner.pw_uid, self.owner.pw_gid)

    def as_account(self) -> dict[str, object]:
        """Return how `subprocess` is to run something under the account."""
        pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        settings: dict[str, object] = {"cwd": self.home, "env": {**SETTLED, **pip, "HOME": str(self.home)}}
        if self.owner:
            settings |= {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        return settings

    def run(self, words: str) -> str:
        """Run a line of the document in a shell; return what it printed, and stop everything where it fails."""
        done = subprocess.run(["/bin/sh", "-euc", words], capture_output=True, text=True, **self.as_account())  # type: ignore[call-overload]
        if done.returncode:
            sys.exit(f"{words}\nended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return str(done.stdout)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Take the time of a step."""
        began = time.monotonic()
        yield
        self.steps.append((name, time.monotonic() - began))
        print(f"{self.steps[-1][1]:7.1f} s  {name}", flush=True)


def documented_lines(word: str) -> list[str]:
    """Return the lines of the document's shell blocks that hold a word."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if word in line]


def transplant(line: str, home: Path, wheel: Path) -> str:
    """Return a line of the document with the fresh folder in the place of the machine's own."""
    line = re.sub(r"runuser -u handover -- ", "", line)
    line = re.sub(r"handover-[\d.]+-py3-none-any\.whl", str(wheel), line)
    line = line.replace("requirements/site.txt", str(home / "site.txt"))
    line = re.sub(r"/(opt|etc|srv)/handover", rf"{home}/\1", line)
    if " init " in line:
        line += f" --settings {home}/etc --data {home}/srv"
    return line


def install(site: FreshSite, wheel: Path) -> None:
    """Install, make the site, and look at it, as the document says."""
    steps = [
        ("python3 -m venv", f"python3 -m venv {site.home}/opt"),
        *(
            (line, transplant(line, site.home, wheel))
            for line in documented_lines("/pip install")
            if "traces" not in line
        ),
    ]
    for name, line in steps:
        with site.timed(name):
            site.run(line)
    (init,) = documented_lines("handover init")
    with site.timed("handover init"):
        said = site.run(transplant(init, site.home, wheel))
    if "/link/" not in said:
        sys.exit(f"handover init gave no link for the first administrator:\n{said}")
    (load,) = documented_lines("set -a")
    loaded = transplant(load, site.home, wheel)
    for words in ("handover manage check --deploy", "handover selftest"):
        (line,) = documented_lines(words)
        with site.timed(words):
            site.run(f"{loaded}; {transplant(line, site.home, wheel)}")
    with site.timed("handover serve answers"):
        serve(site, loaded)


def serve(site: FreshSite, loaded: str) -> None:
    """Serve until the site has answered, as its proxy asks it."""
    port = free_port()
    line = f"{loaded}; exec {site.home}/opt/bin/handover serve --port {port}"
    process = subprocess.Popen(["/bin/sh", "-euc", line], stderr=subprocess.DEVNULL, **site.as_account())  # type: ignore[call-overload]
    try:
        print(wait_for_readiness(f"http://127.0.0.1:{port}/readyz", process).strip())
    finally:
        process.terminate()
        process.wait(60)


def wait_for_readiness(address: str, process: "subprocess.Popen[bytes]") -> str:
    """Ask, by the site's own name, until the server says that it can work; return its words."""
    host = {"Host": "transfer.example.org"}
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(URLError, ConnectionError), urlopen(Request(address, headers=host), timeout=60) as answer:  # noqa: S310
            return str(answer.read().decode())
        time.sleep(0.05)
    sys.exit("handover serve did not answer")


def main() -> None:
    """Do it, and print the sum."""
    with tempfile.TemporaryDirectory(prefix="handover-fresh-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        site = FreshSite(home)
        with site.timed("make wheel (on another machine)"):
            subprocess.run(
                [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist"],
                cwd=ROOT,
                check=True,
                capture_output=True,
            )
        (wheel,) = (home / "dist").glob("*.whl")
        shutil.copy(ROOT / "requirements" / "site.txt", home / "site.txt")
        for path in (wheel, home / "site.txt"):
            path.chmod(0o644)
        install(site, wheel)
        print(f"{sum(seconds for _, seconds in site.steps[1:]):7.1f} s  all, without the wheel")


if __name__ == "__main__":
    main()
