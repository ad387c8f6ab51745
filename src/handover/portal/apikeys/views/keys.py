"""An office's keys: the list, making one, and looking at one."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.second_step import has_second_step
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.apikeys import listing
from handover.portal.apikeys.couriers import is_courier_silent
from handover.portal.apikeys.making import KeyNotMade, MadeKey, make_api_key
from handover.portal.apikeys.models import ApiKey, HeardCourier
from handover.portal.apikeys.permissions import MANAGE_KEYS, OVERSEE_KEYS
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.apikeys.views.forms import NewKeyForm
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
HISTORY = 20
COLUMNS = (
    TableColumn(Text("Program", "Rhaglen"), "name"),
    TableColumn(Text("May do", "Caiff wneud")),
    TableColumn(Text("Last used", "Defnyddiwyd ddiwethaf"), "last_used_at"),
    TableColumn(Text("Works until", "Yn gweithio tan"), "last_day"),
    TableColumn(Text("State", "Cyflwr")),
)
CUTS = {
    "live": Text("That work", "Sy'n gweithio"),
    "past": Text("Ended and withdrawn", "Wedi dod i ben a'u tynnu'n ôl"),
}


@require_safe
@allowed(MANAGE_KEYS)
def show_keys(request: HttpRequest) -> HttpResponse:
    """List the keys of one's own office."""
    me, today = require_user(request), clock.today()
    view = "past" if request.GET.get("view") == "past" else "live"
    own = listing.keys_of_office(me)
    rows = listing.past_keys(own, today) if view == "past" else listing.live_keys(own, today)
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "name")
    page = Paginator(rows.order_by(sorting.order, "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(key, listing.state_of_key(key, today), name_rights(key)) for key in page.object_list],
        "sorting": sorting,
        "view": view,
        "views": CUTS,
        "second_step": has_second_step(me),
    }
    return render(request, "apikeys/list.html", context)


def name_rights(key: ApiKey) -> str:
    """Return what a key may do, in the language of the page."""
    return ", ".join(wording.say_text(right.name) for name, right in RIGHTS.items() if name in key.rights)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS)
def show_new_key(request: HttpRequest) -> HttpResponse:
    """Make a key, and show it this once."""
    me, now = require_user(request), clock.now()
    if not has_second_step(me):
        return render(request, "apikeys/no_second_step.html", {"back": "keys"})
    form = NewKeyForm(request.POST or None, by=me, today=timezone.localdate(now))
    if form.is_valid():
        try:
            return show_once(request, make_api_key(me, form.wanted(), now))
        except KeyNotMade as refused:
            explain_problems(form, refused.problems)
    return render(request, "apikeys/new.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


def show_once(request: HttpRequest, made: MadeKey, old: ApiKey | None = None) -> HttpResponse:
    """Show a key: in the answer to the act that made it and never again, so that it is kept nowhere."""
    context = {
        "key": made.key,
        "text": made.text.text,
        "rights": name_rights(made.key),
        "old": old,
        "site": settings.CONFIG.url.rstrip("/"),
    }
    return render(request, "apikeys/made.html", context)


def get_own_key_or_404(reference: UUID, me: User) -> ApiKey:
    """Return a key of one's own office."""
    key = listing.find_own_key(reference, me)
    if key is None:
        raise Http404
    return key


def get_key_or_404(reference: UUID, me: User) -> ApiKey:
    """Return a key that one may look at and withdraw."""
    key = listing.find_key_within_reach(reference, me)
    if key is None:
        raise Http404
    return key


@require_safe
@allowed(MANAGE_KEYS, OVERSEE_KEYS)
def show_key(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show one key: what it may do, from where it was used, and what was done with it."""
    me, now = require_user(request), clock.now()
    key, today = get_key_or_404(reference, me), timezone.localdate(now)
    live = key.works_on(today)
    history = Entry.objects.filter(subject=str(key.reference), action__startswith="key.").order_by("-sequence")
    context = {
        "key": key,
        "state": listing.state_of_key(key, today),
        "rights": [right for name, right in RIGHTS.items() if name in key.rights],
        "role_name": wording.say_text(ROLES[key.role].name),
        "live": live,
        "own": listing.find_own_key(reference, me) is not None,
        "reasons": [wording.say_text(reason) for reason in listing.explain_look(key, now, today)] if live else [],
        "courier": (courier := HeardCourier.objects.filter(key=key).first()),
        "courier_silent": live and courier is not None and is_courier_silent(courier, now),
        "origins": list(key.origins.all()[:HISTORY]),
        "followers": list(key.followers.all()),
        "history": [(entry, wording.say_text(ACTIONS[entry.action].name)) for entry in history[:HISTORY]],
    }
    return render(request, "apikeys/key.html", context)
