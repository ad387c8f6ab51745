"""Scoring on a Spark cluster, for a nation's roll: Splink's second backend, loaded only where it is chosen.

The records are prepared on this machine and handed over as Parquet in a folder that the cluster reads too; the pairs and
their weights come back. The model's conditions are written for DuckDB and said in Spark's own SQL here.

Spark's driver is a program of its own (`spark_driver.py`): Java keeps its memory for as long as the process that started
it, and the worker goes on for months. All that driver and cluster write lies in one folder, which is removed in any case.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
DRIVER: Final = "handover.matching.spark_driver"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Spark cluster: its address, such as `spark://host:7077` or `local[*]`, and a folder that it reads as we do."""

    address: str
    folder: Path | None = None


class NotInstalled(Exception):
    """PySpark or Java is not installed; the text says how to install it."""


class ClusterFailed(Exception):
    """Spark could not weigh the pairs; the text says why, as Spark does."""


def java_found() -> bool:
    """Say whether there is a Java by which Spark starts."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.fspath(Path(home, "bin")) if home else None) is not None


def installed() -> bool:
    """Say whether PySpark and Java are there."""
    return importlib.util.find_spec(NEEDED) is not None and java_found()


def spoken(condition: str) -> str:
    """Return a condition of DuckDB's SQL in Spark's."""
    for ours, theirs in NAMES:
        condition = condition.replace(ours, theirs)
    return condition


def in_its_words(chosen: dict[str, Any]) -> dict[str, Any]:
    """Return Splink's settings with every condition in Spark's SQL, and every rule by which pairs are found."""
    comparisons = []
    for comparison in chosen["comparisons"]:
        levels = [
            level | {"sql_condition": spoken(level["sql_condition"])} for level in comparison["comparison_levels"]
        ]
        comparisons.append(comparison | {"comparison_levels": levels})
    rules = [spoken(rule) for rule in chosen["blocking_rules_to_generate_predictions"]]
    return chosen | {"comparisons": comparisons, "blocking_rules_to_generate_predictions": rules}


def score_on_cluster(
    database: duckdb.DuckDBPyConnection, cluster: Cluster, chosen: dict[str, Any], least: float
) -> list[tuple[str, str, float]]:
    """Return the pairs of at least this weight: key, line and weight. Raise NotInstalled or ClusterFailed."""
    if not installed():
        raise NotInstalled(f"a matching on Spark needs what is not installed: {HOW}")
    with tempfile.TemporaryDirectory(prefix="matching-", dir=cluster.folder) as folder:
        place = Path(folder)
        for table in ("rest", "roll"):
            database.execute(f"COPY {table} TO '{place / f'{table}.parquet'}' (FORMAT parquet)")
        order = {"address": cluster.address, "settings": in_its_words(chosen), "least": least}
        (place / "order.json").write_text(json.dumps(order))
        _run_driver(place)
        return [(key, line, weight) for key, line, weight in json.loads((place / "pairs.json").read_text())]


def _run_driver(place: Path) -> None:
    """Run Spark's driver in a folder, and wait until it and its Java have ended. Raise ClusterFailed.

    Java holds the same pipe as the driver, so that nothing writes into the folder any more when the pipe has ended.
    """
    surroundings = os.environ | {
        "PYTHONPATH": os.pathsep.join(str(Path(each).resolve()) for each in sys.path),
        "TMPDIR": str(place),
        "SPARK_LOCAL_DIRS": str(place),
    }
    done = subprocess.run(
        [sys.executable, "-m", DRIVER],
        cwd=place,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        told = place / "fault.txt"
        raise ClusterFailed(told.read_text() if told.exists() else f"Spark's driver ended with {done.returncode}")
