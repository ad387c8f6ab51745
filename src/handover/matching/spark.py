"""Scoring on a Spark cluster, for a nation's roll: Splink's second backend, loaded only where it is chosen.

The records are prepared on this machine and handed over as Parquet in a folder that the cluster reads too; the pairs and
their weights come back. The model's conditions are written for DuckDB and said in Spark's own SQL here.
"""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from handover.matching.model import LEFT, RIGHT

if TYPE_CHECKING:
    import duckdb

NEEDED: Final = "pyspark"
NAMES: Final = (
    ("list_has_any(", "arrays_overlap("),
    ("starts_with(", "startswith("),
    ("jaro_winkler_similarity(", "jaro_winkler("),
)
"""Functions of the model that have another name on Spark than on DuckDB; the last is of the library that Splink brings."""
HOW: Final = "install PySpark with pip install 'handover[spark]', and Java 17 on this machine"
"""What to do where it is not there."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Spark cluster: its address, such as `spark://host:7077` or `local[*]`, and a folder that it reads as we do."""

    address: str
    folder: Path | None = None


class NotInstalled(Exception):
    """PySpark is not installed; the text says how to install it."""


def installed() -> bool:
    """Say whether PySpark is there."""
    return importlib.util.find_spec(NEEDED) is not None


@contextmanager
def session(cluster: Cluster) -> Iterator[Any]:
    """Open a session on a cluster, and end it. Raise NotInstalled."""
    if not installed():
        raise NotInstalled(f"a matching on Spark needs what is not installed: {HOW}")
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    builder = SparkSession.builder.master(cluster.address).appName("handover matching")
    opened = builder.config("spark.jars", similarity_jar_location()).getOrCreate()
    try:
        yield opened
    finally:
        opened.stop()


def spoken(condition: str) -> str:
    """Return a condition of DuckDB's SQL in Spark's."""
    for ours, theirs in NAMES:
        condition = condition.replace(ours, theirs)
    return condition


def in_its_words(chosen: dict[str, Any]) -> dict[str, Any]:
    """Return Splink's settings with every condition in Spark's SQL. Blocking rules are the same in both."""
    comparisons = []
    for comparison in chosen["comparisons"]:
        levels = [
            level | {"sql_condition": spoken(level["sql_condition"])} for level in comparison["comparison_levels"]
        ]
        comparisons.append(comparison | {"comparison_levels": levels})
    return chosen | {"comparisons": comparisons}


def score_on_cluster(
    database: duckdb.DuckDBPyConnection, cluster: Cluster, chosen: dict[str, Any], least: float
) -> list[tuple[str, str, float]]:
    """Return the pairs of at least this weight: key, line and weight. Raise NotInstalled."""
    with session(cluster) as opened, tempfile.TemporaryDirectory(prefix="matching-", dir=cluster.folder) as place:
        from splink import Linker, SparkAPI

        interface = SparkAPI(spark_session=opened)  # type: ignore[no-untyped-call]
        tables = []
        for table, name in (("rest", LEFT), ("roll", RIGHT)):
            path = Path(place) / f"{table}.parquet"
            database.execute(f"COPY {table} TO '{path}' (FORMAT parquet)")
            tables.append(interface.register(opened.read.parquet(str(path)), dataset_display_name=name))
        linker = Linker(tables, in_its_words(chosen), log_level=None)
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        rows = found.as_record_list()
    return [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in rows]
