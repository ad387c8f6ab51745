"""Matching on a Spark cluster: what can be said without one."""

import re

import pytest
import sqlglot

from handover.matching import spark
from handover.matching.linking import link_pupils
from handover.matching.links import LostRecord, OnRoll
from handover.matching.model import ELSE, MODEL
from handover.matching.scoring import splink_settings
from handover.matching.spark import Cluster, NotInstalled, in_its_words, spoken
from handover.portal.config import BadSetting, read_config
from tests.matching.test_linking import SIAN, SMALL

without_spark = pytest.mark.skipif(spark.installed(), reason="PySpark and Java are installed")


@without_spark
def test_an_operator_who_chooses_spark_without_it_is_told_what_to_install_before_anything_starts() -> None:
    with pytest.raises(BadSetting, match=r"HANDOVER_MATCHING_BACKEND.*pip install 'handover\[spark\]'"):
        read_config({"HANDOVER_MODE": "demo", "HANDOVER_MATCHING_BACKEND": "spark"})


@without_spark
def test_a_program_that_matches_on_spark_without_it_is_told_what_to_install() -> None:
    with pytest.raises(NotInstalled, match="pip install"):
        link_pupils(
            [LostRecord("1", SIAN)], [OnRoll(2, SIAN, "6812990")], limits=SMALL, cluster=Cluster("local[1]"), certain=99
        )


def test_a_machine_without_java_is_not_ready_for_spark(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not spark.java_found()
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.touch(mode=0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert spark.java_found()


def test_duckdb_needs_no_spark() -> None:
    assert read_config({"HANDOVER_MODE": "demo"}).matching_backend == "duckdb"


KNOWN = {"arrays_overlap", "startswith", "jaro_winkler", "damerau_levenshtein", "abs", "substr", "length", "least"}


def test_every_condition_of_the_model_uses_what_spark_knows() -> None:
    for comparison in MODEL:
        for condition in (comparison.missing, *(step.condition for step in comparison.steps)):
            words = spoken(condition)
            assert set(re.findall(r"(\w+)\(", words)) - {"OR", "AND"} <= KNOWN
            assert sqlglot.parse_one(words, read="spark") if words != ELSE else True


def test_every_rule_by_which_pairs_are_found_is_said_to_spark_too() -> None:
    rule = "l.born = r.born AND list_has_any(l.surname_sounds, r.surname_sounds)"
    said = in_its_words(splink_settings(0.1) | {"blocking_rules_to_generate_predictions": [rule]})
    assert said["blocking_rules_to_generate_predictions"] == [
        "l.born = r.born AND arrays_overlap(l.surname_sounds, r.surname_sounds)"
    ]
    for each in in_its_words(splink_settings(0.1))["blocking_rules_to_generate_predictions"]:
        assert set(re.findall(r"(\w+)\(", each)) <= KNOWN
        assert sqlglot.parse_one(each, read="spark")


def test_saying_the_model_to_spark_leaves_the_one_for_duckdb_as_it_was() -> None:
    ours = splink_settings(0.1)
    assert in_its_words(ours) != ours
    assert ours == splink_settings(0.1)
