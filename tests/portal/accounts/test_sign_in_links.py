"""Invitations and forgotten passwords: links that come by e-mail."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from handover.common.dates_in_words import say_date
from handover.portal.accounts import changes, links, people
from handover.portal.accounts.models import Link, LinkPurpose, User
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.sign_in_models import PasswordRequest
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in

NEW = "three-otters-on-a-bicycle"
CERI = Particulars("681ceri", "Ceri Blodwen", "ceri@example.org", "school", "6812990")


def path_in(notice: Notice) -> str:
    return re.search(r"/link/[\w-]+/", notice.body)[0]


@pytest.fixture
def invited(cast: Cast) -> str:
    """The path of the link that Ceri was sent."""
    people.invite_person(cast.gwilym.actor, CERI, timezone.now())
    return path_in(Notice.objects.get(kind="invited"))


def use(client: Client, path: str, username: str = "681ceri", password: str = NEW, again: str | None = None):
    client.get(path)
    return client.post(
        "/link/", {"username": username, "password": password, "again": password if again is None else again}
    )


def test_the_e_mail_holds_the_link_and_not_the_username(invited: str) -> None:
    notice = Notice.objects.get()
    assert notice.recipient == "ceri@example.org"
    assert "681ceri" not in notice.subject + notice.body
    assert settings.CONFIG.url + invited in notice.body


def test_the_link_itself_is_kept_nowhere_but_in_the_e_mail(invited: str) -> None:
    secret = invited.split("/")[2]
    assert secret not in str(list(Link.objects.values()))
    assert secret not in str(list(Entry.objects.values()))


def test_somebody_invited_chooses_a_password_and_signs_in(invited: str, client: Client) -> None:
    response = use(client, invited)
    assert response.url == "/sign-in/"
    assert "Your password is set" in client.get("/sign-in/").text
    assert sign_in(client, "681ceri", NEW).url == "/"
    assert client.get("/collect/").status_code == 200


def test_the_secret_leaves_the_address_at_once(invited: str, client: Client) -> None:
    assert client.get(invited).url == "/link/"
    assert invited.split("/")[2] not in client.get("/link/").text


def test_a_mail_scanner_that_opens_the_link_uses_nothing_up(invited: str, client: Client) -> None:
    for _ in range(3):
        Client().get(invited)
    assert use(client, invited).status_code == 302


def test_a_link_works_once(invited: str, client: Client) -> None:
    use(client, invited)
    other = Client()
    assert other.get(invited).status_code == 410
    assert use(other, invited, password="another-long-password").status_code == 410
    assert sign_in(Client(), "681ceri", NEW).status_code == 302


def test_two_browsers_with_the_same_link_cannot_both_use_it(invited: str) -> None:
    first, second = Client(), Client()
    first.get(invited)
    second.get(invited)
    assert use(first, "/link/").status_code == 302
    assert use(second, "/link/", password="another-long-password").status_code == 410


def test_a_link_ends_after_its_hours(invited: str, client: Client) -> None:
    link = Link.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=72)
    until = {language: say_date(timezone.localtime(link.expires_at), language) for language in ("en", "cy")}
    assert f"Open this link once, by {until['en']}, to" in Notice.objects.get().body
    assert f"Agorwch y ddolen hon unwaith, erbyn {until['cy']}, i" in Notice.objects.get().body
    assert links.live(link, link.expires_at - timedelta(seconds=1))
    assert not links.live(link, link.expires_at)
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = client.get(invited)
    assert response.status_code == 410
    assert "no longer works" in response.text


def test_a_link_that_ends_while_the_password_is_typed_changes_nothing(invited: str) -> None:
    link = Link.objects.select_related("user").get()
    assert not links.use_link(link, NEW, link.expires_at)
    assert not User.objects.get(username="681ceri").has_usable_password()
    assert links.use_link(link, NEW, link.created_at)


@pytest.mark.parametrize("secret", ["x", "A" * 43, "%00", "..", "ŵ"])
def test_an_invented_link_is_refused(db: None, client: Client, secret: str) -> None:
    assert client.get(f"/link/{secret}/").status_code in {404, 410}


def test_a_link_without_its_username_is_worth_nothing(invited: str, client: Client) -> None:
    response = use(client, invited, username="alis")
    assert response.status_code == 422
    assert "not for that username" in response.text
    assert not User.objects.get(username="681ceri").has_usable_password()


def test_guessing_the_username_ends_the_link(invited: str, client: Client) -> None:
    tries = settings.CONFIG.lockout_tries
    assert [use(client, invited, username=f"681c{n}").status_code for n in range(tries)] == [422] * tries
    assert use(client, invited).status_code == 410
    assert Entry.objects.filter(action="person.link_refused").count() == tries


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "too short"),
        ("password1234", "Many people use"),
        ("ceri-blodwen", "too like your name"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(invited: str, client: Client, password: str, words: str) -> None:
    response = use(client, invited, password=password)
    assert response.status_code == 422
    assert words in response.text


def test_two_passwords_that_differ_are_refused(invited: str, client: Client) -> None:
    assert "not alike" in use(client, invited, again=NEW + "x").text


def test_inviting_again_ends_the_earlier_link(invited: str, cast: Cast, client: Client) -> None:
    changes.invite_again(User.objects.get(username="681ceri"), cast.gwilym.actor, timezone.now())
    assert client.get(invited).status_code == 410


def test_closing_the_account_ends_the_link(invited: str, cast: Cast, client: Client) -> None:
    changes.deactivate(User.objects.get(username="681ceri"), cast.gwilym.actor, timezone.now())
    assert client.get(invited).status_code == 410


class TestForgotten:
    """Somebody has forgotten the password."""

    def ask(self, client: Client, username: str):
        answer = client.post("/sign-in/forgotten/", {"username": username})
        links.answer_requests(timezone.now())
        return answer

    def test_a_link_comes_and_works(self, cast: Cast, client: Client) -> None:
        self.ask(client, "bryn")
        path = path_in(Notice.objects.get(kind="password_reset", recipient="bryn@example.org"))
        assert use(client, path, "bryn").status_code == 302
        assert sign_in(client, "bryn", NEW).status_code == 302
        assert sign_in(Client(), "bryn", PASSWORD).status_code == 422

    def test_nobody_learns_whether_the_name_exists(self, cast: Cast) -> None:
        pages = [self.ask(Client(), name).text for name in ("bryn", "nobody")]
        assert pages[0] == pages[1]
        assert Notice.objects.count() == 1

    def test_a_closed_account_gets_no_link(self, cast: Cast, client: Client) -> None:
        User.objects.filter(username="bryn").update(is_active=False)
        self.ask(client, "bryn")
        assert not Notice.objects.exists()

    def test_asking_again_and_again_sends_one_e_mail(self, cast: Cast, client: Client) -> None:
        for _ in range(3):
            self.ask(client, "bryn")
        assert Notice.objects.count() == 1

    def test_a_new_password_opens_a_locked_account(self, cast: Cast, client: Client) -> None:
        for _ in range(settings.CONFIG.lockout_tries):
            sign_in(client, "bryn", "wrong")
        self.ask(client, "bryn")
        use(client, path_in(Notice.objects.get()), "bryn")
        assert sign_in(client, "bryn", NEW).status_code == 302
        assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), "bryn", NEW).status_code == 302

    def test_a_stranger_who_asks_takes_no_link_away(self, cast: Cast, client: Client) -> None:
        self.ask(client, "bryn")
        first = path_in(Notice.objects.get())
        Link.objects.update(created_at=timezone.now() - links.ASK_AGAIN)
        self.ask(Client(REMOTE_ADDR="192.0.2.7"), "bryn")
        assert Notice.objects.count() == 2
        assert use(client, first, "bryn").status_code == 302
        assert not Link.objects.filter(used_at=None).exists()

    def test_a_stranger_who_asks_all_day_sends_a_person_five_e_mails(self, cast: Cast, client: Client) -> None:
        for _ in range(7):
            self.ask(client, "bryn")
            Link.objects.update(created_at=timezone.now() - links.ASK_AGAIN)
        assert Notice.objects.count() == 5
        # Links that have ended are none of the five.
        Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        self.ask(client, "bryn")
        assert Notice.objects.count() == 6

    def test_a_typed_name_is_kept_sealed_and_not_for_long(self, cast: Cast, client: Client) -> None:
        client.post("/sign-in/forgotten/", {"username": PASSWORD})
        assert PASSWORD.encode() not in bytes(PasswordRequest.objects.get().name)
        links.answer_requests(timezone.now())
        assert not PasswordRequest.objects.exists()

    def test_a_new_password_does_not_replace_the_second_step(self, cast: Cast, client: Client) -> None:
        self.ask(client, "gwilym")
        use(client, path_in(Notice.objects.get()), "gwilym")
        assert sign_in(client, "gwilym", NEW).url == "/sign-in/code/"

    def test_a_new_password_ends_every_session(self, cast: Cast, client: Client) -> None:
        sign_in(client, "bryn")
        links.send_link(cast.bryn, LinkPurpose.NEW_PASSWORD, timezone.now())
        use(Client(), path_in(Notice.objects.get()), "bryn")
        assert client.get("/collect/").status_code == 302
