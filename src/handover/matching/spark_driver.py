"""Spark's driver for one matching, run by `spark.py` as a program in the folder of that matching.

It finds there the order (`order.json`) and the two tables as Parquet, and leaves the pairs (`pairs.json`) or what went
wrong (`fault.txt`). What it and Spark write besides stays in that folder: the tables between two steps, what overflows,
what Java unpacks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from handover.matching.model import LEFT, RIGHT

TABLES: Final = (("rest", LEFT), ("roll", RIGHT))
LONGEST_REASON: Final = 300
IN_THIS_PROCESS: Final = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.io.encryption.enabled": "true",  # what overflows, as with DuckDB; a cluster's own settings say it for a cluster
    "spark.sql.shuffle.partitions": "8",  # by default 200, for some hundred processors
}
"""Settings of Spark where it has no machines but this one (`local[*]`)."""


def drive_matching(place: Path) -> int:
    """Weigh the pairs of an order; return the exit status. What went wrong is left in `fault.txt`, in one line."""
    order = json.loads((place / "order.json").read_text())
    try:
        pairs = weigh_order(order, place)
    except Exception as fault:
        (place / "fault.txt").write_text(describe_first(fault))
        return 1
    (place / "pairs.json").write_text(json.dumps(pairs))
    return 0


def describe_first(fault: BaseException) -> str:
    """Say in one line what went wrong first; Splink tells after it a page of SQL, and Spark pages of its own calls."""
    while cause := fault.__cause__ or fault.__context__:
        fault = cause
    return f"{type(fault).__name__}: {' '.join(str(fault).split())[:LONGEST_REASON]}"


def weigh_order(order: dict[str, Any], place: Path) -> list[tuple[str, str, float]]:
    """Return key, line and weight of each pair that an order asks for."""
    from splink import Linker, SparkAPI

    opened = start_spark(order["address"], place)
    try:
        interface = SparkAPI(spark_session=opened)  # type: ignore[no-untyped-call]
        tables = [
            interface.register(opened.read.parquet(str(place / f"{table}.parquet")), dataset_display_name=name)
            for table, name in TABLES
        ]
        linker = Linker(tables, order["settings"], log_level=None)
        found = linker.inference.predict(threshold_match_weight=order["least"], warning_mode="never")
        return [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in found.as_record_list()]
    finally:
        opened.stop()


def start_spark(address: str, place: Path) -> Any:
    """Open a session on a cluster that shows nothing of itself and writes into this folder alone."""
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    wanted = {
        "spark.jars": similarity_jar_location(),
        "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={place} -XX:-UsePerfData",
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.ui.enabled": "false",  # a page without a sign-in, on which the steps of the matching stand
        "spark.log.level": "ERROR",
    }
    if address.startswith("local"):
        wanted |= IN_THIS_PROCESS
    builder = SparkSession.builder.master(address).appName("handover matching")
    for name, value in wanted.items():
        builder = builder.config(name, value)
    opened = builder.getOrCreate()
    opened.sparkContext.setCheckpointDir(str(place / "checkpoints"))
    return opened


if __name__ == "__main__":
    sys.exit(drive_matching(Path.cwd()))
