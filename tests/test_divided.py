"""How `make test` shares out the tests between PostgreSQL and SQLite: none is left out, and what may differ runs on both."""

from pathlib import Path
from types import SimpleNamespace

from tests.harness import divide

SITE, ELSEWHERE = "tests/portal/test_some.py", "tests/ctf/test_some.py"


def item(file: str, name: str, *marks: str) -> SimpleNamespace:
    """Return what the division reads of a test."""
    return SimpleNamespace(
        nodeid=f"{file}::{name}",
        path=Path("/work", file),
        config=SimpleNamespace(rootpath=Path("/work")),
        get_closest_marker=lambda mark: mark in marks,
    )


ITEMS = [
    item(SITE, "test_a"),
    item(SITE, "test_b[one]"),
    item(SITE, "test_b[two]"),
    item(SITE, "test_b[three]"),
    item(SITE, "test_lock[one]", "both_databases"),
    item(SITE, "test_lock[two]", "both_databases"),
    item(SITE, "test_words[one]", "any_database"),
    item(ELSEWHERE, "test_a"),
]


def names(items: list[SimpleNamespace]) -> list[str]:
    return [each.nodeid.partition("::")[2] for each in items]


def test_of_each_test_of_the_site_the_first_case_runs_on_postgresql():
    here, there = divide(ITEMS, "postgresql")
    assert names(here) == ["test_a", "test_b[one]", "test_lock[one]", "test_lock[two]"]
    assert names(there) == ["test_b[two]", "test_b[three]", "test_words[one]", "test_a"]


def test_its_further_cases_and_everything_else_run_on_sqlite():
    here, there = divide(ITEMS, "sqlite")
    further = ["test_b[two]", "test_b[three]", "test_lock[one]", "test_lock[two]"]
    assert names(here) == [*further, "test_words[one]", "test_a"]
    assert names(there) == ["test_a", "test_b[one]"]
