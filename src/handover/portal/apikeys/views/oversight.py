"""The keys that an administrator watches over: of the schools of their authority, or of everybody."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.apikeys import listing
from handover.portal.apikeys.permissions import OVERSEE_KEYS
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
COLUMNS = (
    TableColumn(Text("School or authority", "Ysgol neu awdurdod"), "establishment__number"),
    TableColumn(Text("Program", "Rhaglen"), "name"),
    TableColumn(Text("Made by", "Crëwyd gan"), "made_by__full_name"),
    TableColumn(Text("Last used", "Defnyddiwyd ddiwethaf"), "last_used_at"),
    TableColumn(Text("Works until", "Yn gweithio tan"), "last_day"),
    TableColumn(Text("To ask about", "I holi yn ei gylch")),
)
CUTS = {
    "look": Text("To ask about", "I holi yn eu cylch"),
    "live": Text("That work", "Sy'n gweithio"),
    "past": Text("Ended and withdrawn", "Wedi dod i ben a'u tynnu'n ôl"),
}


@require_safe
@allowed(OVERSEE_KEYS)
def show_keys_of_schools(request: HttpRequest) -> HttpResponse:
    """List keys within reach, at first those that somebody should ask about."""
    me, now = require_user(request), clock.now()
    today, wanted = timezone.localdate(now), sought(request, 100)
    view = request.GET.get("view", "look")
    view = view if view in CUTS else "look"
    rows = listing.keys_within_reach(me)
    if view == "look":
        rows = listing.keys_to_look_at(rows, now, today)
    else:
        rows = listing.past_keys(rows, today) if view == "past" else listing.live_keys(rows, today)
    if wanted:
        place = Q(establishment__number__istartswith=wanted) | Q(establishment__name__icontains=wanted)
        rows = rows.filter(place | Q(establishment__name_cy__icontains=wanted) | Q(name__icontains=wanted))
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "establishment__number")
    page = Paginator(rows.order_by(sorting.order, "pk"), PAGE).get_page(request.GET.get("page"))
    found = []
    for key in page.object_list:
        reasons = listing.explain_look(key, now, today) if view != "past" else ()
        found.append((key, listing.state_of_key(key, today), [wording.say_text(reason) for reason in reasons]))
    context = {"page": page, "rows": found, "sorting": sorting, "wanted": wanted, "view": view, "views": CUTS}
    return render(request, "apikeys/of_schools.html", context)
