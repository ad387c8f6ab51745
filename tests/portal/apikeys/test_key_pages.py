"""The pages of keys, as a school secretary and an authority's administrator use them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handover.common.dates_in_words import say_day
from handover.portal.accounts import yearly_check
from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import keep_app
from handover.portal.apikeys.holders import KeyRefused, find_key_holder
from handover.portal.apikeys.making import withdraw_api_key
from handover.portal.apikeys.models import ApiKey
from handover.portal.web.wording import short_date
from tests.cast import SECRET, Cast
from tests.keys import AT_HOME, bearer, give_key, some_keys

SignedIn = Callable[[User], Client]
KEY = re.compile(r"hnd_live_[a-z]{8}_[A-Za-z0-9]{43}")


def asked(days: int = 30, **changes: object) -> dict[str, object]:
    day = timezone.localdate() + timedelta(days=days)
    boxes = {"ends_on-day": day.day, "ends_on-month": day.month, "ends_on-year": day.year}
    return {"name": "SIMS export", "rights": ["send", "collect"], "networks": "", **boxes, **changes}


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    """The browser of Bryn, who has set up a second step."""
    keep_app(cast.bryn, SECRET, timezone.now())
    return signed_in(cast.bryn)


def test_a_key_is_shown_once_and_works(cast: Cast, office: Client) -> None:
    answer = office.post(reverse("new-key"), asked())
    page = answer.content.decode()
    (shown,) = set(KEY.findall(page))
    assert find_key_holder(f"Bearer {shown}", AT_HOME, timezone.now()).establishment == cast.glan_high
    assert "no-store" in answer["Cache-Control"]
    key = ApiKey.objects.get()
    for place in (reverse("keys"), reverse("key", args=[key.reference])):
        later = office.get(place).content.decode()
        assert "SIMS export" in later
        assert not KEY.search(later)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_made(cast: Cast, office: Client) -> None:
    answer = office.post(reverse("new-key"), asked(days=500, networks="192.0.2.0/24\nthe office", name=""))
    assert answer.status_code == 422
    answer = office.post(reverse("new-key"), asked(days=500, networks="192.0.2.0/24\nthe office"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“the office” is no address range." in page
    assert "The key cannot end on that day." in page
    assert not ApiKey.objects.exists()


def test_a_right_that_no_box_offers_is_not_given(office: Client) -> None:
    assert office.post(reverse("new-key"), asked(rights=["send", "search_lost"])).status_code == 422
    assert not ApiKey.objects.exists()


def test_without_a_second_step_the_page_leads_to_setting_one_up(cast: Cast, signed_in: SignedIn) -> None:
    browser = signed_in(cast.dev)
    for answer in (browser.get(reverse("keys")), browser.post(reverse("new-key"), asked())):
        assert f'href="{reverse("second-step")}"' in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_an_authority_says_for_which_role_the_key_works(cast: Cast, signed_in: SignedIn) -> None:
    office = signed_in(cast.lowri)
    page = office.get(reverse("new-key")).content.decode()
    assert re.findall(r'name="role" type="radio" value="([a-z-]+)"', page)[:2] == ["lea-user", "lea-lost-pupil"]
    answer = office.post(reverse("new-key"), asked(role="lea-lost-pupil", rights=["search_lost"]))
    assert "needs address ranges" in answer.content.decode()
    wanted = asked(role="lea-lost-pupil", rights=["search_lost"], networks="192.0.2.0/24")
    assert KEY.search(office.post(reverse("new-key"), wanted).content.decode())
    assert (ApiKey.objects.get().role, ApiKey.objects.get().networks) == ("lea-lost-pupil", ["192.0.2.0/24"])


def test_another_key_takes_its_place_and_both_are_on_the_page(cast: Cast, office: Client) -> None:
    old = give_key(cast.bryn, "send").key
    place = reverse("replace-key", args=[old.reference])
    assert office.post(place, {"overlap": "90"}).status_code == 422
    page = office.post(place, {"overlap": "7"}).content.decode()
    assert KEY.search(page)
    old.refresh_from_db()
    assert old.ends_on == timezone.localdate() + timedelta(days=7)
    new = ApiKey.objects.get(follows=old)
    assert new.prefix in office.get(reverse("key", args=[old.reference])).content.decode()


def test_rights_are_taken_away_on_the_page(cast: Cast, office: Client) -> None:
    key = give_key(cast.bryn, "send", "collect").key
    place = reverse("lower-key-rights", args=[key.reference])
    assert office.post(place, {}).status_code == 422
    assert office.post(place, {"rights": ["messages"]}).status_code == 422
    office.post(place, {"rights": ["collect"]})
    assert ApiKey.objects.get().rights == ["collect"]


def test_a_key_is_withdrawn_after_a_question(cast: Cast, office: Client) -> None:
    made = give_key(cast.bryn, "send")
    place = reverse("withdraw-api-key", args=[made.key.reference])
    assert "can do nothing here from this moment on" in office.get(place).content.decode()
    assert ApiKey.objects.get().withdrawn_at is None
    assert "is withdrawn" in office.post(place, follow=True).content.decode()
    assert "was withdrawn already" in office.post(place, follow=True).content.decode()
    assert ApiKey.objects.get().withdrawn_by == cast.bryn


@pytest.mark.parametrize("name", ["replace-key", "lower-key-rights", "withdraw-api-key"])
def test_a_key_that_works_no_more_is_not_changed_and_its_page_says_when_it_stopped(
    cast: Cast, office: Client, name: str
) -> None:
    now = timezone.now()
    ended = give_key(cast.bryn, "send", "collect", name="Ended", now=now - timedelta(days=9), days=7).key
    withdrawn = give_key(cast.bryn, "send", "collect", name="Withdrawn", now=now).key
    withdraw_api_key(cast.bryn, withdrawn, now)
    before = list(ApiKey.objects.order_by("pk").values())
    for key, said, last in ((ended, "has ended", now - timedelta(days=2)), (withdrawn, "was withdrawn already", now)):
        place = reverse(name, args=[key.reference])
        for answer in (
            office.get(place, follow=True),
            office.post(place, {"overlap": "7", "rights": ["send"]}, follow=True),
        ):
            page = answer.content.decode()
            assert said in page
            assert "Worked until" in page
            assert say_day(timezone.localdate(last), "en") in page
            assert "Make a key in its place" not in page
    assert list(ApiKey.objects.order_by("pk").values()) == before


def test_the_list_of_past_keys_is_in_the_order_of_the_days_on_which_they_stopped(cast: Cast, office: Client) -> None:
    now = timezone.now()
    give_key(cast.bryn, "send", name="Ended first", now=now - timedelta(days=9), days=7)
    withdraw_api_key(cast.bryn, give_key(cast.bryn, "send", name="Withdrawn last", now=now, days=300).key, now)
    give_key(cast.bryn, "send", name="Ended second", now=now - timedelta(days=9), days=8)
    page = office.get(reverse("keys") + "?view=past&sort=last_day").content.decode()
    assert re.findall(r">(Ended first|Ended second|Withdrawn last)</a>", page) == [
        "Ended first",
        "Ended second",
        "Withdrawn last",
    ]
    cells = re.findall(r'data-label="Works until">([^<]+)<', page)
    assert cells == [short_date(timezone.localdate(now - timedelta(days=days))) for days in (2, 1, 0)]


def test_what_is_said_of_a_school_that_takes_no_part_is_true_of_it(cast: Cast, signed_in: SignedIn) -> None:
    made, office = give_key(cast.alis, "send"), signed_in(cast.lowri)
    cast.nant_primary.active = False
    cast.nant_primary.save()
    for place in (reverse("keys-of-schools"), reverse("key", args=[made.key.reference])):
        page = office.get(place).content.decode()
        assert "The school is inactive." in page
        assert "has closed" not in page
    with pytest.raises(KeyRefused) as caught:
        find_key_holder(bearer(made), AT_HOME, timezone.now())
    assert caught.value.problem.message().endswith("(6812990) has closed or is inactive, so its keys do not work.")


def test_an_office_whose_keys_have_all_ended_is_not_told_that_it_never_had_one(cast: Cast, office: Client) -> None:
    withdraw_api_key(cast.bryn, give_key(cast.bryn, "send").key, timezone.now())
    assert "No program has a key that works." in office.get(reverse("keys")).content.decode()


def test_the_list_of_an_office_s_hundred_keys_asks_the_database_as_often_as_that_of_one(
    cast: Cast, office: Client, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    first = give_key(cast.bryn, "send").key
    office.get(reverse("keys"))
    with CaptureQueriesContext(connection) as asked_for_one:
        office.get(reverse("keys"))
    ApiKey.objects.bulk_create(
        ApiKey(
            establishment=cast.glan_high,
            role="school",
            name=f"program {number}",
            prefix=f"aaaa{number:04}",
            rights=["send"],
            made_at=first.made_at,
            made_by=cast.bryn,
            ends_on=first.ends_on,
        )
        for number in range(99)
    )
    with django_assert_num_queries(len(asked_for_one)):
        page = office.get(reverse("keys")).content.decode()
    assert page.count('data-label="Works until"') == 50


def test_the_administrator_withdraws_a_school_s_key_and_changes_nothing_else_about_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    keys = some_keys(cast)
    office = signed_in(cast.lowri)
    page = office.get(reverse("keys-of-schools")).content.decode()
    assert "An old program" in page
    assert "Nothing has used it for 60 days." in page
    assert "SIMS" not in page
    reference = keys["forgotten"].key.reference
    for name in ("replace-key", "lower-key-rights"):
        assert office.post(reverse(name, args=[reference]), {"overlap": "7", "rights": "collect"}).status_code == 404
    assert office.post(reverse("withdraw-api-key", args=[reference])).status_code == 302
    assert ApiKey.objects.get(reference=reference).withdrawn_by == cast.lowri


def test_the_list_of_three_hundred_keys_asks_the_database_as_often_as_that_of_two(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    first = give_key(cast.alis, "send").key
    ApiKey.objects.bulk_create(
        ApiKey(
            establishment=(cast.nant_primary, cast.glan_high)[number % 2],
            role="school",
            name=f"program {number}",
            prefix=f"aaaa{number:04}",
            rights=["send"],
            made_at=first.made_at,
            made_by=cast.alis,
            ends_on=first.ends_on,
        )
        for number in range(300)
    )
    office = signed_in(cast.lowri)
    office.get(reverse("keys-of-schools"))
    with django_assert_max_num_queries(16):
        page = office.get(reverse("keys-of-schools") + "?view=live").content.decode()
    assert page.count('data-label="Works until"') == 50
    assert 'rel="next"' in page


def test_the_yearly_check_of_people_leads_to_the_keys_of_those_who_have_left(cast: Cast, signed_in: SignedIn) -> None:
    now = timezone.now()
    yearly_check.open_check(timezone.localdate(now) + timedelta(weeks=6), cast.gwilym.actor, now)
    give_key(cast.alis, "send")
    office, link = signed_in(cast.lowri), f'href="{reverse("keys-of-schools")}">1</a>'
    assert link not in office.get(reverse("yearly-check")).content.decode()
    cast.alis.offices.update(is_open=False)
    assert link in office.get(reverse("yearly-check")).content.decode()
    seen = signed_in(cast.macsen).get(reverse("yearly-check"))  # who only looks on sees the list without the keys
    assert (seen.status_code, reverse("keys-of-schools") in seen.content.decode()) == (200, False)
