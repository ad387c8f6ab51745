"""The second step: a code of an authenticator app, or a recovery code."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from handover.portal.accounts import second_step
from handover.portal.accounts.models import User
from handover.portal.accounts.sign_in_models import AuthenticatorApp, BrowserSession, RecoveryCode
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, SECRET, Cast
from tests.sign_in import sign_in

TRIES = settings.CONFIG.lockout_tries


def code(minutes: float = 0) -> str:
    return second_step.code_at(SECRET, timezone.now() + timedelta(minutes=minutes))


@pytest.fixture
def asked(cast: Cast, client: Client) -> Client:
    """A browser in which the national administrator has given the password and is asked for the code."""
    assert sign_in(client, "gwilym", next="/people/").url == "/sign-in/code/"
    return client


def give(client: Client, code: str):
    return client.post("/sign-in/code/", {"code": code})


def test_the_password_alone_opens_nothing(asked: Client) -> None:
    assert asked.get("/people/").status_code == 302
    assert not Entry.objects.filter(action="person.signed_in").exists()


def test_the_code_of_this_half_minute_leads_to_the_page_that_was_wanted(asked: Client) -> None:
    assert give(asked, code()).url == "/people/"
    assert asked.get("/people/").status_code == 200


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}{1} ", "{0}-{1}"])
def test_a_code_may_be_typed_with_blanks(asked: Client, spelling: str) -> None:
    now = code()
    assert give(asked, spelling.format(now[:3], now[3:])).status_code == 302


@pytest.mark.parametrize("minutes", [-5, 5])
def test_a_code_of_another_time_is_refused(asked: Client, minutes: int) -> None:
    response = give(asked, code(minutes))
    assert response.status_code == 422
    assert "is not right" in response.text


@pytest.mark.parametrize("typed", ["", "abcdef", "١٢٣٤٥٦", "0" * 41, "ŵŷẅ"])
def test_what_is_no_code_is_refused(asked: Client, typed: str) -> None:
    assert give(asked, typed).status_code == 422


def test_a_code_works_once(asked: Client) -> None:
    used = code()
    give(asked, used)
    other = Client()
    sign_in(other, "gwilym")
    assert give(other, used).status_code == 422


def test_wrong_codes_lock_the_account_like_wrong_passwords(asked: Client) -> None:
    answers = [give(asked, "000000").status_code for _ in range(TRIES)]
    assert answers == [422] * (TRIES - 1) + [429]
    assert give(asked, code()).status_code == 429
    assert "_auth_user_id" not in asked.session
    assert asked.get("/people/").status_code == 302
    assert not Entry.objects.filter(action="person.signed_in").exists()


def test_after_signing_in_nothing_is_left_of_the_half_way_mark(asked: Client) -> None:
    half_way = {"handover.waiting", "handover.waiting_since", "handover.waiting_hash"}
    assert half_way <= set(asked.session.keys())
    give(asked, code())
    assert half_way.isdisjoint(asked.session.keys())


def test_giving_the_password_again_wins_no_more_tries(cast: Cast) -> None:
    for number in range(TRIES):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        answer = sign_in(client, "gwilym")
        assert answer.status_code == 302, number
        give(client, "000000")
    client = Client()
    sign_in(client, "gwilym")
    assert give(client, code()).status_code == 429
    assert client.get("/people/").status_code == 302


def test_too_long_after_the_password_one_begins_again(asked: Client) -> None:
    session = asked.session
    session["handover.waiting_since"] -= 601
    session.save()
    assert give(asked, code()).url == "/sign-in/"


def test_after_a_change_of_password_one_begins_again(asked: Client, cast: Cast) -> None:
    """Whoever had the old one gets no further with it, also with the code page open already."""
    cast.gwilym.set_password("Another 4 long words!")
    cast.gwilym.save(update_fields=["password"])
    assert asked.get("/sign-in/code/").url == "/sign-in/"
    assert give(asked, code()).url == "/sign-in/"
    assert asked.get("/people/").status_code == 302
    assert not Entry.objects.filter(action="person.signed_in").exists()


def test_a_half_finished_sign_in_of_before_the_update_begins_again(asked: Client) -> None:
    session = asked.session
    del session["handover.waiting_hash"]
    session.save()
    assert give(asked, code()).url == "/sign-in/"


def test_an_account_closed_meanwhile_is_not_let_in(asked: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.gwilym.pk).update(is_active=False)
    assert give(asked, code()).url == "/sign-in/"


def test_a_recovery_code_works_once(asked: Client, cast: Cast) -> None:
    paper = second_step.fresh_codes(cast.gwilym)[3]
    assert give(asked, paper).status_code == 302
    other = Client()
    sign_in(other, "gwilym")
    assert give(other, paper).status_code == 422
    assert second_step.recovery_codes_left(cast.gwilym) == 9
    assert Entry.objects.filter(action="person.recovery_code_used").count() == 1


def test_the_code_page_needs_a_password_first(client: Client, db: None) -> None:
    assert client.get("/sign-in/code/").url == "/sign-in/"


def test_secrets_are_sealed_in_the_database(cast: Cast) -> None:
    kept = AuthenticatorApp.objects.get(user=cast.gwilym).secret
    assert SECRET not in kept
    assert second_step.opened_secret(kept) == SECRET


def test_recovery_codes_are_kept_as_keyed_hashes(cast: Cast) -> None:
    codes = second_step.fresh_codes(cast.gwilym)
    kept = str(list(cast.gwilym.recovery_codes.values()))
    assert not [code for code in codes if code in kept]


class TestSettingUp:
    """A person sets up the second step, or must."""

    def page_secret(self, page: str) -> str:
        return re.search(r"handover-key\">([A-Z2-7 ]+)<", page)[1].replace(" ", "")

    def test_a_school_user_may(self, cast: Cast, client: Client) -> None:
        sign_in(client, "alis")
        secret = self.page_secret(client.get("/account/second-step/").text)
        right = second_step.code_at(secret, timezone.now())
        response = client.post("/account/second-step/", {"code": right}, follow=True)
        codes = re.findall(r"<code>(\d{4} \d{4})</code>", response.text)
        assert len(set(codes)) == 10
        assert Entry.objects.filter(action="person.second_factor_added", username="alis").exists()
        other = Client()
        assert sign_in(other, "alis").url == "/sign-in/code/"
        assert give(other, codes[0]).status_code == 302

    def test_recovery_codes_are_shown_once(self, cast: Cast, client: Client) -> None:
        self.test_a_school_user_may(cast, client)
        assert not re.findall(r"<code>\d{4} \d{4}</code>", client.get("/account/recovery-codes/").text)

    def test_a_wrong_code_keeps_the_same_key_on_the_page(self, cast: Cast, client: Client) -> None:
        sign_in(client, "alis")
        before = self.page_secret(client.get("/account/second-step/").text)
        response = client.post("/account/second-step/", {"code": "000000"})
        assert response.status_code == 422
        assert self.page_secret(response.text) == before
        assert not second_step.has_second_step(cast.alis)

    def test_the_key_is_sealed_in_the_session(self, cast: Cast, client: Client) -> None:
        sign_in(client, "alis")
        secret = self.page_secret(client.get("/account/second-step/").text)
        assert secret.encode() not in bytes(BrowserSession.objects.get().sealed)

    def test_a_national_administrator_must_before_anything_else(self, cast: Cast, client: Client) -> None:
        second_step.remove_second_step(cast.gwilym, cast.gwilym.actor, timezone.now())
        sign_in(client, "gwilym")
        for page in ("/", "/people/", "/audit/", "/account/"):
            assert client.get(page).url == "/account/second-step/"
        assert "You need the second step" in client.get("/account/second-step/").text
        assert client.get("/help/").status_code == 200

    def test_removing_it_takes_the_password(self, cast: Cast, asked: Client) -> None:
        give(asked, code())
        assert asked.post("/account/second-step/remove/", {"present": "wrong"}).status_code == 422
        assert second_step.has_second_step(cast.gwilym)
        assert asked.post("/account/second-step/remove/", {"present": PASSWORD}).status_code == 302
        assert not second_step.has_second_step(cast.gwilym)
        assert Notice.objects.get(kind="second_step_changed").recipient == "gwilym@example.org"

    def test_new_recovery_codes_take_the_password_and_end_the_old_ones(self, cast: Cast, asked: Client) -> None:
        give(asked, code())
        old = set(RecoveryCode.objects.values_list("hash", flat=True))
        assert asked.post("/account/recovery-codes/", {"present": "wrong"}).status_code == 422
        assert asked.post("/account/recovery-codes/", {"present": PASSWORD}).status_code == 302
        assert not old & set(cast.gwilym.recovery_codes.values_list("hash", flat=True))

    def test_the_picture_needs_no_other_site_and_no_inline_code(self, cast: Cast, client: Client) -> None:
        sign_in(client, "alis")
        response = client.get("/account/second-step/")
        assert 'src="data:image/svg+xml;base64,' in response.text
        assert "style=" not in response.text
