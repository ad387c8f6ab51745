"""The audit log on screen."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from handover.portal.audit.log import Actor, record
from handover.portal.audit.models import Entry
from handover.portal.transfers.moving import take_step
from tests.cast import Cast
from tests.files import send
from tests.moments import NOW

SEPTEMBER = datetime(2026, 9, 3, 12, tzinfo=UTC)


@pytest.fixture
def office(cast: Cast, signed_in) -> Client:
    """The national administrator's browser, and a hundred and twenty entries of two schools."""
    for number in range(120):
        name, place = ("alis", "6812990") if number % 2 else ("bryn", "6814990")
        record(
            "file.sent" if number % 2 else "file.collected",
            actor=Actor(name, "school", place),
            subject=f"T{number}",
            details={"to": "6602991"} if number == 119 else {},
            now=SEPTEMBER + timedelta(hours=number),
        )
    return signed_in(cast.gwilym)


def subjects(page: str) -> list[str]:
    return [f"T{number}" for number in range(119, -1, -1) if f">T{number}<" in page]


def test_the_newest_come_first_a_page_at_a_time(office: Client) -> None:
    page = office.get("/audit/").text
    assert subjects(page)[:2] == ["T119", "T118"]
    assert "6602991" in page
    assert len(subjects(page)) == 49  # and the entry that says that we looked
    older = office.get("/audit/?before=71").text
    assert subjects(older)[0] == "T69"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"person": "alis", "first": "2026-09-08"}, 7),
        ({"place": "6814990", "last": "3/9/2026"}, 6),
        ({"action": "file.sent", "first": "3/9/2026", "last": "3/9/2026"}, 5),
        ({"subject": "T7"}, 1),
        ({"person": "nobody"}, 0),
    ],
)
def test_entries_are_found_by_person_place_act_subject_and_day(office: Client, query: dict, count: int) -> None:
    assert len(subjects(office.get("/audit/", query).text)) == count


def test_looking_is_written_down_with_what_was_looked_for(office: Client) -> None:
    office.get("/audit/", {"person": "alis"})
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.username, entry.facts) == ("audit.viewed", "gwilym", {"person": "alis"})


def test_a_day_that_is_none_is_refused_with_an_example(office: Client) -> None:
    response = office.get("/audit/", {"first": "31/2/2026"})
    assert response.status_code == 422
    assert "Enter a real date, such as" in response.text


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "", "²"])
def test_an_odd_page_is_the_newest(office: Client, before: str) -> None:
    assert subjects(office.get("/audit/", {"before": before}).text)[0] == "T119"


def test_a_page_asks_a_fixed_number_of_questions(office: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(13):
        office.get("/audit/")


def test_an_entry_says_in_words_what_was_wrong_and_what_was_decided(cast, signed_in):
    record(
        "file.refused",
        actor=cast.alis.actor,
        details={"problems": "transfer.interrupted,transfer.not_your_number,new.code"},
        now=NOW,
    )
    record("check.decided", actor=cast.lowri.actor, subject="alis", details={"verdict": "keep"}, now=NOW)
    shown = signed_in(cast.gwilym).get("/audit/").content.decode()
    assert (
        "problems: The connection broke, or was too slow, before the whole file had arrived. Nothing was sent. · "
        in shown
    )
    assert "· new.code" in shown
    assert "transfer.not_your_number" not in shown
    assert "decision: Stays" in shown
    assert "{" not in shown.split("<main")[1].split("</main")[0]


def test_the_history_of_a_file_says_what_became_of_it_and_where_by_name(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    take_step("collect", transfer, by=cast.bryn, now=NOW)
    shown = signed_in(cast.alis).get(f"/files/{transfer.reference}/").content.decode()
    said = re.findall(r"handover-history__what\">([^<]*)</span>\s*<span class=\"govuk-hint\">([^<]*)<", shown)
    assert [(what, where.split(" · ", 1)[1]) for what, where in said] == [
        ("Anfonwyd", "Ysgol Gynradd Nant y Wennol (6812990) · alis"),
        ("Casglwyd", "Ysgol Uwchradd Glan Wennol (6814990)"),
    ]
