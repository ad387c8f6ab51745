"""A matching on Spark, on this machine alone (`local[…]`): the same links as on DuckDB, and nothing left behind."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from handover.invented.county import County
from handover.matching import spark
from handover.matching.linking import ResourceLimits, link_pupils, open_database
from handover.matching.links import Links
from handover.matching.scoring import splink_settings
from handover.matching.spark import Cluster, ClusterFailed, score_on_cluster
from handover.matching.tables import fill_tables

pytestmark = pytest.mark.skipif(not spark.installed(), reason="PySpark or Java is not installed; make test-spark")

SMALL = ResourceLimits(threads=1, memory=512)
COUNTY = County(seed=5, lost=200, on_roll=2000)


@dataclass(frozen=True)
class Folders:
    """Where a matching might leave something: what the cluster reads, the temporary folder, where the worker stands."""

    shared: Path
    temporary: Path
    current: Path

    def left_behind(self) -> list[Path]:
        return [each for folder in (self.shared, self.temporary, self.current) for each in folder.rglob("*")]


@pytest.fixture
def folders(tmp_path, monkeypatch) -> Folders:
    made = Folders(tmp_path / "shared", tmp_path / "temporary", tmp_path / "current")
    for each in (made.shared, made.temporary, made.current):
        each.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made.temporary))
    monkeypatch.setenv("TMPDIR", str(made.temporary))
    monkeypatch.chdir(made.current)
    return made


def told_of(links: Links) -> dict[tuple[str, int], tuple[object, ...]]:
    return {
        (each.lost.key, each.on_roll.line): (each.score, each.certainty, each.conflicts, each.by_upn)
        for each in links.links
    }


def test_spark_finds_the_same_links_as_duckdb_pair_by_pair_and_leaves_nothing_behind(folders: Folders) -> None:
    lost, roll = list(COUNTY.lost_pupils()), list(COUNTY.roll())
    here = told_of(link_pupils(lost, roll, limits=SMALL))
    there = told_of(link_pupils(lost, roll, limits=SMALL, cluster=Cluster("local[2]", folders.shared)))
    assert there == here
    weighed = [one for one in here.values() if not one[3]]
    assert len(here) > 100
    assert len(weighed) > 30
    assert folders.left_behind() == []


def test_a_matching_that_fails_on_spark_says_why_and_leaves_nothing_behind(folders: Folders) -> None:
    model = splink_settings(0.001)
    model["comparisons"] = model["comparisons"][-1:]
    model["blocking_rules_to_generate_predictions"] = ["l.surname = r.surname"]
    model["comparisons"][0]["comparison_levels"][1]["sql_condition"] = "what_no_cluster_knows(gender_l)"
    with open_database(SMALL) as database:
        fill_tables(database, list(COUNTY.lost_pupils())[:3], list(COUNTY.roll())[:30])
        database.execute("CREATE TABLE rest AS SELECT * FROM lost")
        with pytest.raises(ClusterFailed, match="Cannot resolve routine `WHAT_NO_CLUSTER_KNOWS`"):
            score_on_cluster(database, Cluster("local[1]", folders.shared), model, 0.0)
    assert folders.left_behind() == []
