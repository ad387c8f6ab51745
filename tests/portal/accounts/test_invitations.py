"""Invitations in waves, how many have come, and inviting those again who have not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handover.portal.accounts import changes, invitations, links
from handover.portal.accounts.models import Link, LinkPurpose, User
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_models import InvitationRecord, InvitationWave
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import Cast, make_person
from tests.moments import NOW

SignedIn = Callable[[User], Client]
SUMMER = date(2026, 10, 31)


@pytest.fixture
def newcomers(cast: Cast) -> list[User]:
    """Four people of two schools who were added and have not come; everybody else has."""
    User.objects.update(last_login=NOW)
    found = [
        make_person(f"new{number}", f"Newydd {number}", "school", cast.glan_high if number < 3 else cast.nant_primary)
        for number in range(4)
    ]
    for person in found:
        person.set_unusable_password()
        person.save()
    return found


def coming(person: User) -> str:
    return invitations.states_of([person], NOW + timedelta(minutes=1))[person.pk]


def test_invitations_go_out_so_many_an_hour(cast: Cast, newcomers: list[User]):
    wave = invitations.start_wave(invitations.invitable(cast.lowri.actor), SUMMER, 2, cast.lowri.actor, NOW)
    assert (wave.people, coming(newcomers[0])) == (4, "waiting")
    assert invitations.send_due(NOW) == 1
    assert invitations.send_due(NOW + timedelta(minutes=29)) == 0
    assert invitations.send_due(NOW + timedelta(minutes=30)) == 1
    assert invitations.send_due(NOW + timedelta(hours=3)) == 2
    assert invitations.send_due(NOW + timedelta(hours=4)) == 0
    assert Notice.objects.filter(kind="invited").count() == 4
    assert Entry.objects.filter(action="person.invited", username="lowri").count() == 4


def test_links_of_a_wave_last_to_the_end_of_the_chosen_day(cast: Cast, newcomers: list[User]):
    invitations.start_wave(invitations.invitable(cast.lowri.actor), SUMMER, 300, cast.lowri.actor, NOW)
    invitations.send_due(NOW + timedelta(hours=1))
    ends = {timezone.localtime(link.expires_at) for link in Link.objects.all()}
    assert {(each.date(), each.hour, each.minute) for each in ends} == {(SUMMER, 23, 59)}
    assert "by 31 October 2026, 23:59" in Notice.objects.filter(kind="invited")[0].body


def test_a_wave_may_begin_on_a_later_day(cast: Cast, newcomers: list[User]):
    begins = NOW + timedelta(days=3)
    people = invitations.invitable(cast.lowri.actor)
    invitations.start_wave(people, SUMMER, 300, cast.lowri.actor, NOW, starts_at=begins)
    assert invitations.send_due(NOW + timedelta(days=2)) == 0
    assert invitations.send_due(begins + timedelta(hours=1)) == 4


@pytest.mark.parametrize(
    ("until", "an_hour", "field"),
    [
        (NOW.date() - timedelta(days=1), 10, "until"),
        (NOW.date() + timedelta(days=121), 10, "until"),
        (SUMMER, 0, "an_hour"),
        (SUMMER, 20_001, "an_hour"),
    ],
)
def test_a_wave_that_cannot_be_is_refused(cast: Cast, newcomers: list[User], until: date, an_hour: int, field: str):
    with pytest.raises(PersonRefused) as refused:
        invitations.start_wave(invitations.invitable(cast.lowri.actor), until, an_hour, cast.lowri.actor, NOW)
    assert list(refused.value.problems) == [field]
    assert not InvitationWave.objects.exists()


def test_who_has_come_or_was_closed_meanwhile_gets_no_e_mail(cast: Cast, newcomers: list[User]):
    invitations.start_wave(invitations.invitable(cast.lowri.actor), SUMMER, 300, cast.lowri.actor, NOW)
    User.objects.filter(pk=newcomers[0].pk).update(last_login=NOW)
    changes.deactivate(newcomers[1], cast.lowri.actor, NOW)
    assert invitations.send_due(NOW + timedelta(hours=1)) == 2
    assert set(Notice.objects.values_list("recipient", flat=True)) == {"new2@example.org", "new3@example.org"}


def test_a_stopped_wave_sends_no_more(cast: Cast, newcomers: list[User]):
    wave = invitations.start_wave(invitations.invitable(cast.lowri.actor), SUMMER, 1, cast.lowri.actor, NOW)
    invitations.send_due(NOW)
    assert invitations.stop_wave(wave, cast.lowri.actor, NOW) == 3
    assert invitations.send_due(NOW + timedelta(hours=9)) == 0
    assert [coming(person) for person in newcomers].count("uninvited") == 3


def test_a_person_is_invited_again_by_a_new_link_alone(cast: Cast, newcomers: list[User]):
    people = invitations.chosen_of(cast.lowri.actor, [str(newcomers[0].pk)])
    for moment in (NOW, NOW + timedelta(days=1)):
        invitations.start_wave(people, SUMMER, 300, cast.lowri.actor, moment)
        invitations.send_due(moment)
    assert newcomers[0].links.count() == 1
    assert Entry.objects.filter(action="person.invited_again", subject="new0").count() == 1


def test_nobody_invites_beyond_their_reach(cast: Cast, newcomers: list[User]):
    other = make_person("other", "Arall", "school", cast.grug_primary)
    boss = make_person("boss", "Pennaeth", "lea-dba", cast.ynys_grug)
    keys = [str(person.pk) for person in (*newcomers, other, boss, cast.bryn, cast.lowri)]
    assert set(invitations.chosen_of(cast.lowri.actor, keys)) == set(newcomers)
    assert set(invitations.chosen_of(cast.gwilym.actor, keys)) == {*newcomers, other, boss}
    assert not invitations.chosen_of(cast.lowri.actor, ["x", "", "9" * 30]).exists()


def test_how_far_each_has_come_is_told_apart(cast: Cast, newcomers: list[User]):
    first, second, third, fourth = newcomers
    changes.invite_again(first, cast.lowri.actor, NOW)
    assert coming(first) == "invited"
    changes.invite_again(second, cast.lowri.actor, NOW)
    link = links.make_link(second, LinkPurpose.INVITATION, NOW)
    opened = links.open_link(link.address.split("/")[-2], NOW)
    assert opened is not None
    links.note_opened(opened, NOW)
    assert coming(second) == "opened"
    changes.invite_again(third, cast.lowri.actor, NOW)
    Notice.objects.filter(recipient=third.email).update(next_attempt_at=None, last_fault="SMTPRecipientsRefused")
    assert coming(third) == "not-taken"
    assert coming(fourth) == "uninvited"
    InvitationRecord.objects.filter(user=first).update(links_until=NOW)
    assert coming(first) == "ended"
    User.objects.filter(pk=first.pk).update(last_login=NOW)
    assert coming(first) == "come"
    counts = invitations.count_coming(cast.lowri.actor, NOW, la_number="681")
    assert counts["6814990"] == {"come": 2, "opened": 1, "not-taken": 1}


def test_opening_the_link_is_noted_and_a_look_at_the_head_is_not(cast: Cast, newcomers: list[User], client: Client):
    now = timezone.now()
    changes.invite_again(newcomers[0], cast.lowri.actor, now)
    link = links.make_link(newcomers[0], LinkPurpose.INVITATION, now)
    client.head(f"/link/{link.address.split('/')[-2]}/")
    assert InvitationRecord.objects.get(user=newcomers[0]).opened_at is None
    client.get(f"/link/{link.address.split('/')[-2]}/")
    assert InvitationRecord.objects.get(user=newcomers[0]).opened_at is not None


# The pages.


def test_the_page_counts_by_school_and_nationally_by_authority(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    page = signed_in(cast.lowri).get("/invite/come/").text
    assert "10 of 14 people have signed in." in page
    assert "/invite/come/people/?at=6814990&amp;state=uninvited" in page
    national = signed_in(cast.gwilym).get("/invite/come/").text
    assert "/invite/come/?la=936" in national
    assert "Glan Wennol" not in national
    assert "Glan Wennol High School" in signed_in(cast.gwilym).get("/invite/come/?la=681").text


def test_another_authoritys_people_are_not_counted(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    page = signed_in(cast.lowri).get("/invite/come/?la=660").text
    assert "Grug Bay" not in page


def test_the_table_and_the_list_are_given_as_files(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    office = signed_in(cast.lowri)
    table = b"".join(office.get("/invite/come/csv/").streaming_content).decode("utf-8-sig")
    assert "6814990,Glan Wennol High School,4,3,0,0,0,0,0,1,3" in table
    people = b"".join(office.get("/invite/come/people/csv/?at=6812990").streaming_content).decode("utf-8-sig")
    assert "6812990,Nant y Wennol Primary School,Newydd 3,new3,new3@example.org,Not invited yet," in people
    assert "new0" not in people


def test_all_who_have_not_come_are_invited_in_three_clicks(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    office = signed_in(cast.lowri)
    page = office.get("/invite/send/").text
    assert "4 people get an e-mail" in page
    until = (timezone.localdate() + timedelta(days=30)).strftime("%d/%m/%Y")
    given = {"go": "yes", "at": "", "state": "", "until": until, "an_hour": "100", "starts_on": ""}
    assert "4 invitations are on their way." in office.post("/invite/send/", given, follow=True).text
    assert "4 invitations are still to go out, 100 an hour" in office.get("/invite/come/").text
    wave = InvitationWave.objects.get()
    assert "4 invitations do not go out." in office.post(f"/invite/waves/{wave.reference}/stop/", follow=True).text


def test_one_school_or_the_chosen_are_invited(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    office = signed_in(cast.lowri)
    assert "1 person gets an e-mail" in office.get("/invite/send/?at=6812990").text
    assert "4 people get an e-mail" in office.get("/invite/send/?state=uninvited").text
    chosen = office.post("/invite/send/", {"person": [newcomers[0].pk, newcomers[3].pk, cast.carys.pk]}).text
    assert "2 people get an e-mail" in chosen
    page = office.get("/invite/come/people/?all=yes").text
    assert page.count("checked") == 4


def test_who_chose_nobody_invites_nobody(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    page = signed_in(cast.lowri).post("/invite/send/", follow=True).text
    assert "Choose somebody first." in page
    assert not InvitationWave.objects.exists()


def test_a_wave_that_cannot_be_is_told_beside_its_field(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    given = {"go": "yes", "until": "1/1/2199", "an_hour": "many"}
    answer = signed_in(cast.lowri).post("/invite/send/", given)
    assert (answer.status_code, "Enter a whole number" in answer.text) == (422, True)
    answer = signed_in(cast.lowri).post("/invite/send/", given | {"an_hour": "10"})
    assert "Choose a day from today to" in answer.text


def test_a_wave_of_another_authority_is_not_there(cast: Cast, signed_in: SignedIn, newcomers: list[User]):
    other = make_person("boss", "Pennaeth", "lea-dba", cast.ynys_grug)
    wave = invitations.start_wave(invitations.invitable(cast.lowri.actor), SUMMER, 9, cast.lowri.actor, NOW)
    assert signed_in(other).post(f"/invite/waves/{wave.reference}/stop/").status_code == 404


def test_many_people_ask_as_few_questions_as_few(
    cast: Cast, signed_in: SignedIn, newcomers: list[User], django_assert_num_queries
):
    office, addresses = signed_in(cast.lowri), ("/invite/come/", "/invite/come/people/")
    office.get("/")
    asked = []
    for address in addresses:
        with CaptureQueriesContext(connection) as few:
            office.get(address)
        asked.append(len(few))
    for number in range(20):
        make_person(f"more{number}", "More People", "school", cast.glan_high)
    for address, few_queries in zip(addresses, asked, strict=True):
        with django_assert_num_queries(few_queries):
            office.get(address)
