"""The zones: how each is, and making another."""

from typing import Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn
from handover.portal.zones import administering, looking
from handover.portal.zones.models import ZoneRow
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.portal.zones.views.frame import write_count
from handover.portal.zones.views.words import POLICIES

PAGE: Final = 50
COLUMNS: Final = (
    TableColumn(Text("Zone", "Parth"), "id"),
    TableColumn(Text("Name", "Enw"), "name"),
    TableColumn(Text("Agents", "Asiantau"), "agents", numeric=True),
    TableColumn(Text("Waiting messages", "Negeseuon yn aros"), "waiting", numeric=True),
    TableColumn(Text("Oldest", "Hynaf")),
    TableColumn(Text("Dead letters", "Llythyrau marw"), "letters", numeric=True),
)


class NewZone(forms.Form):
    """What a zone is made from."""

    id = forms.CharField(
        label=gettext_lazy("Id of the zone"),
        help_text=gettext_lazy(
            "Agents have it in their settings, as part of the zone's address. It cannot be changed."
        ),
        max_length=64,
        error_messages={"required": gettext_lazy("Enter an id, such as caerwennol.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As people call it, such as Schools of Caerwennol."),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name.")},
    )
    policy = forms.ChoiceField(
        label=gettext_lazy("Whom does the zone admit?"),
        initial="closed",
        error_messages={"required": gettext_lazy("Choose whom the zone admits.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        policy = self.fields["policy"]
        assert isinstance(policy, forms.ChoiceField)
        policy.choices = [(key, wording.say_text(words)) for key, words in POLICIES.items()]


@require_safe
@allowed(SEE_ZONES)
def zones(request: HttpRequest) -> HttpResponse:
    """List the zones."""
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "id")
    page = Paginator(_listed(request, sorting), PAGE).get_page(request.GET.get("page"))
    runs = require_user(request).may(RUN_ZONES)
    return render(request, "zones/list.html", {"page": page, "sorting": sorting, "counted": write_count, "runs": runs})


def _listed(request: HttpRequest, sorting: Sorting) -> QuerySet[ZoneRow] | list[ZoneRow]:
    if not settings.CONFIG.zone_databases:
        return looking.query_zones().order_by(sorting.order, "id")
    rows, away = looking.list_zones_everywhere(sorting.order)
    for name in away:
        messages.warning(
            request, _("The database %(name)s does not answer: its zones are not listed.") % {"name": name}
        )
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def new_zone(request: HttpRequest) -> HttpResponse:
    """Make a zone."""
    form = NewZone(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            administering.make_zone(
                require_user(request).actor, given["id"], given["name"], given["policy"], clock.now()
            )
        except administering.ZoneActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The zone is there. Now add its agents."))
            return redirect("zone", given["id"])
    return render(request, "zones/new.html", {"asked": form}, status=BAD_FORM if form.errors else 200)
