import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest

from handover.client.logins import KEY_VARIABLE, URL_VARIABLE
from handover.portal.config import SETTINGS
from handover.portal.demo.county import PASSWORD, PEOPLE
from tests.commands import exists_command

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def prose(document: Path) -> str:
    """The text outside fenced blocks."""
    return re.sub(r"^ *```.*?^ *```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)


def blocks(document: Path, language: str) -> Iterator[str]:
    yield from re.findall(rf"^ *```{language}\n(.*?)^ *```", document.read_text(encoding="utf-8"), re.DOTALL | re.M)


def anchors(document: Path) -> set[str]:
    """The places of a page that a link can lead to, named as code hosts name them."""
    titles = re.findall(r"^#+ (.+)$", prose(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@every_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
        if re.match(r"https?://", target):
            continue
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        assert there.exists(), f"{target} does not exist"
        assert not anchor or anchor in anchors(there), f"{target} has no such heading"


@every_document
def test_every_name_of_the_code_is_there(document: Path) -> None:
    """`[`name`](file.py)` leads to the file that has the name, and `handover.a.b` can be imported."""
    text = document.read_text(encoding="utf-8")
    for name, target in re.findall(r"\[`([\w.]+)`\]\(([^)#\s]+\.py)\)", text):
        source, last = (document.parent / target).read_text(encoding="utf-8"), name.rpartition(".")[2]
        defined = rf"^ *(?:def|class) {last}\b|^{last}\b"
        assert target.endswith(f"/{name}") or re.search(defined, source, re.MULTILINE), f"{name} is not in {target}"
    for name in re.findall(r"`(handover(?:\.\w+)+)`", text):
        resolve_name(name)


@every_document
def test_every_command_that_is_shown_exists(document: Path) -> None:
    shown = [line for block in blocks(document, "sh") for line in block.splitlines()]
    shown += re.findall(r"`([^`\n]+)`", prose(document))
    for line in shown:
        if match := re.match(r"\s*(?:\.venv/bin/)?handover ([a-z].*)", line):
            assert exists_command(match[1].split("#")[0].split()), line


@every_document
def test_every_word_of_make_exists(document: Path) -> None:
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = [line for block in blocks(document, "sh") for line in block.splitlines()]
    shown += re.findall(r"`([^`\n]+)`", prose(document))
    used = {match[1] for line in shown if (match := re.match(r"\s*make ([a-z]+)", line))}
    assert used <= words


@every_document
def test_every_setting_that_is_named_exists(document: Path) -> None:
    named = set(re.findall(r"\bHANDOVER_[A-Z_]+[A-Z]\b", document.read_text(encoding="utf-8")))
    assert named <= {setting.name for setting in SETTINGS} | {KEY_VARIABLE, URL_VARIABLE}


@every_document
def test_no_document_names_a_place_on_somebodys_machine(document: Path) -> None:
    assert not re.search(r"(?:^|[\s(`'\"])/(?:work|tmp|home|root|Users)/", document.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "document",
    [path for path in DOCUMENTS if ">>>" in path.read_text(encoding="utf-8")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_examples_of_a_document_run_and_give_what_they_say(document: Path) -> None:
    source = "\n".join(blocks(document, "python"))
    examples = doctest.DocTestParser().get_doctest(source, {}, document.name, str(document), 0)
    said: list[str] = []
    results = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert results.attempted > 0
    assert results.failed == 0, "".join(said)


def test_the_library_page_has_examples() -> None:
    assert ">>>" in (ROOT / "docs/integrator/library.md").read_text(encoding="utf-8")


def test_the_readme_names_everybody_who_can_sign_in_to_the_demo() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert PASSWORD in readme
    assert {f"`{person.username}`" for person in PEOPLE} <= set(re.findall(r"`[^`\n]+`", readme))


def test_every_decision_is_listed_in_order() -> None:
    folder = ROOT / "docs/decisions"
    pages = sorted(path.name for path in folder.glob("0*.md"))
    assert re.findall(r"\((0[^)]+)\)", (folder / "README.md").read_text(encoding="utf-8")) == pages
    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))


def test_every_hand_written_page_is_linked_from_somewhere() -> None:
    linked = {
        (document.parent / target.partition("#")[0]).resolve()
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(document))
    }
    assert [str(path.relative_to(ROOT)) for path in DOCUMENTS if path not in linked and path.name != "README.md"] == []


def test_the_security_page_names_tests_that_are_there_and_every_attack() -> None:
    named = set(re.findall(r"`(tests/[^`]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    assert {f"tests/attacks/{path.name}" for path in (ROOT / "tests/attacks").glob("test_*.py")} <= named
