"""A person chooses how often their e-mails come, and an office for its address; nobody for anybody else's."""

import pytest

from handover.portal.accounts.choosing_emails import choose_own_emails
from handover.portal.accounts.email_models import PersonEmails
from handover.portal.audit.models import Entry
from handover.portal.establishments.models import OfficeEmails
from handover.portal.notices.frequency import Frequency
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def test_a_person_chooses_once_a_day_and_finds_the_choice_again(cast, signed_in):
    browser = signed_in(cast.bryn)
    assert "/account/emails/" in browser.get("/account/").content.decode()
    answer = browser.post("/account/emails/", {"frequency": "daily", "hour": "16"}, follow=True)
    assert "Your choice is kept" in answer.content.decode()
    chosen = PersonEmails.objects.get()
    assert (chosen.user, chosen.frequency, chosen.hour) == (cast.bryn, "daily", 16)
    page = browser.get("/account/emails/").content.decode()
    assert 'value="daily" checked' in page
    assert Entry.objects.filter(action="person.emails_chosen", username="bryn").count() == 1


@pytest.mark.parametrize("sent", [{}, {"frequency": "never"}, {"frequency": "daily", "hour": "3"}])
def test_what_cannot_be_chosen_is_asked_for_again(cast, signed_in, sent):
    answer = signed_in(cast.bryn).post("/account/emails/", sent)
    assert answer.status_code == 422
    assert not PersonEmails.objects.exists()


def test_the_rule_behind_the_page_takes_no_hour_of_the_night(cast):
    with pytest.raises(ValueError, match="from 7 to 18"):
        choose_own_emails(cast.bryn, Frequency.DAILY, 3, NOW)


def test_a_school_chooses_for_its_own_address_from_the_page_of_contacts(cast, signed_in):
    browser = signed_in(cast.alis)
    assert "/establishments/6812990/emails/" in browser.get("/contacts/").content.decode()
    fields = {"frequency": "hourly", "hour": "8", "languages": "cy"}
    browser.post("/establishments/6812990/emails/", fields)
    chosen = OfficeEmails.objects.get()
    assert (chosen.establishment, chosen.frequency, chosen.languages) == (cast.nant_primary, "hourly", "cy")


@pytest.mark.parametrize(
    ("name", "number", "status"),
    [
        ("alis", "6814990", 404),
        ("lowri", "6814990", 200),
        ("lowri", "6602991", 404),
        ("gwilym", "660LLLL", 200),
        ("efa", "681LLLL", 200),
        ("efa", "6814990", 404),
        ("owain", "681LLLL", 403),
    ],
)
def test_whoever_looks_after_an_office_may_choose_for_it_and_nobody_else(cast, signed_in, name, number, status):
    assert signed_in(getattr(cast, name)).get(f"/establishments/{number}/emails/").status_code == status
