"""However many files there are, a list's page is read from an index in its order, and a pupil is found by keys alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, send

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("which index is used")]

SENT = ("sent_at", "destination", "file_name", "pupils", "state")
COLLECT = ("sent_at", "source", "file_name", "size", "pupils", "state")
ORDERS = [("/sent/", f"{way}{column}", "outgoing_by_") for column in SENT for way in ("", "-")]
ORDERS += [("/collect/", f"{way}{column}", "collect_by_") for column in COLLECT for way in ("", "-")]


def plan(sql: str, *, sorts: bool) -> str:
    """Return how the database would answer, where it uses an index if it can, and sorts nothing unless it may."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            drop_other_indexes(cursor)
            off = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"
            cursor.execute(
                off if sorts else f"{off}; SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off"
            )
            cursor.execute(f"EXPLAIN {sql}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def drop_other_indexes(cursor) -> None:
    """Take away the indexes by the pupil or the file: of an all but empty table PostgreSQL would read the keys of each; of a
    full one it does not.
    """
    tables = "('transfers_filesearchkey', 'transfers_pupilmark')"
    cursor.execute(
        f"SELECT indexname FROM pg_indexes WHERE tablename IN {tables} AND indexname LIKE 'transfers%%_id_%%'"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP INDEX "{name}"')


@pytest.fixture
def lists(cast):
    """A file with two pupils on the list of what alis sent and on that of what bryn collects."""
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    return {"/sent/": cast.alis, "/collect/": cast.bryn}


@pytest.mark.parametrize(("page", "sort", "index"), ORDERS, ids=lambda part: str(part))
def test_page_of_a_list_is_read_in_the_order_that_was_asked_for(lists, signed_in, page, sort, index):
    browser = signed_in(lists[page])
    with CaptureQueriesContext(connection) as asked:
        assert "Prydderch" in browser.get(page, {"sort": sort}).content.decode()
    (rows,) = (
        query["sql"] for query in asked.captured_queries if query["sql"].endswith("LIMIT 1") and is_page(query["sql"])
    )
    found = plan(rows, sorts=False)
    assert index in found
    assert "Sort" not in found
    assert "TEMP B-TREE" not in found


def is_page(sql: str) -> bool:
    """Say whether a query reads the rows of a page, with the schools of both sides."""
    return f'FROM "{Transfer._meta.db_table}"' in sql and "INNER JOIN" in sql and "ORDER BY" in sql


@pytest.mark.parametrize("words", ["prydderch", "tomos prydd", SIAN.upn])
def test_pupil_is_found_by_keys_and_no_table_of_pupils_is_read_from_end_to_end(lists, signed_in, words):
    browser = signed_in(lists["/sent/"])
    browser.post("/sent/", {"narrow": "yes", "pupil": words})
    with CaptureQueriesContext(connection) as asked:
        assert "Prydderch" in browser.get("/sent/").content.decode()
    key = "pupil_by_mark" if words == SIAN.upn else "file_by_search_key"
    named = "transfers_pupilmark" if words == SIAN.upn else "transfers_filesearchkey"
    plans = [plan(query["sql"], sorts=True) for query in asked.captured_queries if named in query["sql"]]
    assert plans
    for each in plans:
        assert key in each
        assert "Seq Scan" not in each
        assert not any(line.startswith("SCAN transfers") for line in each.splitlines()), each
