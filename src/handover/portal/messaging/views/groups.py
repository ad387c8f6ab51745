"""Address groups: the list, making one, who is in it, deleting it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.messaging import groups as verbs
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import name_boxes
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import AddressGroup
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.messaging.views.choosing import choosing
from handover.portal.messaging.views.frame import tabs, there
from handover.portal.web import wording
from handover.portal.web.access import allowed


class GroupForm(forms.Form):
    """The name of a group, and whether colleagues may use it."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), required=False)
    shared = forms.BooleanField(
        label=gettext_lazy("Share it with everybody at my school or authority"),
        help_text=gettext_lazy("They can use it, and change it too."),
        required=False,
    )


@require_safe
@allowed(USE_MESSAGES)
def show_groups(request: HttpRequest) -> HttpResponse:
    """List the groups that a person may use."""
    rows = [(group, len(group.members)) for group in verbs.list_groups(require_user(request))]
    return render(request, "messages/groups.html", {"rows": rows, "tabs": tabs(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def new_group(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    person = require_user(request)
    group = AddressGroup(person=person, establishment=person.establishment)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            shared = form.cleaned_data["shared"]
            verbs.save_group(group, form.cleaned_data["name"], person, clock.now(), shared=shared)
            return redirect("group", group.reference)
        except MessagingRefused as refused:
            explain_problems(form, dict(refused.problems))
    return render(request, "messages/new_group.html", {"asked": form}, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def show_group(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show who is in a group; add and remove recipients."""
    person = require_user(request)
    found = there(verbs.find_group(reference, person))
    step = choosing(request, found.members, person, clock.now(), with_groups=False)
    if step.changed:
        found.members = step.chosen
        verbs.save_group(found, found.name, person, clock.now(), shared=found.shared)
        return redirect("group", found.reference)
    context = {"group": found, "step": step, "most": writing.most_recipients()}
    return render(request, "messages/group.html", context, status=BAD_FORM if step.failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def delete_group_view(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Delete a group, once the person has said that they mean it."""
    person = require_user(request)
    found = there(verbs.find_group(reference, person))
    if request.method == "POST":
        verbs.delete_group(found, person, clock.now())
        messages.success(request, _("The group is deleted."))
        return redirect("groups")
    names = [place.named(wording.language()) for place in name_boxes(found.members)]
    return render(request, "messages/delete_group.html", {"group": found, "names": names})
