"""In which of their offices a person works: the session knows, every request puts the person into it, every form names it."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse

from handover.portal import transaction
from handover.portal.accounts.browsers import BROWSER
from handover.portal.accounts.links import OPENED
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.offices import list_own_offices
from handover.portal.accounts.sessions import SEEN, STARTED, STEP_ELSEWHERE
from handover.portal.audit.log import record

OFFICE: Final = "handover.office"
"""Under this the session of somebody with several offices holds the key of the one they work in; `NOT_CHOSEN` before."""
NOT_CHOSEN: Final = 0
MARK: Final = "drawn_for"
"""The field by which a form says for which office its page was drawn."""
OF_THE_PERSON: Final = frozenset(
    {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, STARTED, SEEN, BROWSER, OPENED, STEP_ELSEWHERE}
)
"""What a session holds of the person; all else, such as a search for a child, is of the office and does not go along."""


class OfficeOfSession:
    """Puts a person with several offices into the one that they chose. Who has one office has nothing to choose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the person into their office before anything asks what they may do."""
        if isinstance(user := request.user, User):
            user.step_elsewhere = bool(request.session.get(STEP_ELSEWHERE))
            if OFFICE in request.session:
                put_into_office(user, int(request.session[OFFICE]))
        return self.get_response(request)


def put_into_office(user: User, key: int) -> None:
    """Put a person into an office by its key; without one that is open and theirs they have yet to choose."""
    chosen = Office.objects.select_related("establishment").filter(pk=key, user=user.pk, is_open=True).first()
    if chosen is None:
        user.must_choose_office = True
    else:
        user.take_office(chosen)


def begin_in_office(request: HttpRequest, user: User, now: datetime) -> None:
    """Begin a session in a person's only office, or have them choose one first."""
    own = list_own_offices(user)
    request.session.pop(OFFICE, None)
    if len(own) > 1:
        request.session[OFFICE] = NOT_CHOSEN
    elif own:
        note_use(own[0], now)


def note_use(office: Office, now: datetime) -> None:
    """Note when a person began to work in an office."""
    Office.objects.filter(pk=office.pk).update(used_at=now)


def choose_office(request: HttpRequest, user: User, key: int, now: datetime) -> Office | None:
    """Go on in another office of one's own, by its key; None if there is no such. It holds in every tab at once."""
    chosen = next((office for office in list_own_offices(user) if office.pk == key), None)
    if chosen is None:
        return None
    former = user.office
    for name in set(request.session.keys()) - OF_THE_PERSON:
        del request.session[name]
    request.session[OFFICE] = chosen.pk
    user.must_choose_office = False
    user.take_office(chosen)
    with transaction.atomic():
        note_use(chosen, now)
        details = {"former_role": former.role, "former_establishment": former.number} if former else {}
        record("person.office_chosen", actor=user.actor, subject=user.username, details=details, now=now)
    return chosen
