"""Which language a person reads: their own choice, else the cookie's, else the browser's first that we have."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_http_methods

from handover.common.text import LANGUAGES
from handover.portal.web.access import find_reader
from handover.portal.web.addresses import safe_next

YEAR_SECONDS = 365 * 24 * 3600


def preferred(request: HttpRequest) -> str:
    """Return the language to answer in."""
    user = find_reader(request)
    return user.language if user is not None else by_browser(request)


def by_browser(request: HttpRequest) -> str:
    """Return the language that the browser asks for, where nobody is signed in or nobody can be asked."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return cookie if cookie in LANGUAGES else read_accepted_language(request)


def read_accepted_language(request: HttpRequest) -> str:
    """Return the first language of the header Accept-Language that we have."""
    for tag, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if tag.partition("-")[0] in LANGUAGES:
            return tag.partition("-")[0]
    return LANGUAGES[0]


class PersonLanguage:
    """Answers each request in the language that its reader chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the language for as long as the request lasts."""
        chosen = preferred(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


@require_http_methods(["GET", "HEAD", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language that was asked for, and show the same page in it.

    What a person has chosen is kept with the person, and is changed by a form of this site alone: an address that others
    can put into a page or a message changes nothing for them. A visitor's choice is a cookie of the browser.
    """
    user = find_reader(request)
    asked = request.POST if request.method == "POST" else request.GET
    response = HttpResponseRedirect(safe_next(request, asked.get("next")))
    chosen = asked.get("to", "")
    if chosen not in LANGUAGES or (user is not None and request.method != "POST"):
        return response
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=YEAR_SECONDS,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    if user is not None and user.language != chosen:
        user.language = chosen
        user.save(update_fields=["language"])
    return response
