"""An authority's lists and reports come from the replica; what has to be fresh never does."""

import logging
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import get_resolver

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry, Head
from handover.portal.database import replica
from handover.portal.features import collect_rows
from handover.portal.operations.replica_samples import count_unfit_replicas, measure_replica
from handover.portal.replicas import lag
from handover.portal.replicas.page import TABLE, ReplicaPage
from handover.portal.replicas.router import reading_replica
from handover.portal.transfers.models import Transfer
from tests.files import NOW, send
from tests.moments import NOW as THEN
from tests.replicas import LaggingReplica, connected_replica, sqlite_url
from tests.site import new_database

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database("the replica is a file here, whatever the site stands on"),
]
WATCH = "/monitoring/"


@pytest.fixture
def follower(cast, settings, tmp_path):
    """A replica that has everything that there is."""
    url = sqlite_url(new_database(tmp_path / "replica.sqlite3"))
    with connected_replica(url, settings):
        made = LaggingReplica()
        made.follow()
        yield made


def an_act(minutes_ago: float) -> None:
    """Somebody does something, so many minutes ago."""
    from handover.portal import clock

    record(
        "file.sent",
        actor=SITE,
        subject="1",
        details={"to": "6814990"},
        now=clock.now() - timedelta(minutes=minutes_ago),
    )


def test_an_authority_reads_its_list_from_the_replica(cast, signed_in, follower):
    send(cast.alis, "6814990")
    follower.follow()
    with follower.asked() as asked:
        page = signed_in(cast.lowri).get(WATCH)
    assert b"6812990_CTF_6814990_001.xml" in page.content
    assert any("transfers_transfer" in each["sql"] for each in asked)


def test_a_list_of_the_replica_lacks_what_was_sent_since_and_says_as_of_when_it_is(cast, signed_in, follower):
    an_act(minutes_ago=5)
    send(cast.alis, "6814990", now=NOW)
    browser = signed_in(cast.lowri)
    page = browser.get(WATCH)
    assert b"6812990_CTF_6814990_001.xml" not in page.content
    assert "These figures are as of" in page.content.decode()
    follower.follow()
    page = browser.get(WATCH)
    assert b"6812990_CTF_6814990_001.xml" in page.content
    assert "These figures are as of" not in page.content.decode()


def test_some_seconds_are_not_told(cast, signed_in, follower):
    an_act(minutes_ago=0.2)
    assert "These figures are as of" not in signed_in(cast.lowri).get(WATCH).content.decode()


def test_a_replica_that_is_too_far_behind_is_not_read_from(cast, signed_in, follower, caplog):
    an_act(minutes_ago=16)
    send(cast.alis, "6814990")
    with caplog.at_level(logging.WARNING, "handover.replica"):
        page = signed_in(cast.lowri).get(WATCH)
    assert b"6812990_CTF_6814990_001.xml" in page.content
    assert "it has been behind for more than 15 minutes" in caplog.text


def test_a_replica_that_is_away_costs_a_line_a_minute_and_no_page(cast, signed_in, follower, caplog, tmp_path):
    send(cast.alis, "6814990")
    connections["replica"].close()
    (tmp_path / "replica.sqlite3").unlink()
    browser = signed_in(cast.lowri)
    with caplog.at_level(logging.WARNING, "handover.replica"):
        pages = [browser.get(WATCH) for _ in range(3)]
    assert all(b"6812990_CTF_6814990_001.xml" in page.content for page in pages)
    assert caplog.text.count("the replica is not read from, the primary is: it does not answer") == 1


def test_the_database_of_another_site_is_no_replica(cast, signed_in, follower, caplog):
    an_act(minutes_ago=0.1)
    follower.follow()
    Head.objects.using("replica").update(hash="0" * 64)
    with caplog.at_level(logging.WARNING, "handover.replica"):
        assert signed_in(cast.lowri).get(WATCH).status_code == 200
    assert "its audit log is not this site's" in caplog.text


def test_a_report_from_the_replica_is_written_down_at_the_primary(cast, signed_in, follower):
    with follower.asked() as asked:
        answer = signed_in(cast.lowri).get("/reports/school/csv/", {"run": "yes"})
        body = b"".join(answer.streaming_content)
    assert body
    assert Entry.objects.filter(action="report.run").count() == 1
    assert not any(each["sql"].startswith(("INSERT", "UPDATE")) for each in asked)


def test_who_has_just_done_something_reads_what_came_of_it(cast, signed_in, follower):
    browser = signed_in(cast.lowri)
    file = send(cast.alis, "6814990").transfer
    follower.follow()
    assert b"6812990_CTF_6814990_001.xml" in browser.get(WATCH).content
    done = browser.post(f"/monitoring/{file.reference}/remove/", {"because": "on_roll"})
    assert done.status_code == 302
    assert done.cookies["handover_fresh"]["max-age"] == 60
    assert b"6812990_CTF_6814990_001.xml" not in browser.get(WATCH).content
    del browser.cookies["handover_fresh"]
    assert b"6812990_CTF_6814990_001.xml" in browser.get(WATCH).content  # a minute later; the replica still lags


@pytest.mark.parametrize("page", ["/lost-pupils/", "/collect/", "/sent/", "/"])
def test_what_has_to_be_fresh_is_not_asked_of_the_replica(cast, signed_in, follower, page):
    with follower.asked() as asked:
        for person in (cast.lowri, cast.alis):
            signed_in(person).get(page)
    assert list(asked) == []


def test_what_is_read_while_something_is_written_is_read_from_the_primary(cast, follower):
    with reading_replica():
        assert Transfer.objects.all().db == "replica"
        assert Entry.objects.all().db == "default"
        with transaction.atomic():
            assert Transfer.objects.all().db == "default"
    assert Transfer.objects.all().db == "default"


def test_an_operator_sees_how_far_the_replica_is_behind(cast, follower):
    from handover.portal import clock

    assert list(measure_replica(clock.now())) == [({}, 0.0)]
    an_act(minutes_ago=3)
    [(_, seconds)] = measure_replica(clock.now())
    assert 180 <= seconds < 240
    assert list(count_unfit_replicas(clock.now())) == [({}, 0.0)]
    connections["replica"].close()
    connections["replica"].settings_dict["NAME"] = "file:/nowhere/replica.sqlite3?mode=rw"
    assert list(measure_replica(clock.now())) == []
    assert list(count_unfit_replicas(clock.now())) == [({}, 1.0)]


def test_a_site_without_a_replica_measures_none(db):
    assert list(measure_replica(THEN)) == list(count_unfit_replicas(THEN)) == []


def test_the_table_names_pages_that_there_are():
    rows = collect_rows(TABLE, ReplicaPage)
    addresses = {row.address for row in rows}
    assert addresses <= set(get_resolver().reverse_dict.keys())
    assert addresses == {
        *("report", "report-csv", "print-report", "monitoring", "monitoring-ours"),
        *("outcomes", "outcomes-csv", "outcomes-published", "outcomes-published-csv"),
    }
    assert all(row.why for row in rows)


def test_nothing_can_be_written_to_a_replica_and_nobody_waits_long_for_it():
    options = replica("postgresql://handover:secret@db.example.org/handover?sslmode=verify-full")["OPTIONS"]
    assert options == {
        "connect_timeout": "2",
        "application_name": "handover",
        "options": "-c default_transaction_read_only=on",
        "sslmode": "verify-full",
    }


def test_lag_is_counted_from_the_first_entry_that_is_missing(cast, follower):
    from handover.portal import clock

    an_act(minutes_ago=600)
    follower.follow()
    an_act(minutes_ago=2)
    an_act(minutes_ago=1)
    found = lag.measure_lag(clock.now())
    assert timedelta(minutes=2) <= found.behind < timedelta(minutes=3)
