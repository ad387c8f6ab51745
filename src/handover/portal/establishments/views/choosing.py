"""The list below a field in which a school is chosen: asked for while somebody writes, by the page's script."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from handover.portal.accounts.reach import everywhere
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.choosing import SCOPES, name_with_number, search_scope
from handover.portal.establishments.looking_up import find_like
from handover.portal.establishments.permissions import SEE_CONTACTS
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought


@require_safe
@allowed(SEE_CONTACTS)
def find_schools(request: HttpRequest) -> JsonResponse:
    """Answer the establishments of a scope that fit `q`; who has an authority is answered for that one alone."""
    me = require_user(request)
    scope = request.GET.get("scope", "")
    if scope not in SCOPES:
        return JsonResponse({"found": []}, status=404)
    wanted = request.GET.get("la", "") if everywhere(me.actor) else ""
    la_number = me.establishment.la_number if me.establishment else wanted
    places = find_like(sought(request, 200), search_scope(scope, la_number))
    return JsonResponse({"found": [{"text": name_with_number(place), "town": place.town} for place in places]})
