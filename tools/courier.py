"""Build the courier as one file: `dist/handover-courier.pyz`, for any computer with Python 3.11 or later.

Run by `make courier`. The libraries come from the lock, by their hashes. The same sources make the
same bytes.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "dist" / "handover-courier.pyz"
LIBRARIES = ("anyio", "certifi", "click", "h11", "httpcore", "httpx", "idna", "typing-extensions")
"""httpx and click, and what they need; all are plain Python."""
OURS = (
    "__init__.py",
    "py.typed",
    "common",
    "client",
    "cli/__init__.py",
    "cli/courier.py",
    "cli/one_file.py",
    "cli/plainly.py",
    "cli/mailbox",
)
MAIN = "from handover.cli.one_file import run_one_file\nrun_one_file(prog_name='handover')\n"
EARLIEST = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = {".pyc", ".so", ".pyi"}
INSTALLERS = {"RECORD", "INSTALLER", "REQUESTED"}
"""What pip notes of this computer."""


def read_locked(text: str) -> str:
    """Return the rows of a lock that the courier needs, on every system."""
    rows = re.sub(r"\\\n\s*", "", text).splitlines()
    names = {row.partition("==")[0]: row for row in rows}
    # On which systems a library is needed is left out: the one file is for all.
    return "".join(re.sub(r" ;[^-]*(?= --hash)", "", names[name]) + "\n" for name in LIBRARIES)


def fetch_libraries(folder: Path) -> None:
    """Install the locked libraries into a folder."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(read_locked((ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")))
        wanted.flush()
        options = ["--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--target", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, "-r", wanted.name], check=True)


def list_sources() -> Iterator[tuple[str, Path]]:
    """Yield our own files, by their names in the archive."""
    package = ROOT / "src" / "handover"
    for name in OURS:
        whole = package / name
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            yield path.relative_to(package.parent).as_posix(), path


def build_archive(libraries: Path, target: Path) -> None:
    """Write the archive of our own files and of a folder of libraries."""
    files = dict(list_sources())
    files |= {path.relative_to(libraries).as_posix(): path for path in sorted(libraries.rglob("*"))}
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        out.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            write_entry(archive, "__main__.py", MAIN.encode())
            for name, path in sorted(files.items()):
                ours = path.suffix not in LEFT_OUT and path.name not in INSTALLERS and not name.startswith("bin/")
                if path.is_file() and ours:
                    write_entry(archive, name, path.read_bytes())
    target.chmod(0o755)


def write_entry(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write one file of the archive, always with the same moment and rights."""
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED)


def main() -> None:
    """Build the file in `dist/`."""
    folder = Path(tempfile.mkdtemp())
    try:
        fetch_libraries(folder)
        build_archive(folder, TARGET)
    finally:
        shutil.rmtree(folder)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
