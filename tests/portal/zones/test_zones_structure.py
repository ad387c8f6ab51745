"""The pages of zones are built so that a screen reader can follow them, in both languages."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.test import Client
from lxml import html

from handover.portal.zones.models import DeadLetterRow
from tests.cast import Cast, make_cast
from tests.zones import busy_town


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


ADDRESSES = (
    "/zones/",
    "/new-zone/",
    "/zones/town/",
    "/zones/town/who-does-what/?all=yes",
    "/zones/town/rules/",
    "/zones/town/messages/?kind=event",
    "/zones/town/messages/{message}/?agent=Doors",
    "/zones/town/messages/{message}/content/",
    "/zones/town/requests/",
    "/zones/town/dead-letters/",
    "/zones/town/new-agent/",
    "/zones/town/agents/Library/",
    "/zones/town/agents/Doors/",
    "/zones/town/agents/Doors/rights/?set=provider",
    "/zones/town/agents/Doors/certificate/",
    "/zones/town/agents/Doors/close/",
    "/zones/town/agents/Doors/forget/",
    "/help/zones/",
)


def faults(page: html.HtmlElement) -> Iterator[str]:
    """Yield what a screen reader would stumble over."""
    ids = page.xpath("//@id")
    yield from (f"two elements have the id {each}" for each in set(ids) if ids.count(each) > 1)
    for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
        for value in page.xpath(f"//@{name}"):
            yield from (f"{name} names {each}, which is not there" for each in value.split() if each not in ids)
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        if field.get("id") not in labelled:
            yield f"no label: {field.get('name')}"
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} main headings"
    if any(below > above + 1 for above, below in pairwise(levels)):
        yield f"headings leave out a level: {levels}"
    for table in page.xpath("//table"):
        if not table.xpath("./caption") or not table.xpath(".//th[@scope='col']"):
            yield "a table without a caption or headings"
    names = [
        nav.get("aria-label") or nav.get("aria-labelledby")
        for nav in page.xpath("//nav | //section | //*[@role='region']")
    ]
    yield from (f"two regions are called {each}" for each in set(names) if names.count(each) > 1)
    yield from (f"a link or button says nothing: {html.tostring(each)[:100]!r}" for each in silent(page))


def silent(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield links and buttons without words."""
    yield from (each for each in page.xpath("//a[@href] | //button") if not each.text_content().strip())


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pages_can_be_followed_by_ear(people: Cast, signed_in, language: str) -> None:
    busy_town()
    people.gwilym.language = language
    people.gwilym.save()
    client: Client = signed_in(people.gwilym)
    found = {}
    for address in ADDRESSES:
        response = client.get(address.format(message=DeadLetterRow.objects.get().message_id))
        assert response.status_code == 200
        page = html.document_fromstring(response.text)
        assert page.get("lang") == language
        assert "%(" not in response.text
        assert "{agent}" not in response.text
        found[address] = list(faults(page))
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
