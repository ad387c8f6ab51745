"""What an administrator can look after, as a page of its own (the seed's DBA menu, section 3.1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal.accounts.roles import Permission
from handover.portal.web import wording
from handover.portal.web.access import allowed, signed_in
from handover.portal.web.navigation import Entry, links

ADMINISTRATION: tuple[Entry, ...] = (
    Entry(
        "people",
        Text("People", "Pobl"),
        Permission.SEE_PEOPLE,
        Text(
            "User maintenance: who can sign in, in which role, and what was done with each account.",
            "Cynnal defnyddwyr: pwy sy'n gallu mewngofnodi, ym mha rôl, a beth a wnaed â phob cyfrif.",
        ),
    ),
    Entry(
        "establishments",
        Text("Schools", "Ysgolion"),
        Permission.SEE_PEOPLE,
        Text(
            "School maintenance: details of each school; open, closed, merged, active or not.",
            "Cynnal ysgolion: manylion pob ysgol; ar agor, wedi cau, wedi uno, gweithredol ai peidio.",
        ),
    ),
    Entry(
        "authority",
        Text("Our authority", "Ein hawdurdod"),
        Permission.SEE_PEOPLE,
        Text(
            "The authority's own details, as everybody sees them under Contacts.",
            "Manylion yr awdurdod ei hun, fel y mae pawb yn eu gweld o dan Cysylltiadau.",
        ),
    ),
    Entry(
        "yearly-check",
        Text("Yearly check of people", "Gwiriad blynyddol y bobl"),
        Permission.SEE_PEOPLE,
        Text(
            "Once a year each authority confirms who may sign in.",
            "Unwaith y flwyddyn mae pob awdurdod yn cadarnhau pwy sy'n cael mewngofnodi.",
        ),
    ),
)
OF_ONE_AUTHORITY = frozenset({"authority"})
"""Pages that somebody who acts for every authority has no one of."""


@require_safe
@allowed(Permission.SEE_PEOPLE)
def administration(request: HttpRequest) -> HttpResponse:
    """List what one can look after."""
    me = signed_in(request)
    entries = [entry for entry in ADMINISTRATION if me.establishment or entry.page not in OF_ONE_AUTHORITY]
    return render(request, "administration/menu.html", {"links": links(entries, request, me, wording.language())})
