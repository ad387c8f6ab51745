"""The probabilistic part of a matching: Splink, with the model of `model.py`, on DuckDB here or on Spark elsewhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from handover.matching.model import BLOCKING, ELSE, MODEL, Comparison

if TYPE_CHECKING:
    import duckdb

Backend = Literal["duckdb", "spark"]
BACKENDS: Final[tuple[Backend, ...]] = ("duckdb", "spark")

_LEFT, _RIGHT = "a_lost", "b_roll"  # Splink takes for left what comes first in the alphabet
_REST: Final = "CREATE OR REPLACE TABLE rest AS SELECT * FROM lost ANTI JOIN done USING (unique_id)"


def settings(pairs: float, model: Iterable[Comparison] = MODEL) -> dict[str, Any]:
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


def score_pairs(
    database: duckdb.DuckDBPyConnection, done: Iterable[str], least: float, backend: Backend, session: Any = None
) -> list[tuple[str, str, float]]:
    """Return pairs of a lost pupil's key and a line of the roll, with the weight of each, best first.

    Pupils who are `done` are left out, and pairs of less weight than `least`.
    """
    import pyarrow

    keys = pyarrow.table({"unique_id": pyarrow.array(sorted(done), pyarrow.string())})
    database.register("done", keys)
    database.execute(_REST)
    database.unregister("done")
    lost, roll = (_count(database, table) for table in ("rest", "roll"))
    if not lost or not roll:
        return []
    chosen = settings(0.5 / roll)
    return sorted(
        _on_spark(database, session, chosen, least) if backend == "spark" else _on_duckdb(database, chosen, least),
        key=lambda pair: (pair[0], -pair[2], pair[1]),
    )


def _count(database: duckdb.DuckDBPyConnection, table: str) -> int:
    rows = database.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608 the table is one of ours
    return int(rows[0][0])


def _on_duckdb(
    database: duckdb.DuckDBPyConnection, chosen: dict[str, Any], least: float
) -> list[tuple[str, str, float]]:
    from splink import DuckDBAPI, Linker

    interface = DuckDBAPI(connection=database)
    tables = [
        interface.register("rest", dataset_display_name=_LEFT),
        interface.register("roll", dataset_display_name=_RIGHT),
    ]
    linker = Linker(tables, chosen, log_level=None)
    found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
    pairs = database.execute(
        f"SELECT unique_id_l, unique_id_r, match_weight FROM {found.physical_name}"  # noqa: S608 named by Splink
    ).fetchall()
    interface.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    return pairs


def _on_spark(
    database: duckdb.DuckDBPyConnection, session: Any, chosen: dict[str, Any], least: float
) -> list[tuple[str, str, float]]:
    """Hand the prepared tables to a Spark session as Parquet, and let Splink work there."""
    import sqlglot
    from splink import Linker, SparkAPI

    def spoken(sql: str) -> str:
        return sqlglot.transpile(sql, read="duckdb", write="spark")[0]

    for comparison in chosen["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["sql_condition"] != ELSE:
                level["sql_condition"] = spoken(level["sql_condition"])
    interface = SparkAPI(spark_session=session)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="matching-") as folder:
        tables = []
        for table, name in (("rest", _LEFT), ("roll", _RIGHT)):
            path = str(Path(folder) / f"{table}.parquet")
            database.execute(f"COPY {table} TO '{path}' (FORMAT parquet)")
            tables.append(interface.register(session.read.parquet(path), dataset_display_name=name))
        linker = Linker(tables, chosen, log_level=None)
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        rows = found.as_record_list()
    return [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in rows]
