"""Somebody who works for one authority is invited by another, and adds the invitation to the account they have."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import yearly_check
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.people import invite_person
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast
from tests.sign_in import sign_in


@pytest.fixture
def link(cast: Cast) -> str:
    """The link of an invitation by Isle of Grug to somebody who works at Glan Wennol, under the name `660bmadog`."""
    given = Particulars("", "Bryn Madog", "bryn@example.org", "school", "6602991")
    by = cast.gwilym.actor
    assert invite_person(by, given, timezone.now()).user.username == "660bmadog"
    found = re.search(r"/link/[\w-]+/", Notice.objects.get(kind="invited").body)
    assert found
    return found[0]


def mailboxes(username: str) -> set[str]:
    return {person.mailbox for person in list_holders(user__username=username)}


def test_the_invitation_is_added_by_signing_in_and_the_name_that_was_told(link: str, client: Client) -> None:
    client.get(link)
    assert "/sign-in/?next=/link/" in client.get("/link/").content.decode()
    assert sign_in(client, "bryn", next="/link/").url == "/link/"
    page = client.get("/link/").content.decode()
    assert "You are signed in as bryn" in page
    assert client.post("/link/", {"username": "660bmadog"}).url == "/office/"
    assert mailboxes("bryn") == {"6814990", "6602991"}
    assert "Grug Bay Primary School" in client.get("/office/").content.decode()
    guest = User.objects.get(username="660bmadog")
    assert (guest.is_active, guest.email, bool(guest.deleted_at)) == (False, "", True)
    joined = Entry.objects.get(action="person.office_joined")
    assert joined.subject == "bryn"
    assert "660bmadog" in str(joined.details)


def test_a_link_without_the_name_that_was_told_adds_nothing(link: str, client: Client) -> None:
    client.get(link)
    sign_in(client, "bryn", next="/link/")
    for name in ("bryn", "", "660BMADOG"):
        assert client.post("/link/", {"username": name}).status_code == 422
    assert mailboxes("bryn") == {"6814990"}
    assert User.objects.get(username="660bmadog").is_active


def test_an_invitation_is_added_once(link: str, client: Client) -> None:
    client.get(link)
    sign_in(client, "bryn", next="/link/")
    client.post("/link/", {"username": "660bmadog"})
    other = Client()
    assert other.get(link).status_code == 410
    assert Entry.objects.filter(action="person.office_joined").count() == 1


def test_an_account_that_is_in_use_is_added_to_nobodys(cast: Cast, link: str, client: Client) -> None:
    guest = User.objects.get(username="660bmadog")
    guest.set_password("a-kettle-on-a-windowsill")
    guest.save()
    client.get(link)
    sign_in(client, "bryn", next="/link/")
    assert "You are signed in as bryn" not in client.get("/link/").content.decode()
    client.post("/link/", {"username": "660bmadog"})
    assert mailboxes("bryn") == {"6814990"}


def test_who_has_two_schools_already_adds_a_third(cast: Cast, link: str, client: Client) -> None:
    give_office(cast.bryn, "school", "6812990", cast.lowri.actor, timezone.now())
    client.get(link)
    sign_in(client, "bryn", next="/link/")
    assert client.get("/link/").url == "/office/?next=%2Flink%2F"
    office = cast.bryn.offices.get(establishment__number="6812990")
    client.post("/office/", {"office": office.pk, "next": "/link/"})
    client.post("/link/", {"username": "660bmadog", "drawn_for": office.pk})
    assert mailboxes("bryn") == {"6814990", "6812990", "6602991"}


def test_who_adds_an_invitation_while_the_yearly_check_is_open_is_on_the_list(
    cast: Cast, link: str, client: Client
) -> None:
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    client.get(link)
    sign_in(client, "bryn", next="/link/")
    client.post("/link/", {"username": "660bmadog"})
    checklist = yearly_check.list_of("660")
    assert checklist is not None
    assert [line.place for line in checklist.lines.filter(person=cast.bryn)] == ["6602991"]
    waiting = yearly_check.unsettled(checklist).values_list("person__username", flat=True)
    assert ("bryn" in waiting, "660bmadog" in waiting) == (True, False)
