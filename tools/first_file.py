"""A vendor's first file in training, from an empty terminal, by docs/integrator/training.md, with the seconds of each command.

`python -m tools.first_file` builds the wheel of this checkout, serves a demo county on this machine, presses the button of its
page /training/, and carries out the page's commands in a shell of a fresh folder: the command is installed from the wheel, into
an environment of its own as pipx makes one, with its dependencies fetched from where pip fetches them. The time of the machine
is measured; reading the page and typing, which a person does besides, are not.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx

from handover.cli.server import free_port

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "integrator" / "training.md"
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
KEY = re.compile(r'\((\w{7})\)</label>.*?value="(hnd_test_[^"]+)"', re.DOTALL)
SENDER = "6812990"
READY_SECONDS = 300
ARRIVED = re.compile(r"6812990_CTF_6812971_001\.xml.*Confirmed")


def documented_commands() -> list[str]:
    """Return the commands of the page, in order."""
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return ["\n".join(line.removeprefix("   ") for line in block.splitlines()) for block in blocks]


def transplant_command(command: str, site: str, key: str, home: Path, wheel: Path) -> str:
    """Return a command with this site and key in the place of the page's, and pip in a fresh environment for pipx."""
    if command == "pipx install handover":
        return f"{sys.executable} -m venv {home}/pipx && {home}/pipx/bin/pip install --quiet '{wheel}[client]'"
    return command.replace("https://handover.example.org", site).replace("hnd_test_…", key)


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def wait_for_page(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Ask for a page until the site answers."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            if httpx.get(address).is_success:
                return
        time.sleep(0.1)
    sys.exit("the demo county did not answer")


def take_keys(site: str) -> dict[str, str]:
    """Press the button of the page, and return the keys that it shows, by the number of the office."""
    with httpx.Client(base_url=site, follow_redirects=True, timeout=READY_SECONDS) as visitor:
        page = visitor.get("/training/").raise_for_status().text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        fields = {"csrfmiddlewaretoken": token[1]} if token else {}
        shown = visitor.post("/training/", data=fields, headers={"Referer": f"{site}/training/"})
        return dict(KEY.findall(shown.raise_for_status().text))


def carry_out(site: str, key: str, home: Path, wheel: Path) -> float:
    """Carry out the page's commands in one shell; print and return the seconds that they took."""
    work = home / "work"
    work.mkdir()
    settled = {name: value for name, value in os.environ.items() if not name.startswith("HANDOVER_")}
    settled |= {"HOME": str(home), "PATH": f"{home}/pipx/bin:{os.environ['PATH']}"}
    shell = subprocess.Popen(["/bin/bash"], cwd=work, env=settled, stdin=-1, stdout=-1, stderr=-2, text=True)
    assert shell.stdin
    assert shell.stdout
    spent = 0.0
    said = ""
    for command in documented_commands():
        began = time.monotonic()
        shell.stdin.write(f"{transplant_command(command, site, key, home, wheel)}\necho ended:$?\n")
        shell.stdin.flush()
        said = ""
        while not said.splitlines() or not said.splitlines()[-1].startswith("ended:"):
            line = shell.stdout.readline()
            if not line:
                sys.exit("the shell ended")
            said += line
        spent += time.monotonic() - began
        print(f"{time.monotonic() - began:7.1f} s  {command.splitlines()[0]}", flush=True)
        if not said.endswith("ended:0\n"):
            sys.exit(said)
    shell.stdin.close()
    shell.wait(60)
    if not ARRIVED.search(said):
        sys.exit(f"The file has not arrived:\n{said}")
    return spent


def main() -> None:
    """Do it, and print the sum."""
    with tempfile.TemporaryDirectory(prefix="handover-first-") as folder:
        home = Path(folder)
        wheel = build_wheel(home / "dist")
        port = free_port()
        site = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "handover", "demo", "--port", str(port)]
        demo = subprocess.Popen(
            command,
            cwd=home,
            env={**os.environ, "HANDOVER_MODE": "demo"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for_page(f"{site}/training/", demo)
            began = time.monotonic()
            keys = take_keys(site)
            print(f"{time.monotonic() - began:7.1f} s  the button of /training: {len(keys)} keys")
            spent = carry_out(site, keys[SENDER], home, wheel)
            print(f"{spent:7.1f} s  {len(documented_commands())} commands, to a file that has arrived")
        finally:
            demo.terminate()
            demo.wait(60)


if __name__ == "__main__":
    main()
