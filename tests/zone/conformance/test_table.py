"""The table of conformance is complete: every row has its test, every error that a zone can answer has its row."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handover.sif.messages import ERRORS, STATUS
from handover.zone.conformance import ROWS, SECTIONS

HERE = Path(__file__).parent

# Errors that agents answer to deliveries, that need signatures or encrypted messages, or that are generic where the zone
# always knows a more exact one.
NOT_A_ZONES = {
    "1/1", "2/1", "3/2", "3/3", "3/4", "3/5", "3/6", "3/7", "3/8", "3/9", "3/10", "4/1", "4/7", "4/8", "5/1", "6/1", "7/1",
    "8/7", "8/8", "8/9", "9/1", "10/1", "10/2", "10/4", "12/1",
}  # fmt: skip
ELSEWHERE = {"11/1": "tests/zone/test_trouble.py"}


def marked() -> Iterator[str]:
    for path in HERE.glob("test_*.py"):
        module = importlib.import_module(f"tests.zone.conformance.{path.stem}")
        for name, test in vars(module).items():
            if name.startswith("test_"):
                for mark in getattr(test, "pytestmark", ()):
                    yield from keys(mark)


def keys(mark: pytest.Mark) -> Iterator[str]:
    if mark.name == "row":
        yield from mark.args
    elif mark.name == "parametrize":
        for case in mark.args[1]:
            for inner in getattr(case, "marks", ()):
                yield from keys(inner.mark if hasattr(inner, "mark") else inner)


def test_every_row_has_a_test_and_every_test_a_row():
    assert set(marked()) == set(ROWS)


def test_every_error_that_a_zone_can_answer_has_a_row():
    answered = {row.answer for row in ROWS.values()}
    told = {code for row in ROWS.values() for code in re.findall(r"\b\d+/\d+\b", row.more)}
    assert {str(code) for code in ERRORS} - answered - told - NOT_A_ZONES - ELSEWHERE.keys() == set()
    assert answered & NOT_A_ZONES == set()


def test_every_answer_is_a_status_or_an_error_that_exists():
    known = {str(code) for code in ERRORS} | {str(code) for code in STATUS} | {""}
    assert {row.answer for row in ROWS.values()} <= known
    assert {row.section for row in ROWS.values()} == set(SECTIONS)
