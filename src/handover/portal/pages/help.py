"""The manual: a page for each question that a school office asks, listed once here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from handover.common.calendar import SEND_WITHIN_SCHOOL_DAYS
from handover.common.text import Text
from handover.ctf.filename import FORMS
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ABOUT, ROLES
from handover.portal.expected.arriving import RECORDS
from handover.portal.pages.allowed import may_reach
from handover.portal.pages.context import person
from handover.portal.pages.zones.words import LOOKS
from handover.portal.reports.holdings import SECTIONS
from handover.portal.reports.outcomes import OUTCOMES
from handover.portal.reports.table import REPORTS
from handover.portal.retention.table import EVERYDAY
from handover.portal.transfers.clearing import REASONS
from handover.portal.transfers.flow import STATES
from handover.portal.transfers.kinds import CTF_KINDS, in_words
from handover.portal.transfers.monitoring import SHELVES, VIEWS
from handover.portal.zones.looking import AgentState


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the manual: its place in the address, its title, and a line saying what it answers.

    The page itself is `templates/help/{slug}.{language}.html`, one for each language.
    """

    slug: str
    title: Text
    about: Text


TOPICS: tuple[Topic, ...] = (
    Topic(
        "send",
        Text("Send files", "Anfon ffeiliau"),
        Text("From your school's software to the next school.", "O feddalwedd eich ysgol i'r ysgol nesaf."),
    ),
    Topic(
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        Text("What has come for you, and how to take it in.", "Yr hyn sydd wedi cyrraedd, a sut i'w dderbyn."),
    ),
    Topic(
        "expected",
        Text("Expected pupils", "Disgyblion disgwyliedig"),
        Text(
            "Whose record has come, whose has not, and asking for it.",
            "Cofnod pwy sydd wedi dod, cofnod pwy sydd heb ddod, a gofyn amdano.",
        ),
    ),
    Topic(
        "lost",
        Text("Lost pupils", "Disgyblion coll"),
        Text(
            "A pupil has come without a file, or left for nobody knows where.",
            "Mae disgybl wedi cyrraedd heb ffeil, neu wedi gadael heb i neb wybod i ble.",
        ),
    ),
    Topic(
        "phase",
        Text("Share out a whole year", "Rhannu blwyddyn gyfan"),
        Text(
            "A year moves up, and an authority sends each record to the new school.",
            "Mae blwyddyn yn symud i fyny, ac awdurdod yn anfon pob cofnod i'r ysgol newydd.",
        ),
    ),
    Topic(
        "names",
        Text("Names of files", "Enwau ffeiliau"),
        Text("How the name of a file tells us where it goes.", "Sut mae enw ffeil yn dweud wrthym i ble y mae'n mynd."),
    ),
    Topic(
        "kinds",
        Text("Kinds of files", "Mathau o ffeiliau"),
        Text(
            "What else can be sent, how it is named, and who may send it to whom.",
            "Beth arall y gellir ei anfon, sut mae'n cael ei enwi, a phwy gaiff ei anfon at bwy.",
        ),
    ),
    Topic(
        "monitoring",
        Text("Our schools' files", "Ffeiliau ein hysgolion"),
        Text(
            "For authorities: which files wait, for how long, and what to do about them.",
            "I awdurdodau: pa ffeiliau sy'n aros, ers faint, a beth i'w wneud yn eu cylch.",
        ),
    ),
    Topic(
        "reports",
        Text("Reports", "Adroddiadau"),
        Text(
            "For authorities: how the site is used, in numbers and lists.",
            "I awdurdodau: sut mae'r wefan yn cael ei defnyddio, mewn rhifau a rhestrau.",
        ),
    ),
    Topic(
        "child",
        Text("Everything we hold on a child", "Popeth a gadwn am blentyn"),
        Text(
            "What to do when a family asks what is kept.",
            "Beth i'w wneud pan fydd teulu'n gofyn beth a gedwir.",
        ),
    ),
    Topic(
        "problems",
        Text("When a file has problems", "Pan fydd problemau gyda ffeil"),
        Text(
            "What errors, warnings and questions mean, and what to do.",
            "Ystyr gwallau, rhybuddion a chwestiynau, a beth i'w wneud.",
        ),
    ),
    Topic(
        "administration",
        Text("Looking after people and schools", "Gofalu am bobl ac ysgolion"),
        Text(
            "For an authority's administrator: accounts, roles, schools, and the yearly check.",
            "I weinyddwr awdurdod: cyfrifon, rolau, ysgolion, a'r gwiriad blynyddol.",
        ),
    ),
    Topic(
        "messages",
        Text("Secure messages", "Negeseuon diogel"),
        Text("Writing to schools and authorities about a child.", "Ysgrifennu at ysgolion ac awdurdodau am blentyn."),
    ),
    Topic(
        "kept",
        Text("How long things are kept", "Am ba hyd y cedwir pethau"),
        Text("The last day of files, messages and the rest.", "Diwrnod olaf ffeiliau, negeseuon a'r gweddill."),
    ),
    Topic(
        "zones",
        Text("Zones", "Parthau"),
        Text(
            "For operators: agents, their rights, and what to do when messages wait.",
            "I weithredwyr: asiantau, eu hawliau, a beth i'w wneud pan fydd negeseuon yn aros.",
        ),
    ),
    Topic(
        "data",
        Text("What happens to the data", "Beth sy'n digwydd i'r data"),
        Text("Who can see what you send, and for how long.", "Pwy all weld yr hyn a anfonwch, ac am ba hyd."),
    ),
    Topic(
        "accessibility",
        Text("Accessibility statement", "Datganiad hygyrchedd"),
        Text(
            "How we make this site usable for everybody.", "Sut rydym yn sicrhau bod pawb yn gallu defnyddio'r wefan."
        ),
    ),
)
BY_SLUG = {topic.slug: topic for topic in TOPICS}


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """List the pages of the manual."""
    return render(request, "help/contents.html", {"topics": TOPICS})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the manual."""
    if slug not in BY_SLUG:
        raise Http404
    context = {"topic": BY_SLUG[slug], "topics": TOPICS, "page_link": page_links(person(request)), **facts()}
    return render(request, "help/topic.html", context)


def page_links(reader: User | None) -> Callable[[str, Callable[[], SafeString]], SafeString]:
    """Return what writes the name of a page of the site: as a link where the reader may open it, else as words.

    A template says `{% call page_link("send") %}Send files{% endcall %}`.
    """

    def page_link(page: str, caller: Callable[[], SafeString]) -> SafeString:
        if not may_reach(reader, page):
            return caller()
        return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(page), caller())

    return page_link


def facts() -> dict[str, object]:
    """Return what the manual says and other tables decide: the states, the names that may be sent, the time limits."""
    return {
        "states": STATES.values(),
        "roles": [(ROLES[key], about) for key, about in ABOUT.items()],
        "link_hours": settings.CONFIG.invitation_hours,
        "agent_looks": LOOKS.values(),
        "awake": LOOKS[AgentState.AWAKE],
        "forms": [form for form in FORMS if form.kind in CTF_KINDS],
        "kinds_in_words": in_words(),
        "views": VIEWS,
        "shelves": SHELVES,
        "reasons": REASONS.values(),
        "school_days": SEND_WITHIN_SCHOOL_DAYS,
        "ask_hours": settings.CONFIG.ask_hours,
        "collect_days": settings.CONFIG.collect_days,
        "most_recipients": settings.CONFIG.message_recipients,
        "most_characters": settings.CONFIG.message_characters,
        "unread_days": settings.CONFIG.message_unread_days,
        "read_days": settings.CONFIG.message_read_days,
        "kept": EVERYDAY,
        "reports": REPORTS.values(),
        "sections": SECTIONS,
        "outcomes": OUTCOMES.values(),
        "most_schools": settings.CONFIG.report_schools,
        "most_authorities": settings.CONFIG.report_authorities,
        "expected_looks": RECORDS.values(),
        "expected_days": settings.CONFIG.expected_days,
    }
