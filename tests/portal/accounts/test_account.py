"""A person's own account."""

from django.test import Client

from handover.portal.accounts.models import User
from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from tests.cast import PASSWORD, Cast
from tests.sign_in import sign_in

NEW = "three-otters-on-a-bicycle"


def test_a_person_sees_who_they_are_here(cast: Cast, client: Client) -> None:
    sign_in(client, "efa")
    page = client.get("/account/").text
    for word in ("Efa Llwydiarth", "efa@example.org", "LEA User", "Caerwennol Council"):
        assert word in page


class TestPassword:
    """Changing the password."""

    def change(self, client: Client, present: str = PASSWORD, new: str = NEW):
        return client.post("/account/password/", {"present": present, "password": new, "again": new})

    def test_the_new_one_works_and_the_old_one_does_not(self, cast: Cast, client: Client) -> None:
        sign_in(client, "bryn")
        assert self.change(client).url == "/account/"
        assert sign_in(Client(), "bryn", NEW).status_code == 302
        assert sign_in(Client(), "bryn").status_code == 422
        assert Entry.objects.filter(action="person.password_chosen", username="bryn").count() == 1

    def test_this_browser_stays_signed_in_and_others_do_not(self, cast: Cast, client: Client) -> None:
        other = Client()
        sign_in(other, "bryn")
        sign_in(client, "bryn")
        self.change(client)
        assert client.get("/account/").status_code == 200
        assert other.get("/account/").status_code == 302

    def test_the_person_is_told_by_e_mail_in_case_it_was_not_they(self, cast: Cast, client: Client) -> None:
        sign_in(client, "bryn")
        self.change(client)
        notice = Notice.objects.get()
        assert (notice.kind, notice.recipient) == ("password_changed", "bryn@example.org")
        assert "bryn" not in notice.body
        assert NEW not in notice.body

    def test_it_takes_the_present_password(self, cast: Cast, client: Client) -> None:
        sign_in(client, "bryn")
        response = self.change(client, present="wrong")
        assert response.status_code == 422
        assert "not your present password" in response.text
        assert sign_in(Client(), "bryn").status_code == 302

    def test_guessing_the_present_password_locks_the_account(self, cast: Cast, client: Client) -> None:
        sign_in(client, "bryn")
        assert [self.change(client, present=f"wrong{n}").status_code for n in range(5)][-1] == 429

    def test_at_first_entry_one_is_chosen_before_anything_else(self, cast: Cast, client: Client) -> None:
        User.objects.filter(username="bryn").update(must_choose_password=True)
        assert sign_in(client, "bryn", follow=True).redirect_chain[-1] == ("/account/password/", 302)
        for page in ("/", "/collect/", "/account/", "/send/"):
            assert client.get(page).url == "/account/password/"
        assert client.post("/collect/").url == "/account/password/"
        answer = client.post("/account/password/", {"password": NEW, "again": NEW})
        assert answer.url == "/"
        assert client.get("/collect/").status_code == 200
