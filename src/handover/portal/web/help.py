"""The manual: a page for each question that a school office asks. Each feature lists its own in `help_topics.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal.features import collect_rows
from handover.portal.web.access import Reader, find_reader, may_reach


def tell_nothing() -> dict[str, object]:
    """Return no figures: what a page needs that says nothing that a table decides."""
    return {}


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the manual: its place in the list, its place in the address, its title, and what it answers in a line.

    The page itself is `templates/help/{slug}.{language}.html` of the feature, one for each language. `tell` returns what
    it says and other tables decide: states, limits of time.
    """

    order: int
    slug: str
    title: Text
    about: Text
    tell: Callable[[], dict[str, object]] = tell_nothing


@cache
def topics() -> dict[str, Topic]:
    """Return every page by its place in the address, in their order."""
    rows = sorted(collect_rows("help_topics", Topic), key=lambda each: each.order)
    return {each.slug: each for each in rows}


@require_safe
def show_help_contents(request: HttpRequest) -> HttpResponse:
    """List the pages of the manual."""
    return render(request, "help/contents.html", {"topics": topics().values()})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the manual."""
    if slug not in topics():
        raise Http404
    found = topics()[slug]
    context = {"topic": found, "page_link": page_links(find_reader(request)), **found.tell()}
    return render(request, "help/topic.html", context)


def page_links(reader: Reader | None) -> Callable[[str, Callable[[], SafeString]], SafeString]:
    """Return what writes the name of a page of the site: as a link where the reader may open it, else as words.

    A template says `{% call page_link("send") %}Send files{% endcall %}`.
    """

    def page_link(page: str, caller: Callable[[], SafeString]) -> SafeString:
        if not may_reach(reader, page):
            return caller()
        return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(page), caller())

    return page_link
