"""Write the bill of materials of a site in the form of CycloneDX 1.6: what is installed, which version, hash and licence.

    python -m tools.sbom [FILE]     otherwise dist/handover-VERSION.cdx.json

It is made from the locked lists alone and holds no date, so that the same lock gives the same file.
"""

import json
import re
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from handover import __version__
from tools.licences import licence_of
from tools.locked import ROOT, Locked, read_lists

SPACE = uuid.UUID("5b1c9f6e-3a0d-4a55-9a3c-0d9b4f9d6a11")
OWN = f"pkg:pypi/handover@{__version__}"


def describe_package(package: Locked) -> dict[str, Any]:
    """Return one component."""
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "licenses": [describe_licence(licence_of(package))],
        "hashes": [{"alg": algorithm, "content": digest} for algorithm, digest in package.hashes],
    }


def describe_licence(expression: str) -> dict[str, Any]:
    """Return a licence as CycloneDX wants it: an expression of several otherwise than one alone."""
    return {"expression": expression} if re.search(r"\s", expression) else {"license": {"id": expression}}


def list_needs(package: Locked, purls: dict[str, str]) -> list[str]:
    """Return which of the others a distribution needs, on this machine and without extras."""
    try:
        lines = requires(package.name) or () if package.ecosystem == "PyPI" else ()
    except PackageNotFoundError:
        return []
    wanted = [Requirement(line) for line in lines]
    names = {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate({"extra": ""})}
    return sorted(purls[name] for name in names & purls.keys())


def list_own_needs(purls: dict[str, str]) -> list[str]:
    """Return what the site itself is made of, by pyproject.toml; the styles too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["site"], *extras["client"], *extras["matching"]]
    return sorted({purls[canonicalize_name(Requirement(line).name)] for line in lines} | {purls["govuk-frontend"]})


def write_bill() -> str:
    """Return the bill of materials."""
    packages = sorted(read_lists()["site"], key=lambda each: each.purl)
    purls = {each.name: each.purl for each in packages}
    own = {
        "type": "application",
        "bom-ref": OWN,
        "name": "handover",
        "version": __version__,
        "purl": OWN,
        "licenses": [describe_licence("MIT")],
    }
    needs = [{"ref": OWN, "dependsOn": list_own_needs(purls)}]
    needs += [{"ref": each.purl, "dependsOn": list_needs(each, purls)} for each in packages]
    content = {
        "metadata": {"component": own},
        "components": [describe_package(each) for each in packages],
        "dependencies": needs,
    }
    head = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(SPACE, json.dumps(content, sort_keys=True))}",
        "version": 1,
    }
    return json.dumps(head | content, indent=1) + "\n"


def main() -> None:
    """Write the file."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / f"handover-{__version__}.cdx.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(write_bill(), encoding="utf-8")
    print(f"wrote {target}")


if __name__ == "__main__":
    main()
