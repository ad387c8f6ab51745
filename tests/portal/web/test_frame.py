"""What every page has: its frame, its menu, and nothing that runs inline."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from handover.portal.accounts.roles import ROLES
from handover.portal.web.navigation import GROUPS, menu_entries
from tests.cast import Cast

pytestmark = pytest.mark.any_database("templates")

OF_SOFTWARE = {"records-to-take", "arrivals", "moves", "leavers", "hub-choices"}
"""Pages about records that school software sends by itself: no line of the menu where no school has it."""
SignedIn = Callable[..., Client]
TEMPLATES = sorted(settings.HERE.glob("*/templates/**/*.html"))
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.HERE)))
def test_no_template_runs_or_styles_anything_inline_or_asks_another_site(template):
    words = template.read_text()
    assert INLINE.findall(words) == []
    assert ELSEWHERE.findall(words) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.HERE)))
def test_a_date_is_short_in_a_list_and_long_everywhere_else(template):
    cells = [line for line in template.read_text().splitlines() if re.search(r"<t[dh][ >]", line)]
    assert [line for line in cells if re.search(r"\| (date|datetime)\b", line)] == []


@pytest.mark.django_db
def test_the_browser_is_told_to_run_nothing_inline(client: Client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("entry", menu_entries(), ids=lambda entry: entry.page)
def test_every_line_of_the_menu_leads_somewhere(entry):
    assert reverse(entry.page)


@pytest.mark.parametrize("name", ["alis", "efa", "gwilym"])
def test_people_see_the_lines_of_the_menu_that_their_role_allows(cast: Cast, signed_in: SignedIn, name: str):
    person = getattr(cast, name)
    page = signed_in(person).get("/").content.decode()
    menu = page.partition('class="govuk-service-navigation"')[2].partition("</section>")[0]
    shown = {entry.page for entry in menu_entries() if f'href="{reverse(entry.page)}"' in menu}
    allowed = ROLES[person.role].permissions
    entries = [entry for entry in menu_entries() if entry.page not in OF_SOFTWARE]
    assert shown == {entry.page for entry in entries if not entry.needs or not allowed.isdisjoint(entry.needs)}


def test_the_page_says_who_is_signed_in_and_for_whom(cast: Cast, signed_in: SignedIn):
    page = signed_in(cast.alis).get("/").content.decode()
    assert "Alis Prydderch" in page
    assert "Ysgol Gynradd Nant y Wennol" in page


def test_every_page_of_the_menu_is_in_its_group():
    assert {group.key: [entry.page for entry in menu_entries() if entry.group == group.key] for group in GROUPS} == {
        "home": ["home"],
        "send": ["send", "leavers", "sent"],
        "collect": ["collect", "records-to-take", "arrivals", "expected"],
        "lost": ["lost", "census-matching"],
        "schools": [
            "moves",
            "monitoring",
            "phase",
            "establishments",
            "keys",
            "hub-choices",
            "webhooks",
            "contacts",
            "reminder-day",
        ],
        "messages": ["inbox", "templates"],
        "reports": ["reports", "outcomes", "lost-figures", "child"],
        "administration": ["administration", "jobs", "zones", "keys-of-schools", "vendors", "audit"],
        "help": ["help"],
    }


@pytest.mark.django_db
def test_a_visitor_sees_no_menu(client: Client):
    assert "govuk-service-navigation__link" not in client.get("/").content.decode()


def test_the_menu_says_where_you_are(cast: Cast, signed_in: SignedIn):
    page = signed_in(cast.bryn).get("/help/send/").content.decode()
    assert re.search(r'href="/help/" aria-current="true"', page)
    page = signed_in(cast.bryn).get("/help/").content.decode()
    assert re.search(r'href="/help/" aria-current="page"', page)


@pytest.mark.django_db
def test_a_load_balancer_may_ask_whether_the_site_is_there(client: Client):
    assert client.get("/healthz").content == b"ok\n"


OF_EVERY_PAGE = (
    *(
        "service_name",
        "lang",
        "demo",
        "other_language",
        "user",
        "menu",
        "menu_groups",
        "menu_help",
        "side_menu",
        "notices",
    ),
    *("unread", "most_unread", "workplace", "chosen_office"),
)
"""What every page is given. A view that gives a page something else under one of these names would not be heard."""


@pytest.mark.parametrize(
    "module",
    sorted({*settings.HERE.glob("*/views/**/*.py"), *settings.HERE.glob("*/views.py")}),
    ids=lambda path: str(path.relative_to(settings.HERE)),
)
def test_no_view_gives_a_page_something_under_a_name_that_every_page_has(module):
    assert re.findall(rf'"({"|".join(OF_EVERY_PAGE)})":', module.read_text()) == []
