import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner

import handover
from handover.cli.main import main
from handover.cli.reference import PAGES, write_pages
from handover.cli.reference.commands import own_administration, walk_commands
from handover.cli.reference.files import APPLICANT
from handover.cli.reference.life import draw_life_cycle
from handover.cli.reference.problems import list_kinds
from handover.common.codesets import SETS
from handover.common.problems import ProblemKind
from handover.ctf.elements import every_element
from handover.ctf.filename import FORMS
from handover.ctf.model import Header, Pupil
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.config import SETTINGS
from handover.portal.notices.kinds import KINDS
from handover.portal.transfers.flow import LIFE, STATES


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return write_pages(main)


def headings(page: str) -> set[str]:
    return {line.lstrip("#").strip().strip("`") for line in page.splitlines() if line.startswith("#")}


def kinds_in(value: object) -> Iterator[ProblemKind]:
    if isinstance(value, ProblemKind):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for each in value.values() if isinstance(each, ProblemKind))
    elif isinstance(value, (tuple, list)):
        yield from (each for each in value if isinstance(each, ProblemKind))


def test_every_problem_anywhere_in_the_code_has_a_heading(pages: dict[str, str]) -> None:
    names = [module.name for module in pkgutil.walk_packages(handover.__path__, "handover.")]
    modules = [import_module(name) for name in names if name.rpartition(".")[2] not in {"wsgi", "__main__"}]
    met = {kind.code for module in modules for value in vars(module).values() for kind in kinds_in(value)}
    assert met
    assert met - headings(pages["problems.md"]) == set()
    assert {kind.code for kind in list_kinds()} == met


def test_no_two_problems_share_a_code() -> None:
    codes = [kind.code for kind in list_kinds()]
    assert len(codes) == len(set(codes))


def test_every_setting_has_a_heading(pages: dict[str, str]) -> None:
    assert {setting.name for setting in SETTINGS} <= headings(pages["settings.md"])


def test_every_role_has_a_heading(pages: dict[str, str]) -> None:
    assert {role.name.en for role in ROLES.values()} <= headings(pages["roles.md"])


def test_every_state_has_a_heading_and_every_step_a_row_and_an_arrow(pages: dict[str, str]) -> None:
    assert {state.value for state in STATES} <= headings(pages["transfer-life.md"])
    for step in LIFE:
        assert f"| `{step.event}` |" in pages["transfer-life.md"]
        for state in step.start:
            label = step.event.replace("_", " ")
            assert f"{state.value or '[*]'} --> {step.end.value}: {label}" in draw_life_cycle()


def test_every_command_has_a_heading(pages: dict[str, str]) -> None:
    names = {name for name, _ in walk_commands(main)} | {f"handover manage {name}" for name in own_administration()}
    assert "handover upn check" in names
    assert "handover manage verify_audit" in names
    assert names <= headings(pages["commands.md"])


def test_every_e_mail_and_every_audit_action_is_listed(pages: dict[str, str]) -> None:
    assert set(KINDS) <= headings(pages["e-mails.md"])
    assert all(f"| `{code}` |" in pages["audit-actions.md"] for code in ACTIONS)


def test_every_code_set_has_a_heading_and_every_code_a_row(pages: dict[str, str]) -> None:
    assert {code_set.name for code_set in SETS} <= headings(pages["code-sets.md"])
    rows = [line for line in pages["code-sets.md"].splitlines() if line.startswith("| `")]
    assert len(rows) == sum(len(code_set.codes) for code_set in SETS)


def test_every_element_and_every_kind_of_name_has_a_row(pages: dict[str, str]) -> None:
    rows = [line for line in pages["ctf-elements.md"].splitlines() if line.startswith("| `")]
    admissions = [row for row in rows if row.startswith("| `…/")]
    assert len(admissions) == 1 + len(APPLICANT)
    assert len(rows) - len(admissions) == sum(len(list(every_element(group))) for group in (Header, Pupil))
    assert all(f"| `{form.kind}` |" in pages["file-names.md"] for form in FORMS)


@pytest.mark.parametrize("name", PAGES)
def test_every_table_is_as_wide_as_its_head(pages: dict[str, str], name: str) -> None:
    width = None
    for line in pages[name].splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else None
        assert width is None or cells is None or cells == width, line
        width = cells


def test_pages_are_written_and_then_agree(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    first = CliRunner().invoke(main, ["docs", "--into", str(folder)])
    assert first.exit_code == 0, first.output
    assert {path.name for path in folder.iterdir()} == set(PAGES)
    assert CliRunner().invoke(main, ["docs", "--check", "--into", str(folder)]).exit_code == 0


def test_a_page_that_drifted_is_named_and_written_anew(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["docs", "--into", str(tmp_path)])
    (tmp_path / "roles.md").write_text("# Roles\n")
    (tmp_path / "left-over.md").write_text("# Old\n")
    check = CliRunner().invoke(main, ["docs", "--check", "--into", str(tmp_path)])
    assert check.exit_code == 1
    assert "roles.md does not agree" in check.output
    assert "left-over.md" in check.output
    assert "settings.md" not in check.output
    CliRunner().invoke(main, ["docs", "--into", str(tmp_path)])
    assert not (tmp_path / "left-over.md").exists()
    assert (tmp_path / "roles.md").read_text().startswith("# Roles and permissions")
