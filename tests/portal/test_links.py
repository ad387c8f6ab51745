"""Whoever follows the links of the pages is never led to a page that is closed to them, that is not there or that breaks."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.test import Client
from django.urls import resolve

from handover.portal.accounts.models import User
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.releasing import release_file
from handover.portal.transfers import clearing
from handover.portal.transfers.models import Transfer
from tests.cast import PEOPLE, Cast
from tests.files import NOW, ctf, send
from tests.gate_things import of_files, of_lost_pupils, of_messages, of_offices

FOLLOWING = [name for name in PEOPLE if name not in {"carys", "dev", "ffion", "jac"}]
"""Somebody of each role, where all the things are."""
MOST_OF_A_ROUTE = 12
"""Addresses of one route that are followed: enough for each of the things here."""
LEAST_PAGES = 25


def links_of(page: bytes, place: str) -> Iterator[str]:
    """Yield the links of a page that lead to pages of this site, each once; an answer that leads on has no page."""
    if not page:
        return
    for href in dict.fromkeys(map(str, lxml.html.document_fromstring(page.decode()).xpath("//a/@href"))):
        if href and not href.startswith(("#", "mailto:", "tel:")):
            parts = urlsplit(urljoin(place, href))
            if not parts.netloc:
                yield parts.path + (f"?{parts.query}" if parts.query else "")


def closed(browser: Client) -> Iterator[tuple[str, str, int]]:
    """Follow every link from the home page and the manual on; yield page, link and status of those that lead nowhere."""
    waiting, seen, of_route, pages = deque([("", "/"), ("", "/help/")]), {"/", "/help/"}, Counter(), 0
    while waiting:
        page, link = waiting.popleft()
        answer = browser.get(link)
        if answer.status_code >= 400:
            yield page, link, answer.status_code
        if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            pages += 1
            for found in links_of(answer.content, link):
                if found in seen or found.startswith("/static/"):
                    continue
                route = resolve(urlsplit(found).path).route
                if "<slug" in route or of_route[route] < MOST_OF_A_ROUTE:
                    seen.add(found)
                    of_route[route] += 1
                    waiting.append((link, found))
    assert pages >= LEAST_PAGES


def sent_on(cast: Cast) -> None:
    """Let an authority send a file on, and a lost pupil's: the receiver has no page for what was there before."""
    came = send(cast.carys, "6814990", number=9, data=ctf("6602991", "6814990", note="to be sent on")).transfer
    assert came is not None
    clearing.forward(came, cast.nant_primary, cast.efa, NOW)
    release_file(LostPupil.objects.order_by("pk")[0], cast.glan_high, cast.hana, NOW)
    assert Transfer.objects.filter(parent__isnull=False).count() == 2


@pytest.mark.parametrize("who", FOLLOWING)
def test_no_link_leads_a_person_to_a_closed_door(cast: Cast, signed_in: Callable[[User], Client], who: str) -> None:
    for things in (of_files, of_lost_pupils, of_messages, of_offices):
        list(things(cast))
    sent_on(cast)
    assert list(closed(signed_in(getattr(cast, who)))) == []
