"""The one gate of the site: who has not signed in goes no further, and who has to do something first does it first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from handover.portal.accounts.chosen_office import MARK
from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, needs_second_step
from handover.portal.web import faults, wording
from handover.portal.web.addresses import safe_next

OF_DEMO = frozenset({"demo", "demo_outbox", "demo-software", "demo-roll", "demo-child", "demo-enrol", "demo-messages"})
"""Pages that exist on a demo site only, by name."""
FOR_ALL = OF_DEMO | {
    "help",
    "help_page",
    "language",
    "lost-summary",
    "custody-keys",
    "api",
    "api-reference",
    "api-problem",
    "training",
    "outcomes-published",
    "outcomes-published-csv",
    "status",
    "healthz",
    "readyz",
    "metrics",
    "sign-out",
}
"""Pages that anybody may read at any time, by name."""
FOR_VISITORS = FOR_ALL | {
    "home",
    "sign-in",
    "sign-in-code",
    "sign-in-passkey",
    "sign-in-openid",
    "openid-back",
    "forgotten",
    "link",
    "link-form",
    "signed-out",
}
"""Pages for somebody who has not signed in."""
LOST: Final = "lost"
"""In the address of the sign-in page: something was sent after the session had ended, and nobody took it."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a person must do before anything else: when it applies, the page for it, and others that it needs."""

    applies: Callable[[User], bool]
    page: str
    others: frozenset[str] = frozenset()


DUTIES: tuple[Duty, ...] = (
    Duty(lambda user: user.must_choose_password, "choose-password"),
    Duty(
        lambda user: not user.step_elsewhere and needs_second_step(user) and not has_second_step(user),
        "second-step",
        frozenset({"add-passkey"}),
    ),
    Duty(lambda user: user.must_choose_office, "choose-office"),
)


class SignInGate:
    """Stands before every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, and keep a signed-in person's pages out of every cache."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send a person elsewhere if this page is not for them yet."""
        page = request.resolver_match.url_name if request.resolver_match else None
        if page in FOR_ALL:
            return None
        if not isinstance(request.user, User):
            return None if page in FOR_VISITORS else to_sign_in(request)
        for duty in DUTIES:
            if duty.applies(request.user):
                return None if page == duty.page or page in duty.others else to_duty(request, duty)
        if request.method == "POST" and page != "choose-office" and drawn_for_another_office(request, request.user):
            return tell_office(request, request.user)
        return None


def drawn_for_another_office(request: HttpRequest, user: User) -> bool:
    """Say whether a form came from a page that was drawn while the person worked in another office, perhaps in another tab.

    Every form of somebody with several offices names the one it was drawn for (`context.mark_forms`); one that names none
    is not taken either.
    """
    return user.office is not None and request.POST.get(MARK) != str(user.office.pk)


def tell_office(request: HttpRequest, user: User) -> HttpResponse:
    """Say that nothing was done, and for which office the person works now; to a script of ours in words that it shows."""
    assert user.office is not None
    if request.headers.get("Accept") == "application/json":
        names = {"place": user.office.named("en"), "place_cy": user.office.named("cy")}
        said = (faults.OTHER_OFFICE.heading, faults.OTHER_OFFICE.paragraphs[0])
        words = [text.say(wording.language(), **names) for text in said]
        return JsonResponse({"fault": ". ".join(words)}, status=faults.OTHER_OFFICE.status)
    return faults.other_office(request, user.office.named("en"), user.office.named("cy"))


def to_duty(request: HttpRequest, duty: Duty) -> HttpResponse:
    """Send a person to what they must do first; who was in the middle of something hears that it was not taken.

    The choice of an office leads on to the page they wanted.
    """
    if request.method not in {"GET", "HEAD"}:
        messages.warning(
            request, _("What you sent last was not taken, and nothing was changed: this page has to come first.")
        )
    address = reverse(duty.page)
    if duty.page == "choose-office":
        wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else page_before(request)
        address += "?" + urlencode({"next": wanted}) if wanted != "/" else ""
    return HttpResponseRedirect(address)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to sign in, and back to the page they wanted.

    What was posted is lost: the sign-in page says so, and leads back to the page on which the form stood.
    """
    lost = request.method not in {"GET", "HEAD"}
    wanted = page_before(request) if lost else request.get_full_path()
    asked = {"next": wanted} if wanted != "/" else {}
    if lost:
        asked[LOST] = "1"
    return HttpResponseRedirect(reverse("sign-in") + ("?" + urlencode(asked) if asked else ""))


def page_before(request: HttpRequest) -> str:
    """Return the page of this site from which a form was posted, as the browser tells; the first page where it does not."""
    try:
        came = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # an address that is none
        return "/"
    page = urlunsplit(("", "", came.path, came.query, "")) if came.netloc == request.get_host() else ""
    return safe_next(request, page)
