"""One meaning a word: no two modules have a public class or function of one name, unless there is a reason."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "handover"
SHARED = {"Command": "Django looks for a class of this name in the module of each management command"}
"""Names that several modules have, each with its reason."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def homes(kind: type[ast.ClassDef] | type[ast.FunctionDef]) -> dict[str, list[str]]:
    """Return the modules of each public name of that kind, where there are several."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, module in modules():
        for node in module.body:
            if isinstance(node, kind) and not node.name.startswith("_") and name not in found[node.name]:
                found[node.name].append(name)
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
