"""Templates of messages: the list, one template, writing, copying, editing and deleting it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.messaging import templates
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import Template
from handover.portal.messaging.permissions import USE_MESSAGES, USE_TEMPLATES, WRITE_FOR_ALL
from handover.portal.messaging.templates import OWNERS, Owner, TemplateContent
from handover.portal.messaging.views.choosing import set_choices
from handover.portal.messaging.views.frame import tabs, there
from handover.portal.web import wording
from handover.portal.web.access import allowed

FIELDS = TemplateContent.__slots__


class TemplateForm(forms.Form):
    """What a template says and whose it is; what is wrong with it is said by `messaging.templates`."""

    owner = forms.ChoiceField(
        label=gettext_lazy("Who may use it?"), error_messages={"required": gettext_lazy("Say who may use it.")}
    )
    name = forms.CharField(label=gettext_lazy("Name of the template"), required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        help_text=gettext_lazy("What the message will be about. The writer can change it."),
        required=False,
    )
    text = forms.CharField(label=gettext_lazy("Text"), required=False)
    name_cy = forms.CharField(label=gettext_lazy("Name in Welsh"), required=False)
    description_cy = forms.CharField(label=gettext_lazy("Description in Welsh"), required=False)
    text_cy = forms.CharField(label=gettext_lazy("Text in Welsh"), required=False)

    def __init__(self, *args: object, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        owners = templates.owners_for(by)
        set_choices(self, "owner", [(owner.value, wording.say_text(OWNERS[owner])) for owner in owners])

    def content(self) -> TemplateContent:
        """Return what was written."""
        return TemplateContent(**{field: self.cleaned_data[field] for field in FIELDS})


@require_safe
@allowed(USE_TEMPLATES)
def show_templates(request: HttpRequest) -> HttpResponse:
    """List the templates that a person may use, with whose each is."""
    known = templates.list_templates(require_user(request))
    rows = [(template, OWNERS[templates.owner(template)]) for template in known]
    return render(request, "messages/templates.html", {"rows": rows, "tabs": tabs(request)})


@require_safe
@allowed(USE_TEMPLATES)
def template(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a template as it would begin a message."""
    person = require_user(request)
    found = there(templates.find_template(reference, person))
    context = {
        "template": found,
        "owner": OWNERS[templates.owner(found)],
        "changes": templates.may_edit_template(found, person),
        "writes": person.may(USE_MESSAGES),
    }
    return render(request, "messages/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_TEMPLATES)
def new_template(request: HttpRequest) -> HttpResponse:
    """Write a template, from nothing or as a copy of another."""
    person = require_user(request)
    copied = original(request.GET.get("copy", ""), person)
    initial = {field: getattr(copied, field) for field in FIELDS} if copied else {}
    return edit_template_form(request, Template(), initial | {"owner": templates.owners_for(person)[0].value})


def original(text: str, person: User) -> Template | None:
    """Return the template that a copy is to be made of, if there is one."""
    try:
        return templates.find_template(UUID(text), person)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_TEMPLATES)
def edit(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Change a template."""
    found = get_own_template(request, reference)
    initial = {field: getattr(found, field) for field in FIELDS} | {"owner": templates.owner(found).value}
    return edit_template_form(request, found, initial)


def get_own_template(request: HttpRequest, reference: UUID) -> Template:
    """Return a template that the person may change."""
    person = require_user(request)
    found = there(templates.find_template(reference, person))
    if not templates.may_edit_template(found, person):
        raise PermissionDenied
    return found


def edit_template_form(request: HttpRequest, found: Template, initial: dict[str, str]) -> HttpResponse:
    """Show the form of a template, and save it."""
    person = require_user(request)
    form = TemplateForm(request.POST or None, initial=initial, by=person)
    if form.is_valid():
        try:
            templates.save_template(found, form.content(), Owner(form.cleaned_data["owner"]), person, clock.now())
        except MessagingRefused as refused:
            explain_problems(form, dict(refused.problems))
        else:
            messages.success(request, _("The template is saved."))
            return redirect("template", found.reference)
    context = {"template": found, "asked": form, "national": person.may(WRITE_FOR_ALL)}
    return render(request, "messages/edit_template.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_TEMPLATES)
def delete_template_view(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Delete a template, once the person has said that they mean it."""
    found = get_own_template(request, reference)
    if request.method == "POST":
        templates.delete_template(found, require_user(request), clock.now())
        messages.success(request, _("The template is deleted."))
        return redirect("templates")
    return render(request, "messages/delete_template.html", {"template": found})
