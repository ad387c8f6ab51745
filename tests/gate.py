"""Who gets in where, measured: what the site answers to everybody at every address, as the lines of three files.

`tests/portal/accounts/gate/` holds the same lines as they should be, literally. They were written once and are read in
every diff; the tests measure anew and compare. Whoever means a change runs `python -m tests.rewrite_gate` and looks at what
it has changed: each line is a right that somebody gains or loses.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from django.db import connection, transaction
from django.template.backends.jinja2 import Template
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.safestring import SafeString

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import PERMISSIONS, ROLES
from handover.portal.audit.models import Entry
from handover.portal.reports.table import REPORTS
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.mailbox import kinds_to_send, stored_kinds
from handover.portal.web.access import Permission
from tests.cast import Cast

FOLDER = Path(__file__).parent / "portal" / "accounts" / "gate"
VISITOR = "visitor"
YES, DID, NO, HIDDEN, TURNED, SIGN_IN, NONE = "yes", "did", "NO", "hidden", "turned", "sign-in", "-"
"""Let in; did something that the audit log tells; refused (403); as if there were nothing (404); led to another page; led
to sign in; no such method, or no."""
METHODS = ("GET", "POST")
ARGUMENTS = {
    "reference": UUID(int=7),
    "username": "bryn",
    "secret": "x" * 43,
    "slug": "send",
    "number": 6812990,
    "kind": "send",
    "zone": "nowhere",
    "agent": "nobody",
    "la": "681",
    "key": "x" * 43,
    "passkey": 7,
    "provider": "trust",
    "office": 7,
    "learner": "F" * 32,
    "code": "api.moved",
    "school": 7,
    "prefix": "abcdefgh",
    "delivery": UUID(int=7),
}
Line = tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """An address of the site: its name, its route, the permissions of which its view asks one, and how it is asked for."""

    name: str
    route: str
    needs: frozenset[Permission]
    address: str

    @property
    def asks(self) -> str:
        """The permissions in words, as they stand in the file."""
        return " or ".join(sorted(permission.key.upper() for permission in self.needs)) or "(nothing)"


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for item in resolver.url_patterns:
        route = before + str(item.pattern)
        if isinstance(item, URLResolver):
            yield from patterns(item, route)
        else:
            yield route, item


def pages() -> list[Page]:
    """Every page of the site in order of its address; a page for each report, for each has readers of its own."""
    found = []
    for route, pattern in patterns(get_resolver()):
        needs = getattr(pattern.callback, "permissions", frozenset())
        unknown = set(pattern.pattern.converters) - set(ARGUMENTS)
        assert not unknown, f"Add a value for {', '.join(unknown)} of {route} to ARGUMENTS of tests/gate.py."
        given = {argument: ARGUMENTS[argument] for argument in pattern.pattern.converters}
        for slug in REPORTS if "/reports/<slug:slug>/" in route else ("",):
            address = reverse(str(pattern.name), kwargs=given | ({"slug": slug} if slug else {}))
            named = route.replace("<slug:slug>", slug) if slug else route
            found.append(Page(str(pattern.name), named, needs, address))
    return sorted(found, key=lambda page: page.route)


@dataclass(frozen=True)
class People:
    """Who tries the addresses, by name, and the cookies of their browsers; the first is a visitor."""

    each: Mapping[str, User]
    cookies: Mapping[str, Mapping[str, str]]

    def answers(self, method: str, address: str, needs: frozenset[Permission], turn: int) -> list[str]:
        """Return the answer to each of them. A method that two of them hear does not exist, the rest do not try.

        Of those whose role has none of the permissions that the view names, one is asked, by turns, and stands for all:
        `allowed` turns them away before the view is called. Which role has which permission is in `rights.txt`, and that the
        view names these is the last column of `addresses.txt`.
        """
        without = [who for who, person in self.each.items() if needs and not person.may(*needs)]
        one = without[turn % len(without)] if without else ""
        given: dict[str, str] = {}
        for who in self.cookies:
            if who not in without or who == one:
                heard = [said for name, said in given.items() if name != VISITOR][:2]
                given[who] = NONE if heard == [NONE, NONE] else answer(self.cookies[who], method, address)
        return [given[one if who in without else who] for who in self.cookies]


def signed_in(people: Mapping[str, User]) -> People:
    """Return people with browsers in which they are signed in, and one in which nobody is."""
    cookies: dict[str, Mapping[str, str]] = {VISITOR: {}}
    for name, person in people.items():
        client = Client()
        client.force_login(person)
        cookies[name] = {key: morsel.value for key, morsel in client.cookies.items()}
    return People(people, cookies)


@cache
def browser() -> Client:
    """Return the one browser of all, because each new one reads the site's middleware and its static files anew."""
    return Client()


def answer(cookies: Mapping[str, str], method: str, address: str) -> str:
    """Ask for a page as somebody, undo whatever that changed, and return how it was answered."""
    client = browser()
    client.cookies.clear()
    client.cookies.load(dict(cookies))
    with transaction.atomic():
        before = entries() if method == "POST" else 0
        response = client.generic(method, address)
        did = method == "POST" and entries() > before
        transaction.set_rollback(True)
    if response.get("Location", "").startswith("/sign-in/") and not cookies:
        return SIGN_IN
    if method == "GET" and response.status_code == 302:
        return TURNED
    if did and response.status_code < 400:
        return DID
    return {403: NO, 404: HIDDEN, 405: NONE}.get(response.status_code, YES)


def entries() -> int:
    """Return how many entries the audit log has, without what Django's own way of counting thousands of times would take."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {Entry._meta.db_table}")
        return int(cursor.fetchone()[0])


@contextmanager
def quiet() -> Iterator[None]:
    """Keep thousands of refusals out of the log."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def unwritten() -> Iterator[None]:
    """Write none of the pages: whoever is let in is let in before, and writing is most of a page's work.

    That pages can be written is tried in the browser. E-mails, which belong to no request, are written.
    """
    write = Template.render

    def render(template: Template, context: object = None, request: object = None) -> SafeString:
        return write(template, context) if request is None else SafeString("")

    with patch.object(Template, "render", render):
        yield


def of_each_role(cast: Cast) -> dict[str, User]:
    """Return somebody for each role."""
    each = {person.role: person for person in reversed(cast.people)}
    assert set(ROLES) <= set(each), f"Add a person to tests/cast.py of the role {', '.join(set(ROLES) - set(each))}."
    return {role: each[role] for role in ROLES}


def addresses(people: Mapping[str, User]) -> list[Line]:
    """Return a line for each address and method: the permissions that the view names, and the answer to each role.

    The things in the addresses do not exist, so that nothing is there: who is let in learns that, who is not is refused.
    Methods that a page does not know have no line.
    """
    trying = signed_in(people)
    lines = [("method", "address", *trying.cookies, "needs")]
    for turn, page in enumerate(pages()):
        for method in METHODS:
            answers = trying.answers(method, page.address, page.needs, turn)
            let_in = [YES if given in (HIDDEN, DID) else given for given in answers]
            if set(let_in) - {NONE, SIGN_IN}:
                lines.append((method, page.route, *let_in, page.asks))
    return lines


def rights(people: Mapping[str, User]) -> list[Line]:
    """Return a line for each permission, kind of file and trait of a role: who has it."""
    lines: list[Line] = [("what", *people)]

    def each(what: str, values: Iterable[object]) -> None:
        said = {True: YES, False: NONE, None: NONE}
        lines.append((what, *(str(said.get(value, value)) for value in values)))  # type: ignore[call-overload]

    for permission in sorted(PERMISSIONS, key=lambda each: each.key):
        each(permission.key.upper(), (person.may(permission) for person in people.values()))
    for kind in KINDS.values():
        each(f"sends {kind.key}", (kind in kinds_to_send(person) for person in people.values()))
        collected = (set(kind.stored) <= set(stored_kinds(person, sent=False)) for person in people.values())
        each(f"collects {kind.key}", collected)
    for trait in ("establishment", "suffix", "second_factor", "one_each", "reserved"):
        each(f"role: {trait}", (getattr(person.duties, trait) for person in people.values()))
    return lines


def things(people: Mapping[str, User], wanted: Sequence[tuple[str, str, str]]) -> list[Line]:
    """Return a line for each thing that there is (method, what it is, address): the answer to each of these people."""
    trying = signed_in(people)
    lines: list[Line] = [("method", "thing", *trying.cookies)]
    for turn, (method, what, address) in enumerate(wanted):
        needs = getattr(resolve(address).func, "permissions", frozenset())
        lines.append((method, what, *trying.answers(method, address, needs, turn)))
    return lines


def written(lines: Sequence[Line]) -> str:
    """Return lines as a file: columns of one width each, so that a diff shows a cell that changed."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join("  ".join(map(str.ljust, line, widths)).rstrip() + "\n" for line in lines)


def expected(name: str) -> str:
    """Return one of the files."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def differences(name: str, lines: Sequence[Line]) -> str:
    """Return how the site differs from one of the files, as a diff of lines with the columns named; nothing if it does not."""
    should, does = expected(name), written(lines)
    if should == does:
        return ""
    parts = unified_diff(should.splitlines(), does.splitlines(), f"{name}.txt", "the site", lineterm="", n=0)
    told = "Is this meant? Then run `python -m tests.rewrite_gate`, and read its diff before you commit it."
    return "\n".join(["", "  " + does.splitlines()[0], *parts, told])
