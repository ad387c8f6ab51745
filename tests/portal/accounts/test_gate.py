"""Nothing is seen without signing in, but for a short list; and every page of the site stands behind the gate.

Who gets in where stands in the files of `gate/`, literally: `addresses.txt` by role and address, `rights.txt` by role and
right, `things.txt` by person and thing. They are no second reading of the tables in the code; a change of those shows here.
"""

import pytest
from django.test import Client
from django.urls import get_resolver

from handover.cli.reference.site import roles
from handover.portal.accounts.gate import DUTIES, FOR_VISITORS
from handover.portal.accounts.roles import ROLES
from tests.cast import Cast
from tests.gate import Page, differences, expected, pages, patterns, quiet
from tests.gate_things import of_addresses, of_rights, of_things
from tests.reference import approved

pytestmark = pytest.mark.any_database("who gets in follows from roles and addresses alone")

PAGES: dict[str, Page] = {page.name: page for page in pages()}
OWN = {
    "file",
    "file-custody",
    "ask-correction",
    "account",
    "choose-password",
    "second-step",
    "remove-second-step",
    "recovery-codes",
}
OWN |= {
    "file-custody",
    "sessions",
    "add-passkey",
    "remove-passkey",
    "own-emails",
    "choose-office",
    "link-openid",
    "unlink-openid",
}
"""Pages about oneself, or about files, which ask for the right to the kind of the file."""


def test_every_page_has_a_name() -> None:
    assert all(pattern.name for _, pattern in patterns(get_resolver()))


def test_every_page_for_visitors_exists() -> None:
    assert set(FOR_VISITORS) <= set(PAGES)


def test_every_page_says_who_may_see_it_or_is_about_oneself_or_ones_own_files() -> None:
    assert {name for name, page in PAGES.items() if not page.needs} - FOR_VISITORS == OWN, (
        "Put @allowed(Permission) on the view of the page, or say here that it is about oneself."
    )


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_a_visitor_is_sent_to_sign_in_whatever_the_method(db: None, client: Client, method: str) -> None:
    answers = {name: client.generic(method, PAGES[name].address) for name in set(PAGES) - FOR_VISITORS}
    let_in = {name: answer for name, answer in answers.items() if answer.status_code != 302}
    assert not let_in
    assert all(answer.headers["Location"].startswith("/sign-in/") for answer in answers.values())


def test_a_visitor_sees_what_is_for_visitors(cast: Cast, client: Client) -> None:
    with quiet():
        for name in sorted(FOR_VISITORS):
            response = client.get(PAGES[name].address)
            assert response.status_code in {200, 302, 404, 405, 410}, name
            assert not response.get("Location", "").startswith("/sign-in/?"), name


@pytest.mark.parametrize("measure", [of_rights, of_addresses, of_things])
def test_each_role_gets_in_where_the_files_say_and_nowhere_else(cast: Cast, measure) -> None:
    told = [differences(name, lines) for name, lines in measure(cast).items()]
    assert not any(told), "\n".join(told)


def test_the_files_of_the_gate_hold_every_page_and_every_role() -> None:
    lines = expected("addresses").splitlines()
    assert lines[0].split()[2:-1] == ["visitor", *ROLES], REWRITE
    assert {line.split()[1] for line in lines[1:]} == {page.route for page in PAGES.values()} | REPORTS_EACH, REWRITE


REWRITE = "Is the new role, page or report meant? Then run `python -m tests.rewrite_gate`, and read its diff."
REPORTS_EACH = {page.route for page in pages() if page.route.startswith("/reports/")}


def test_every_role_has_somebody_to_try_it_and_a_line_that_says_what_it_is_for(cast: Cast) -> None:
    assert {person.role for person in cast.people} == set(ROLES)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.page)
def test_the_page_of_a_duty_exists(duty) -> None:
    assert duty.page in PAGES


def test_the_page_of_the_reference_tells_of_rights_and_roles_what_the_table_says() -> None:
    assert roles() == approved("roles.md")
