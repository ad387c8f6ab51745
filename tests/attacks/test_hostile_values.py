"""Every address of the site with values that nobody sends who means well: whatever comes, no page breaks.

The walk opens every sight of the browser's table, reads its links and forms, and asks again with each value in each
place: in the path, in each question of the address, in each field of each form. What one request changes is undone.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from handover.portal.accounts.models import User
from handover.portal.hub import urls as hub_urls
from handover.portal.web.access import Permission
from handover.portal.zones import urls as zone_urls
from tests.browser.pages import SIGHTS, Sight
from tests.browser.stage import Stage, set_stage
from tests.cast import PASSWORD, Cast, make_cast
from tests.gate import ARGUMENTS, patterns

PAGES = {str(pattern.name): pattern for _, pattern in patterns(get_resolver())}

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

QUESTIONS = (
    "%00",
    "%ED%A0%80",
    "9999-12-31",
    "0001-01-01",
    "5~0001-01-01T00:00:00-23:59",
    "9999-12-31T23:59:59.999999-23:59~5",
    "99999999999999999999999999999999",
    "9223372036854775808",
    "-1",
    "%C2%B2",
    "zzz",
    "W" * 3000,
)
"""What is asked, as it stands in an address: NUL, half a character, the calendar's ends, too large numbers, ², long."""
ALONE = ("9999-12-31", "5~0001-01-01T00:00:00-23:59", "99999999999999999999999999999999")
"""Those that each question meets alone, lest the others are refused first."""
BESIDE = (*ALONE, "-1", "%C2%B2", "zzz")
"""Those that the questions of other addresses meet beside good ones of this; the rest of them come with the rest of these."""
PATHS = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "9223372036854775808",
    "9" * 5000,
    "%C2%B2",
    "W" * 3000,
    "..%2F..%2Fetc",
    "%0D%0Ax",
)
FIELDS = ("\0", "Ŵ" * 300, "Ŵ" * 21000, "9999-12-31", "1/1/0001", "9" * 30, "²", "\ufffd\u202e", "-1", "zzz")
FIELDS_ALONE = ("Ŵ" * 300, "9" * 30)
"""Those that each field meets alone, lest the others are refused first."""
FILES = (
    "a\0b.xml",
    "Ŵ" * 300 + ".xml",
    "6812990_CTF_6814990_0²1.xml",
    "../../6812990_CTF_6814990_001.xml",
    '";\r\n.xml',
)
EVERYWHERE = (
    "after",
    "all",
    "at",
    "before",
    "context",
    "copy",
    "next",
    "page",
    "q",
    "set",
    "show",
    "sort",
    "to",
    "view",
)
"""Questions that some address of the site understands."""

OF_ZONES = frozenset(str(pattern.name) for pattern in zone_urls.urlpatterns)
OF_THE_HUB = frozenset(str(pattern.name) for pattern in hub_urls.urlpatterns if "zones/" in str(pattern.pattern))
"""Pages about the hub in a zone, walked by themselves: what the walk does to a zone stays done."""

FILLED = {
    "email": "somebody@example.org",
    "username": "somebody",
    "full_name": "Somebody Else",
    "number": "681 4991",
    "school": "6814990",
    "school_number": "4990",
    "la_number": "681",
    "into": "6814990",
    "schools": "6812990",
    "closed_on": "1/9/2027",
    "opened_on": "1/9/2027",
    "due_on": "1/9/2027",
    "day": "3",
    "month": "9",
    "year": "2014",
    "upn": "B681299003017",
    "serial": "7",
}
"""What a form is filled in with where it is empty, so that it fails by the one value alone; else a word."""


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, how, and what it holds; `files` are the names of its fields for files."""

    action: str
    method: str
    values: tuple[tuple[str, str], ...]
    files: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Return the names of its fields, each once."""
        return list(dict.fromkeys(name for name, _ in self.values))


class Walk:
    """One person on their way through the site: what was asked, and which of it broke."""

    def __init__(self, person: User | None, *, undo: bool) -> None:
        self.within = undone if undo else nullcontext
        self.client = Client(raise_request_exception=False, HTTP_ACCEPT_LANGUAGE="en")
        if person:
            self.client.force_login(person)
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.asked = 0
        self.broken: list[str] = []

    def get(self, address: str) -> bytes:
        """Open an address and return what it says."""
        return self.ask("get", address)

    def ask(self, method: str, address: str, *args: object) -> bytes:
        """Ask for an address, and undo what that changed."""
        self.asked += 1
        # Whoever was signed out by the last request is signed in again, as the database knows it.
        self.client.cookies = SimpleCookie(self.cookies)
        with self.within():
            path, _, query = address.partition("?")
            try:
                # As bytes on the line: Django's own client would quote what is wrong.
                answer = getattr(self.client, method)("/", *args, PATH_INFO=raw(path), QUERY_STRING=query)
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            except Exception as fault:
                self.note(method, address, args, f"{type(fault).__name__}: {fault}")
                return b""
            if answer.status_code >= 500:
                self.note(method, address, args, str(answer.status_code))
            ends = answer.headers.get("Content-Type", "").startswith("text/csv") and not content.endswith(b"\r\n")
            if ends:
                self.note(method, address, args, "cut short")
        return content if answer.status_code < 300 and b"<html" in content[:500] else b""

    def note(self, method: str, address: str, args: tuple[object, ...], what: str) -> None:
        """Remember what broke."""
        self.broken.append(f"{method} {address[:120]} {str(args)[:300]}: {what[:200]}")


def raw(path: str) -> str:
    """Return a quoted path as a server hands it on: bytes, each as a letter of Latin-1."""
    return unquote_to_bytes(path).decode("latin-1")


@contextmanager
def undone() -> Iterator[None]:
    """Undo what is stored within."""
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(mark)


def forms_of(page: bytes, address: str) -> Iterator[Form]:
    """Yield the forms of a page, filled in."""
    if not page:
        return
    for form in lxml.html.document_fromstring(page.decode()).forms:
        files = tuple(field.name for field in form.inputs if getattr(field, "type", "") == "file" and field.name)
        values: list[tuple[str, str]] = []
        for name in dict.fromkeys(field.name for field in form.inputs if field.name and field.name not in files):
            field = form.inputs[name]
            values.append((name, filled(name, field)))
        action = (form.get("action") or address).split("#")[0]
        yield Form(action, form.method.lower(), tuple(values), files)


def filled(name: str, field: object) -> str:
    """Return what stands in a field, or what a person would enter."""
    if isinstance(field, (lxml.html.CheckboxGroup, lxml.html.RadioGroup)):
        return field[0].get("value") or "on"
    if isinstance(field, lxml.html.SelectElement):
        return next((option for option in field.value_options if option), "")
    assert isinstance(field, (lxml.html.InputElement, lxml.html.TextareaElement))
    if field.get("type") in {"hidden", "submit", "checkbox", "radio"}:
        return field.get("value") or "on"
    return str(field.value or FILLED.get(name, "Words"))


def walk_questions(walk: Walk, address: str, page: bytes) -> None:
    """Ask an address, and every question it is known to understand, with every value."""
    path, _, query = address.partition("?")
    known = dict(parse_qsl(query, keep_blank_values=True))
    for form in forms_of(page, path):
        if form.method == "get" and urlsplit(form.action).path == path:
            known |= {name: "" for name in form.names if name not in known}
    if page:
        for link in lxml.html.document_fromstring(page.decode()).xpath("//a/@href"):
            split = urlsplit(str(link))
            if split.path in {path, ""}:
                known |= {name: value for name, value in parse_qsl(split.query) if name not in known}
    for value in QUESTIONS if known else ALONE:
        rest = "&".join(f"{name}={value}" for name in EVERYWHERE if name not in known)
        kept = "&".join(f"{name}={quote(said)}" for name, said in known.items())
        if value in BESIDE:
            walk.get(f"{path}?{kept}&{rest}")
        if known:
            walk.get(path + "?" + "&".join([*(f"{name}={value}" for name in known), rest]))
        for name in known if value in ALONE else ():
            others = "&".join(f"{other}={quote(said)}" for other, said in known.items() if other != name)
            walk.get(f"{path}?{others}&{name}={value}")


def walk_form(walk: Walk, form: Form) -> None:
    """Send a form with every value in every field."""
    good = {name: [said for each, said in form.values if each == name] for name in form.names}
    # Of fields that are numbered the first stands for all: one piece of code reads them.
    kinds = {re.sub(r"\d+", "", name): name for name in reversed(form.names)}
    for name in kinds.values():
        if name == "csrfmiddlewaretoken":
            continue
        for value in FIELDS_ALONE:
            walk.ask("post", form.action, good | {name: [value]})
    for value in FIELDS:
        walk.ask("post", form.action, good | {name: [value] for name in form.names})
    for name in form.files:
        for file in FILES:
            walk.ask("post", form.action, good | {name: [SimpleUploadedFile(file, b"\0<a>\xff")]})


@cache
def sights_of(name: str | None, zones: frozenset[str] | None = None) -> tuple[Sight, ...]:
    """Return what one person of the table walks to: each page once, by the first who sees something there.

    These pages of zones, or all that are of none.
    """
    first: dict[tuple[str, str], Sight] = {}
    for sight in SIGHTS:
        if sight.status == 200 and sight.ends_at is None:
            first.setdefault((sight.page, sight.special if sight.page == "report" else ""), sight)
    own = [sight for sight in first.values() if sight.who == name]
    return tuple(sight for sight in own if (sight.page in zones if zones else sight.page not in OF_ZONES | OF_THE_HUB))


def breaks(name: str | None, stage: Stage, zones: frozenset[str] | None = None) -> list[str]:
    """Walk every sight of one person and return what broke: those of these pages of zones, or all others.

    A zone has connections of its own to the database, so what is done to it cannot be undone by ours.
    """
    walk, seen = Walk(stage.person(name), undo=zones is None), set[Form]()
    for sight in sights_of(name, zones):
        address = sight.address(stage)
        page = walk.get(address)
        walk_questions(walk, address, page)
        for form in forms_of(page, address):
            shape = Form(form.action, form.method, tuple((each, "") for each in form.names), form.files)
            if form.method == "post" and shape not in seen and form.action != "/sign-out/":
                seen.add(shape)
                walk_form(walk, form)
    assert walk.asked > len(sights_of(name, zones))
    return walk.broken


WALKERS = sorted({sight.who for sight in SIGHTS if sight.who and sights_of(sight.who)})


@pytest.mark.parametrize("name", [None, *WALKERS])
def test_no_page_breaks_by_what_is_asked_of_it_or_sent_to_it(cast: Cast, name: str | None) -> None:
    assert breaks(name, set_stage(cast)) == []


@pytest.mark.parametrize("zones", [OF_ZONES, OF_THE_HUB], ids=["zone", "hub"])
def test_no_page_of_a_zone_breaks_by_what_is_asked_of_it_or_sent_to_it(
    transactional_db: None, zones: frozenset[str]
) -> None:
    assert breaks("gwilym", set_stage(make_cast()), zones) == []


def test_every_page_for_people_is_walked() -> None:
    walked = {
        sight.page
        for zones in (None, OF_ZONES, OF_THE_HUB)
        for who in (None, *WALKERS)
        for sight in sights_of(who, zones)
    }
    assert {sight.page for sight in SIGHTS if sight.status == 200 and sight.ends_at is None} == walked


def hostile(name: str) -> Iterator[str]:
    """Yield the addresses of a page with hostile words in the place of each argument."""
    kinds = PAGES[name].pattern.converters
    for wrong in kinds:
        good = reverse(name, kwargs={each: ARGUMENTS[each] for each in kinds})
        for value in PATHS:
            yield good.replace(str(ARGUMENTS[wrong]), value)


@pytest.mark.parametrize("who", ["gwilym", "efa"])
def test_no_address_breaks_by_a_hostile_word_in_its_path(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    walk = Walk(person, undo=True)
    for name, pattern in PAGES.items():
        needed: frozenset[Permission] = getattr(pattern.callback, "permissions", frozenset())
        # The second walks only to where the first may not go.
        if any(map(person.may, needed)) if who == "gwilym" else not any(map(cast.gwilym.may, needed)):
            for address in hostile(name):
                walk.get(address)
                walk.ask("post", address, {"active": "yes"})
    assert walk.asked > 50
    assert walk.broken == []


HEADERS = (
    {"HTTP_COOKIE": 'handover_session="aaaaaaaaaaaa\\000"'},
    {"HTTP_COOKIE": "handover_session=" + "W" * 4000},
    {"HTTP_COOKIE": 'csrftoken="\\000"; django_language="\\000"'},
    {"HTTP_COOKIE": "handover_session=\xed\xa0\x80aaaaaaaa; ;=;,"},
    {"HTTP_ACCEPT_LANGUAGE": "\0"},
    {"HTTP_ACCEPT_LANGUAGE": "cy;q=²," * 500},
    {"CONTENT_LENGTH": "9" * 5000},
    {"CONTENT_TYPE": "multipart/form-data"},
    {"CONTENT_TYPE": "multipart/form-data; boundary=" + "W" * 300},
    {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=zzz"},
    {"HTTP_HOST": "\0"},
    {"HTTP_HOST": "W" * 3000},
    {"HTTP_REFERER": "http://[::1"},
    {"HTTP_ORIGIN": "http://[::1"},
    {"HTTP_X_FORWARDED_FOR": "\0" * 9},
)


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: str(headers)[:40])
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_page_breaks_by_a_header(cast: Cast, headers: dict[str, str], method: str) -> None:
    client = Client(raise_request_exception=False)
    for address in ("/", "/sign-in/", "/send/"):
        assert client.generic(method.upper(), address, b"a=b", **headers).status_code < 500, address


@pytest.mark.parametrize(
    "wanted", ["zzz", "inbox", "//evil.example", "https://evil.example/", "\\evil", "javascript:x"]
)
def test_who_signs_in_is_sent_on_to_no_word_that_is_no_address(cast: Cast, client: Client, wanted: str) -> None:
    answer = client.post("/sign-in/", {"username": "bryn", "password": PASSWORD, "next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ["/audit/?last=9999-12-31", "/reports/general/?run=yes&last=9999-12-31"])
def test_day_beyond_the_calendar_is_told_at_the_field(
    cast: Cast, signed_in: Callable[..., Client], address: str
) -> None:
    answer = signed_in(cast.gwilym).get(address)
    assert answer.status_code == 422
    assert "Enter a date between 1 1 1900 and 31 12 2199." in answer.content.decode()


def test_welsh_description_that_is_too_long_is_told_at_its_field(cast: Cast, signed_in: Callable[..., Client]) -> None:
    given = {"name": "A", "description": "B", "text": "C", "owner": "national", "description_cy": "Ŵ" * 200}
    answer = signed_in(cast.gwilym).post("/messages/templates/new/", given)
    assert answer.status_code == 422
    assert 'id="id_description_cy-error"' in answer.content.decode()


def test_null_characters_are_refused_by_the_kind_of_place_they_stand_in(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.gwilym)
    assert client.get("/", PATH_INFO="/people/a\0/").status_code == 404
    assert client.get("/people/?q=%00").status_code == 200
    assert client.post("/people/invite/", {"full_name": "A\0"}).status_code == 400
