"""What the operators' pages tell people to type works as it stands there."""

import re
import subprocess
from itertools import pairwise
from pathlib import Path

from handover.common.databases import PARAMETERS
from handover.portal.config import BadSetting, read_config
from handover.portal.starting.rules import RULES

OPERATOR = Path(__file__).resolve().parents[2] / "docs" / "operator"


def example_settings() -> str:
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", (OPERATOR / "install.md").read_text(), re.DOTALL | re.M)
    (block,) = [block for block in blocks if "HANDOVER_SECRET_KEY=" in block]
    return "".join(f"{line.strip()}\n" for line in block.splitlines())


def as_systemd_reads(text: str) -> dict[str, str]:
    """systemd takes a quoted value as it stands, and all that is behind the = of another."""
    pairs = [line.partition("=") for line in text.splitlines()]
    return {name: value[1:-1] if value[:1] == value[-1:] == "'" else value for name, _, value in pairs}


def test_the_example_of_settings_reads_alike_in_a_shell_and_under_systemd(tmp_path: Path) -> None:
    (tmp_path / "env").write_text(example_settings(), encoding="utf-8")
    command = "set -a; . ./env; set +a; env -0"
    done = subprocess.run(
        ["sh", "-euc", command], cwd=tmp_path, env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=True
    )
    loaded = dict(pair.split("=", 1) for pair in done.stdout.decode().split("\0") if pair)
    wanted = as_systemd_reads(example_settings())
    assert {name: loaded.get(name) for name in wanted} == wanted


def test_the_example_lacks_nothing_but_its_secrets() -> None:
    try:
        read_config(as_systemd_reads(example_settings()))
    except BadSetting as fault:
        names = [line.split()[0] for line in str(fault).splitlines() if not line.startswith("Warning: ")]
    assert names == ["HANDOVER_MASTER_KEY", "HANDOVER_SECRET_KEY"]


def test_every_parameter_of_the_databases_address_is_described() -> None:
    described = (OPERATOR / "postgresql.md").read_text()
    assert [name for name in PARAMETERS if f"`{name}`" not in described] == []


def test_each_row_of_what_was_killed_has_a_command_that_is_there() -> None:
    rows = [line for line in (OPERATOR / "chaos.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    commands = [re.search(r"`([^`]+)` \|$", row) for row in rows[2:]]
    assert all(commands), "Each row ends with its command."
    named = [word for command in commands if command for word in command[1].split()]
    paths = [word for word in named if word.startswith("tests/")]
    paths += [f"{word.replace('.', '/')}.py" for word in named if word.startswith("benchmarks.")]
    tables = [name for word, name in pairwise(named) if word == "benchmarks"]
    paths += [f"benchmarks/{name}.py" for name in tables if name != "nation"]
    paths += ["benchmarks/nation/__init__.py" for name in tables if name == "nation"]
    assert len(paths) >= len(commands)
    assert [path for path in paths if not (OPERATOR.parents[1] / path).is_file()] == []


def test_every_rule_has_a_key_of_its_own() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
