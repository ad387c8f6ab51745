from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.matching import read_result, tell_county
from benchmarks.matching_cases import MatchingCase, WriteCase, write_first, write_second
from benchmarks.matching_explained import tell_side_by_side
from benchmarks.matching_figures import (
    ToldLink,
    best_links,
    recall_at,
    tell_reliability,
    told_as,
    write_precision,
)
from benchmarks.matching_ways import measure
from handover.matching.evidence import Child

TRUTH = {"a": frozenset({1}), "b": frozenset({2, 3}), "c": frozenset({4}), "d": frozenset(), "e": frozenset({5})}
CASE = MatchingCase("a county", TRUTH, dict.fromkeys(TRUTH, "welsh"), {}, frozenset({"a"}))
LINKS = [
    ToldLink("a", 1, 20.0, "certain", 0.999),
    ToldLink("b", 3, 15.0, "certain", 0.99),
    ToldLink("b", 2, 15.0, "certain", 0.99),
    ToldLink("d", 9, 9.0, "certain", 0.9),
    ToldLink("c", 8, 7.0, "look", 0.4),
    ToldLink("c", 4, 6.0, "look", 0.3),
    ToldLink("e", 5, 5.0, "look", 0.25),
]


def test_either_row_of_a_child_who_is_registered_twice_is_right() -> None:
    certain = told_as(LINKS, "certain")
    assert write_precision(certain, CASE, frozenset("abcd")) == "precision 0.7500 (1 wrong of 4), recall 0.6667"
    assert write_precision(certain, CASE, frozenset("bcd")) == "precision 0.6667 (1 wrong of 3), recall 0.5000"


def test_the_best_link_of_each_is_taken_from_the_surest_down() -> None:
    assert [(link.key, link.line) for link in best_links(LINKS)] == [("a", 1), ("b", 3), ("d", 9), ("c", 8), ("e", 5)]
    assert recall_at(LINKS, CASE, 0.99) == 2 / 4
    assert recall_at(LINKS, CASE, 0.6) == 3 / 4


def test_what_is_told_stands_beside_what_is_true() -> None:
    assert list(tell_reliability(LINKS, TRUTH)) == [
        ("0.1 to 0.3", 1, 0.25, 1.0),
        ("0.3 to 0.5", 2, 0.35, 0.5),
        ("0.9 to 0.95", 1, 0.9, 0.0),
        ("0.99 to 0.995", 2, 0.99, 1.0),
        ("0.999 to 0.9999", 1, 0.999, 1.0),
    ]


@pytest.mark.parametrize(("write", "title"), [(write_first, "first county"), (write_second, "second county")])
def test_what_the_rules_find_in_a_county_is_told(tmp_path: Path, write: WriteCase, title: str) -> None:
    case = write(tmp_path, 77, 60, 600)
    measure("exact", tmp_path)
    told = {what: figure for what, figure, _ in tell_county(case, "77", {"exact": read_result("exact", tmp_path)})}
    assert told[f"{title}, seed 77"] == f"{len(case.findable)} lost are on roll"
    assert told["exact rules: certain"].startswith(("precision 1.0", "precision 0.9"))
    assert "exact rules: certain, without a usable UPN" in told
    assert 0 < len(case.usable) < len(case.findable) < 60


def test_a_pair_can_be_read_side_by_side() -> None:
    lost = Child(surname="Davies", forename="Siân", birth_date=date(2014, 3, 9), gender="F")
    row = replace(lost, forename="Sian", birth_date=date(2014, 9, 3))
    assert list(tell_side_by_side([lost, row], ["lost", "told"])) == [
        "                      lost                              told",
        "  surname             Davies                            Davies",
        "≠ forename            Siân                              Sian",
        "≠ birth_date          2014-03-09                        2014-09-03",
        "  gender              F                                 F",
    ]
