"""What the libraries export: every name of their pages by one import, and nothing is loaded that is not used."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
PACKAGES = ("handover.common", "handover.ctf", "handover.sif")


@pytest.mark.parametrize("package", PACKAGES)
def test_what_editors_see_is_what_there_is(package: str) -> None:
    module = import_module(package)
    tree = ast.parse((SOURCE / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8"))
    [typed] = [node for node in tree.body if isinstance(node, ast.If) and isinstance(node.test, ast.Name)]
    seen = {alias.name: each.module for each in typed.body if isinstance(each, ast.ImportFrom) for alias in each.names}
    homes = {name: f"{package}.{home}" for name, home in module._HOMES.items()}
    assert seen == homes
    assert sorted(module.__all__) == sorted(homes)
    for name, home in homes.items():
        assert getattr(module, name) is getattr(import_module(home), name)
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'Pupl'"):
        _ = module.Pupl


def test_importing_the_packages_loads_none_of_their_modules() -> None:
    code = f"import sys, {', '.join(PACKAGES)}; print([name for name in sys.modules if name.startswith('handover.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ast.literal_eval(run.stdout)) == {*PACKAGES, "handover.common.lazy_names"}
