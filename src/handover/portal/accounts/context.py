"""What every page says of the person who reads it."""

from collections.abc import Mapping

from django.http import HttpRequest

from handover.portal.accounts.request_user import find_user
from handover.portal.web import wording


def tell_workplace(request: HttpRequest) -> Mapping[str, object]:
    """Return the name of the school or authority for which the reader works."""
    user = find_user(request)
    return {"workplace": user.establishment.named(wording.language()) if user and user.establishment else ""}
