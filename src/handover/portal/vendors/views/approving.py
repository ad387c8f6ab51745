"""An office and the vendors: which there are, approving one, and approving one again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.second_step import has_second_step
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.apikeys.making import KeyNotMade, WantedKey, require_office
from handover.portal.apikeys.permissions import MANAGE_KEYS
from handover.portal.apikeys.views.forms import NewKeyForm
from handover.portal.apikeys.views.keys import get_own_key_or_404
from handover.portal.vendors.approving import approve_vendor, find_live_approval
from handover.portal.vendors.listing import vendors_for_office
from handover.portal.vendors.models import Vendor, VendorApproval
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought

PAGE = 50


class ApproveVendorForm(NewKeyForm):
    """What a vendor may do for the office: as what a key may do, and its name is the vendor's."""

    def __init__(self, *args: Any, vendor: Vendor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vendor = vendor
        del self.fields["name"]
        for name in ("certificate", "issuer", "subject"):
            self.fields.pop(name, None)  # an approval is not bound to one: the vendor and its tokens are
        self.fields["ends_on"].label = gettext_lazy("Last day on which you approve it")

    def wanted(self) -> WantedKey:
        """Return what was entered."""
        self.cleaned_data["name"] = self.vendor.name
        return super().wanted()


@require_safe
@allowed(MANAGE_KEYS)
def show_vendors_to_approve(request: HttpRequest) -> HttpResponse:
    """List the vendors that an office can approve."""
    me, wanted = require_user(request), sought(request, 100)
    rows = vendors_for_office(require_office(me), clock.today())
    if wanted:
        rows = rows.filter(name__icontains=wanted)
    page = Paginator(rows.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "vendors/to_approve.html", {"page": page, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS)
def show_approval(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Approve a vendor for one's office."""
    vendor = Vendor.objects.filter(reference=reference, withdrawn_at=None).first()
    if vendor is None:
        raise Http404
    return ask_approval(request, require_user(request), vendor)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_KEYS)
def show_renewal(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Approve a vendor again, by an approval of one's office."""
    me = require_user(request)
    key = get_own_key_or_404(reference, me)
    approval = VendorApproval.objects.filter(key=key, vendor__withdrawn_at=None).select_related("vendor").first()
    if approval is None:
        raise Http404
    return ask_approval(request, me, approval.vendor)


def ask_approval(request: HttpRequest, me: User, vendor: Vendor) -> HttpResponse:
    """Ask what a vendor may do, and approve it."""
    if not has_second_step(me):
        return render(request, "apikeys/no_second_step.html", {"back": "keys"})
    now = clock.now()
    held = find_live_approval(vendor, require_office(me), now)
    initial = (
        {"rights": held.key.rights, "role": held.key.role, "networks": "\n".join(held.key.networks)} if held else {}
    )
    form = ApproveVendorForm(request.POST or None, by=me, today=clock.today(), vendor=vendor, initial=initial)
    if form.is_valid():
        try:
            approval = approve_vendor(me, vendor, form.wanted(), now)
        except KeyNotMade as refused:
            explain_problems(form, refused.problems)
        else:
            said = _("You approve %(name)s. Its software can work for your office from now on.")
            messages.success(request, said % {"name": vendor.name})
            return redirect("key", approval.key.reference)
    context = {"asked": form, "vendor": vendor, "held": held}
    return render(request, "vendors/approve.html", context, status=BAD_FORM if form.errors else 200)
