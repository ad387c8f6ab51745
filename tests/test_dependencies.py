"""What is taken from libraries: their public half only, and a version that is known."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for folder in ("src", "tests", "benchmarks", "tools") for path in (ROOT / folder).rglob("*.py"))
SIGN_IN = ("argon2-cffi", "zxcvbn", "pyotp", "qrcode", "fido2")


def imported(tree: ast.Module) -> list[str]:
    found = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return found + [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]


def private(module: str) -> bool:
    parts = module.split(".")
    return parts[0] not in {"handover", "tests", "__future__"} and any(
        part == "internal" or re.fullmatch(r"_[a-z]\w*", part) for part in parts
    )


def test_no_private_module_of_a_library_is_imported() -> None:
    found = {str(path.relative_to(ROOT)): imported(ast.parse(path.read_text())) for path in SOURCES}
    assert {(path, name) for path, names in found.items() for name in names if private(name)} == set()


@pytest.mark.parametrize(("module", "verdict"), [("allauth.mfa.internal.auth", True), ("fido2.server", False)])
def test_a_private_module_is_known_by_its_name(module: str, verdict: bool) -> None:
    assert private(module) is verdict


@pytest.mark.parametrize("name", SIGN_IN)
def test_what_signing_in_stands_on_is_bounded_above(name: str) -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["site"]
    assert [line for line in wanted if re.match(rf"{name}\b.*<\d", line)]
