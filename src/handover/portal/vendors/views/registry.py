"""The national administrator's vendors: the list, registering one, its secrets, and withdrawing it."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.apikeys.distinguished_name import LONGEST_NAME
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.vendors.listing import all_vendors, find_vendor_by_reference
from handover.portal.vendors.models import Vendor
from handover.portal.vendors.permissions import MANAGE_VENDORS
from handover.portal.vendors.public_keys import LONGEST_KEY_TEXT
from handover.portal.vendors.registering import (
    MadeSecret,
    VendorRefused,
    WantedVendor,
    bind_vendor,
    make_vendor_secret,
    register_public_key,
    register_vendor,
    withdraw_vendor,
    withdraw_vendor_secret,
)
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.addresses import sought
from handover.portal.web.tables import Sorting, TableColumn

PAGE = 50
HISTORY = 20
COLUMNS = (
    TableColumn(Text("Vendor", "Gwerthwr"), "name"),
    TableColumn(Text("Client id", "Dynodydd cleient")),
    TableColumn(Text("Approved by", "Cymeradwywyd gan"), "offices"),
    TableColumn(Text("Registered", "Cofrestrwyd"), "registered_at"),
    TableColumn(Text("State", "Cyflwr")),
)


class NewVendorForm(forms.Form):
    """What is said of a vendor. It only takes up words; the checks are in `vendors.registering`."""

    name = forms.CharField(
        label=gettext_lazy("Name of the vendor"),
        help_text=gettext_lazy("As schools know it: they choose it by this name."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the name of the vendor.")},
    )
    contact_email = forms.CharField(
        label=gettext_lazy("E-mail address of its contact"),
        help_text=gettext_lazy("The client id and what changes about the vendor are written here; never a secret."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the e-mail address of the contact.")},
    )
    web_address = forms.CharField(
        label=gettext_lazy("Its page on the web"),
        help_text=gettext_lazy("So that schools can see who it is, such as https://www.example.com."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the vendor's page on the web.")},
    )

    def wanted(self) -> WantedVendor:
        """Return what was entered."""
        return WantedVendor(**self.cleaned_data)


class PublicKeyForm(forms.Form):
    """The public half of a key that a vendor keeps to itself."""

    public_key = forms.CharField(
        label=gettext_lazy("The public key"),
        help_text=gettext_lazy("As the vendor gave it: a JWK, or PEM. Never the private half."),
        max_length=LONGEST_KEY_TEXT,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Paste the public key.")},
    )


class VendorCertificateForm(forms.Form):
    """Whose client certificates a vendor shows."""

    issuer = forms.CharField(
        label=gettext_lazy("Issuer of its client certificate"),
        help_text=gettext_lazy("Such as CN=Firm CA,O=Firm,C=GB. Leave both empty and it needs none."),
        required=False,
        max_length=LONGEST_NAME,
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject of its client certificate"),
        help_text=gettext_lazy("Its holder, such as CN=Program,O=Firm,C=GB."),
        required=False,
        max_length=LONGEST_NAME,
    )


@require_safe
@allowed(MANAGE_VENDORS)
def show_vendors(request: HttpRequest) -> HttpResponse:
    """List all vendors."""
    wanted, rows = sought(request, 100), all_vendors(clock.today())
    if wanted:
        rows = rows.filter(Q(name__icontains=wanted) | Q(client_id=wanted))
    sorting = Sorting.read(request.GET.get("sort"), COLUMNS, "name")
    page = Paginator(rows.order_by(sorting.order, "pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "vendors/list.html", {"page": page, "sorting": sorting, "wanted": wanted})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_new_vendor(request: HttpRequest) -> HttpResponse:
    """Register a vendor, and show its secret this once."""
    form = NewVendorForm(request.POST or None)
    if form.is_valid():
        try:
            return show_secret_once(request, register_vendor(require_user(request), form.wanted(), clock.now()))
        except VendorRefused as refused:
            explain_problems(form, refused.problems)
    return render(request, "vendors/new.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


def show_secret_once(request: HttpRequest, made: MadeSecret) -> HttpResponse:
    """Show a secret: in the answer to the act that made it and never again, so that it is kept nowhere."""
    site = settings.CONFIG.url.rstrip("/")
    context = {"vendor": made.secret.vendor, "text": made.text.text, "site": site}
    return render(request, "vendors/made.html", context)


def get_vendor_or_404(reference: UUID) -> Vendor:
    """Return a vendor."""
    vendor = find_vendor_by_reference(reference, clock.today())
    if vendor is None:
        raise Http404
    return vendor


@require_safe
@allowed(MANAGE_VENDORS)
def show_vendor(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show one vendor: who it is, its secrets, and what was done with it."""
    vendor = get_vendor_or_404(reference)
    history = Entry.objects.filter(subject=vendor.client_id, action__startswith="vendor.").order_by("-sequence")
    context = {
        "vendor": vendor,
        "secrets": list(vendor.secrets.filter(withdrawn_at=None).select_related("made_by")),
        "history": [(entry, wording.say_text(ACTIONS[entry.action].name)) for entry in history[:HISTORY]],
        "binds": settings.CONFIG.names_certificates or bool(vendor.certificate_subject),
    }
    return render(request, "vendors/vendor.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_new_secret(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask, and then make another secret and show it this once."""
    vendor = get_vendor_or_404(reference)
    if request.method != "POST":
        return render(request, "vendors/new_secret.html", {"vendor": vendor})
    try:
        return show_secret_once(request, make_vendor_secret(require_user(request), vendor, clock.now()))
    except VendorRefused as refused:
        for problem in refused.problems.values():
            messages.warning(request, f"{problem.message(wording.language())} {problem.remedy(wording.language())}")
    return redirect("vendor", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_new_public_key(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Register a public key of a vendor."""
    vendor = get_vendor_or_404(reference)
    form = PublicKeyForm(request.POST or None)
    if form.is_valid():
        try:
            register_public_key(require_user(request), vendor, form.cleaned_data["public_key"], clock.now())
        except VendorRefused as refused:
            explain_problems(form, refused.problems)
        else:
            messages.success(request, _("The public key is registered. The vendor can ask for tokens with it now."))
            return redirect("vendor", reference)
    context = {"vendor": vendor, "asked": form}
    return render(request, "vendors/new_public_key.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_certificate_binding(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Say whose client certificates a vendor shows."""
    vendor = get_vendor_or_404(reference)
    held = {"issuer": vendor.certificate_issuer, "subject": vendor.certificate_subject}
    form = VendorCertificateForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_valid():
        names = form.cleaned_data
        try:
            if bind_vendor(require_user(request), vendor, names["issuer"], names["subject"], clock.now()):
                messages.success(request, _("It is saved, and holds from the vendor's next request on."))
            return redirect("vendor", reference)
        except VendorRefused as refused:
            explain_problems(form, refused.problems)
    context = {"vendor": vendor, "asked": form}
    return render(request, "vendors/certificate.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_secret_withdrawal(request: HttpRequest, reference: UUID, prefix: str) -> HttpResponse:
    """Ask, and then withdraw a secret."""
    vendor = get_vendor_or_404(reference)
    secret = vendor.secrets.filter(prefix=prefix).first()
    if secret is None:
        raise Http404
    if request.method != "POST":
        return render(request, "vendors/withdraw_secret.html", {"vendor": vendor, "secret": secret})
    if withdraw_vendor_secret(require_user(request), secret, clock.now()):
        messages.success(request, _("The secret is withdrawn. It is refused from now on, and so are its tokens."))
    else:
        messages.warning(request, _("That secret was withdrawn already."))
    return redirect("vendor", reference)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(MANAGE_VENDORS)
def show_vendor_withdrawal(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask, and then withdraw a vendor."""
    vendor = get_vendor_or_404(reference)
    if request.method != "POST" and vendor.withdrawn_at is None:
        return render(request, "vendors/withdraw.html", {"vendor": vendor})
    if withdraw_vendor(require_user(request), vendor, clock.now()):
        said = _("The vendor %(name)s is withdrawn. Its software is refused from now on.")
        messages.success(request, said % {"name": vendor.name})
    else:
        messages.warning(request, _("The vendor %(name)s was withdrawn already.") % {"name": vendor.name})
    return redirect("vendor", reference)
