"""Say which known vulnerabilities are in what is locked, from advisories in a file, without asking anybody.

    python -m tools.advisories FILE...      exit 1 if there is any

A FILE is an advisory in the form of OSV (https://ossf.github.io/osv-schema/), a list of them, a folder or a zip of them.
docs/operator/supply-chain.md says where such files are; fetch one where there is a network.
"""

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from tools.locked import Locked, read_lists

Advisory = dict[str, Any]
FIRST = Version("0")


def read_advisories(path: Path) -> Iterator[Advisory]:
    """Yield the advisories in a file, a folder or a zip. Raise ValueError for a file that is none."""
    if path.is_dir():
        for each in sorted(path.rglob("*.json")):
            yield from read_text(each.read_bytes(), each.name)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as opened:
            for name in sorted(opened.namelist()):
                if name.endswith(".json"):
                    yield from read_text(opened.read(name), name)
    else:
        yield from read_text(path.read_bytes(), path.name)


def read_text(data: bytes, name: str) -> Iterator[Advisory]:
    """Yield the advisories of one JSON document. Raise ValueError for another."""
    found = json.loads(data)
    for each in found if isinstance(found, list) else [found]:
        if not isinstance(each, dict) or "id" not in each:
            raise ValueError(f"{name} is no advisory in the form of OSV")
        yield each


def is_affected(package: Locked, affected: Advisory) -> bool:
    """Say whether the version that is locked is one of those that an advisory names."""
    named = affected.get("package", {})
    if named.get("ecosystem") != package.ecosystem or canonicalize_name(named.get("name", "")) != package.name:
        return False
    if package.version in affected.get("versions", ()):
        return True
    return any(
        within(Version(package.version), span.get("events", ()))
        for span in affected.get("ranges", ())
        if span.get("type") in {"ECOSYSTEM", "SEMVER"}
    )


def within(version: Version, events: Iterable[dict[str, str]]) -> bool:
    """Say whether a version lies in a range: the last event before it decides.

    One whose version cannot be read begins the range at the first version, or does not end it: better one too many.
    """
    turns = [(order_of(text), kind) for event in events for kind, text in event.items()]
    inside = False
    for at, kind in sorted(((at or FIRST, kind) for at, kind in turns if at or kind == "introduced")):
        if kind == "introduced" and version >= at:
            inside = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    return inside


def order_of(text: str) -> Version | None:
    """Return a version to compare by; None for one that Python's rules cannot read."""
    try:
        return Version(text)
    except InvalidVersion:
        return None


def find_vulnerable(packages: Iterable[Locked], advisories: Iterable[Advisory]) -> Iterator[tuple[Locked, Advisory]]:
    """Yield each package that is locked in a version with a known vulnerability, with the advisory."""
    known = list(packages)
    for advisory in advisories:
        if "withdrawn" in advisory:
            continue
        for package in known:
            if any(is_affected(package, affected) for affected in advisory.get("affected", ())):
                yield package, advisory


def say_advisory(package: Locked, advisory: Advisory) -> str:
    """Return a line: what has it, what it is called, what it is, and from which version it is mended."""
    names = " ".join([advisory["id"], *(f"({alias})" for alias in advisory.get("aliases", ()))])
    mended = [
        event["fixed"]
        for affected in advisory.get("affected", ())
        for span in affected.get("ranges", ())
        if span.get("type") != "GIT"
        for event in span.get("events", ())
        if "fixed" in event and is_affected(package, affected)
    ]
    remedy = f"mended in {', '.join(mended)}" if mended else "no version mends it yet"
    return f"{package.name} {package.version}: {names}: {advisory.get('summary', 'no summary')}; {remedy}"


def main() -> int:
    """Look through the files; return how the process ends."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    packages = [each for group in read_lists().values() for each in group]
    try:
        advisories = [each for name in sys.argv[1:] for each in read_advisories(Path(name))]
    except (OSError, ValueError) as fault:
        print(f"The advisories cannot be read: {fault}", file=sys.stderr)
        return 2
    lines = sorted(say_advisory(*found) for found in find_vulnerable(packages, advisories))
    print(*lines, f"{len(advisories)} advisories, {len(packages)} packages, {len(lines)} found.", sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
