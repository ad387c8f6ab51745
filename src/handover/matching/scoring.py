"""The probabilistic part of a matching: Splink, with the model of `model.py`, on DuckDB here or on Spark elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from handover.matching import spark
from handover.matching.model import (
    BLOCKING,
    ELSE,
    LEFT,
    MODEL,
    PROPOSED,
    PROPOSED_BEHIND,
    PROPOSED_EACH,
    RIGHT,
    Comparison,
)

if TYPE_CHECKING:
    import duckdb

    from handover.matching.spark import Cluster

NEEDED: Final = ("splink", "duckdb", "pyarrow")
_REST: Final = "CREATE OR REPLACE TABLE rest AS SELECT * FROM lost ANTI JOIN done USING (unique_id)"


def can_link() -> bool:
    """Say whether the libraries of a matching with a roll are installed (`handover[matching]`)."""
    return all(find_spec(module) for module in NEEDED)


def splink_settings(pairs: float, model: Iterable[Comparison] = MODEL) -> dict[str, Any]:
    """Return Splink's settings; `pairs` is how likely two records, drawn blindly, are of one child."""
    return {
        "link_type": "link_only",
        "probability_two_random_records_match": pairs,
        "comparisons": [_comparison(each) for each in model],
        "blocking_rules_to_generate_predictions": list(BLOCKING),
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [{"sql_condition": comparison.missing, "is_null_level": True}]
    for step in comparison.steps:
        level: dict[str, Any] = {"sql_condition": step.condition, "m_probability": step.m, "u_probability": step.u}
        if step.frequency:
            level |= {"tf_adjustment_column": step.frequency, "tf_adjustment_weight": 1.0}
        levels.append(level)
    assert comparison.steps[-1].condition == ELSE
    return {"output_column_name": comparison.name, "comparison_levels": levels}


def propose_pairs(
    database: duckdb.DuckDBPyConnection, done: Iterable[str], cluster: Cluster | None
) -> list[tuple[str, str]]:
    """Return the pairs that are worth weighing, a lost pupil's key and a line of the roll: the best few for each pupil."""
    best: dict[str, list[float]] = defaultdict(list)
    proposed = []
    for key, line, weight in score_pairs(database, done, PROPOSED, cluster):
        weights = best[key]
        if len(weights) < PROPOSED_EACH and (not weights or weight > weights[0] - PROPOSED_BEHIND):
            weights.append(weight)
            proposed.append((key, line))
    return proposed


def score_pairs(
    database: duckdb.DuckDBPyConnection, done: Iterable[str], least: float, cluster: Cluster | None
) -> list[tuple[str, str, float]]:
    """Return pairs of a lost pupil's key and a line of the roll, with the weight of each, best first.

    Pupils who are `done` are left out, and pairs of less weight than `least`. Without a cluster DuckDB does it, here.
    """
    import pyarrow

    keys = pyarrow.table({"unique_id": pyarrow.array(sorted(done), pyarrow.string())})
    database.register("done", keys)
    database.execute(_REST)
    database.unregister("done")
    lost, roll = (_count(database, table) for table in ("rest", "roll"))
    if not lost or not roll:
        return []
    chosen = splink_settings(0.5 / roll)
    found = spark.score_on_cluster(database, cluster, chosen, least) if cluster else _on_duckdb(database, chosen, least)
    # Rounded, so that both backends put pairs of one weight in one order.
    pairs = [(key, line, round(weight, 6)) for key, line, weight in found]
    return sorted(pairs, key=lambda pair: (pair[0], -pair[2], pair[1]))


def _count(database: duckdb.DuckDBPyConnection, table: str) -> int:
    rows = database.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608 the table is one of ours
    return int(rows[0][0])


def _on_duckdb(
    database: duckdb.DuckDBPyConnection, chosen: dict[str, Any], least: float
) -> list[tuple[str, str, float]]:
    from splink import DuckDBAPI, Linker

    interface = DuckDBAPI(connection=database)
    tables = [
        interface.register("rest", dataset_display_name=LEFT),
        interface.register("roll", dataset_display_name=RIGHT),
    ]
    linker = Linker(tables, chosen, log_level=None)
    found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    pairs = database.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {found.physical_name}"  # noqa: S608 named by Splink
    ).fetchall()
    interface.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    return pairs
