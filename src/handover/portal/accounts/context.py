"""What every page says of the person who reads it."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.html import format_html
from django.utils.safestring import SafeString

from handover.portal.accounts.chosen_office import MARK
from handover.portal.accounts.request_user import find_user
from handover.portal.web import wording


def tell_workplace(request: HttpRequest) -> Mapping[str, object]:
    """Return the name of the school or authority for which the reader works; of somebody with several offices, which one."""
    user, language = find_user(request), wording.language()
    if user is None or user.must_choose_office:
        return {"workplace": "", "chosen_office": ""}
    place = user.establishment.named(language) if user.establishment else ""
    return {"workplace": place, "chosen_office": user.office.named(language) if user.office else ""}


def mark_forms(request: HttpRequest) -> Mapping[str, object]:
    """Return what stands in every form: Django's token and, of somebody with several offices, the one it is drawn for."""
    user = find_user(request)
    return {} if user is None or user.office is None else {"csrf_input": marked_input(request, user.office.pk)}


def marked_input(request: HttpRequest, office: int) -> SafeString:
    """Return the hidden fields of a form that is drawn for an office."""
    return format_html('{}<input type="hidden" name="{}" value="{}">', csrf_input(request), MARK, office)
