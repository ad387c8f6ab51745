"""One meaning a word: no two modules have a public class or function of one name, unless there is a reason."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "handover"
SHARED = {"Command": "Django looks for a class of this name in the module of each management command"}
"""Names that several modules have, each with its reason."""


Kind = type[ast.ClassDef] | type[ast.FunctionDef]


@cache
def public_names() -> list[tuple[str, Kind, str]]:
    """Return each module's public classes and functions, by module; the sources are read once for all tests."""
    return [
        (str(path.relative_to(SOURCE)), type(node), node.name)
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
    ]


def homes(kind: Kind) -> dict[str, list[str]]:
    """Return the modules of each public name of that kind, where there are several."""
    found: dict[str, list[str]] = defaultdict(list)
    for module, its_kind, name in public_names():
        if its_kind is kind and module not in found[name]:
            found[name].append(module)
    return {name: where for name, where in found.items() if len(where) > 1}


def test_a_public_class_has_a_name_of_its_own():
    assert {name: where for name, where in homes(ast.ClassDef).items() if name not in SHARED} == {}, (
        "Give one of them the name that says what it is, or add the name to SHARED with a reason."
    )


def test_a_public_function_has_a_name_of_its_own():
    assert {name: where for name, where in homes(ast.FunctionDef).items() if name not in SHARED} == {}, (
        "Name a function by what it does: a verb and its object."
    )


def test_the_list_of_shared_names_is_not_longer_than_needed():
    shared = {**homes(ast.ClassDef), **homes(ast.FunctionDef)}
    assert [name for name in SHARED if name not in shared] == []
