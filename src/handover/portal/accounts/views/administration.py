"""What an administrator can look after, as a page of its own (the seed's DBA menu, section 3.1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal.accounts.permissions import SEE_PEOPLE
from handover.portal.accounts.request_user import require_user
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.navigation import MenuEntry, links

ADMINISTRATION: tuple[MenuEntry, ...] = (
    MenuEntry(
        10,
        "people",
        Text("People", "Pobl"),
        SEE_PEOPLE,
        Text(
            "User maintenance: who can sign in, in which role, and what was done with each account.",
            "Cynnal defnyddwyr: pwy sy'n gallu mewngofnodi, ym mha rôl, a beth a wnaed â phob cyfrif.",
        ),
    ),
    MenuEntry(
        15,
        "who-has-come",
        Text("Who has come", "Pwy sydd wedi dod"),
        SEE_PEOPLE,
        Text(
            "How many of each school have signed in, and inviting those who have not.",
            "Faint o bob ysgol sydd wedi mewngofnodi, a gwahodd y rhai sydd heb wneud.",
        ),
    ),
    MenuEntry(
        20,
        "establishments",
        Text("Schools", "Ysgolion"),
        SEE_PEOPLE,
        Text(
            "School maintenance: details of each school; open, closed, merged, active or not.",
            "Cynnal ysgolion: manylion pob ysgol; ar agor, wedi cau, wedi uno, gweithredol ai peidio.",
        ),
    ),
    MenuEntry(
        30,
        "authority",
        Text("Our authority", "Ein hawdurdod"),
        SEE_PEOPLE,
        Text(
            "The authority's own details, as everybody sees them under Contacts.",
            "Manylion yr awdurdod ei hun, fel y mae pawb yn eu gweld o dan Cysylltiadau.",
        ),
    ),
    MenuEntry(
        40,
        "yearly-check",
        Text("Yearly check of people", "Gwiriad blynyddol y bobl"),
        SEE_PEOPLE,
        Text(
            "Once a year each authority confirms who may sign in.",
            "Unwaith y flwyddyn mae pob awdurdod yn cadarnhau pwy sy'n cael mewngofnodi.",
        ),
    ),
)
OF_ONE_AUTHORITY = frozenset({"authority"})
"""Pages that somebody who acts for every authority has no one of."""


@require_safe
@allowed(SEE_PEOPLE)
def administration(request: HttpRequest) -> HttpResponse:
    """List what one can look after."""
    me = require_user(request)
    entries = [entry for entry in ADMINISTRATION if me.establishment or entry.page not in OF_ONE_AUTHORITY]
    return render(request, "administration/menu.html", {"links": links(entries, request, me, wording.language())})
