"""What is locked: every distribution of `requirements/*.txt` with version and hashes, and the styles of package-lock.json."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LISTS = {
    "site": "A whole site",
    "spark": "Matching on a Spark cluster",
    "s3": "Files in a bucket of an S3-compatible store",
    "traces": "Traces by OpenTelemetry",
    "image": "The container image",
    "npm": "Fetching the styles, once, on a machine without Node.js",
    "dev": "Tests and checks",
}
"""The lists by name, and for what each is; what is in an earlier one is not said again."""
PINNED = re.compile(r"([a-z0-9._-]+)==([^\s;]+)")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package: where it comes from (`PyPI` or `npm`), name and version, and the hashes of what may be installed of it."""

    ecosystem: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]

    @property
    def purl(self) -> str:
        """Its address as a package URL."""
        return f"pkg:{self.ecosystem.lower()}/{self.name}@{self.version}"


def read_list(text: str) -> Iterator[Locked]:
    """Yield the distributions of one list of requirements."""
    for entry in text.replace("\\\n", " ").splitlines():
        if pinned := PINNED.match(entry):
            hashes = tuple(("SHA-256", digest) for digest in re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
            yield Locked("PyPI", canonicalize_name(pinned[1]), pinned[2], hashes)


def read_styles() -> Iterator[Locked]:
    """Yield the packages of package-lock.json."""
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for path, entry in lock["packages"].items():
        if path:
            digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
            yield Locked("npm", path.removeprefix("node_modules/"), entry["version"], (("SHA-512", digest),))


def read_lists() -> dict[str, list[Locked]]:
    """Return what is locked, by the name of its list; the styles stand with the site."""
    found: dict[str, list[Locked]] = {}
    known: set[Locked] = set()
    for name in LISTS:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        every = [*read_list(text), *(read_styles() if name == "site" else ())]
        found[name] = [each for each in every if each not in known]
        known.update(found[name])
    return found
