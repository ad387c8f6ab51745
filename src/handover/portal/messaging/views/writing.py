"""Writing a message, in three steps that work without scripts: what to begin with, to whom, and what to say."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock, transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.lostpupils import asking
from handover.portal.messaging import reading, templates, writing
from handover.portal.messaging.boxes import name_boxes
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.models import Draft, SecureMessage
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.messaging.views.choosing import choosing
from handover.portal.messaging.views.frame import tabs, there
from handover.portal.messaging.words import LONGEST_DESCRIPTION, Words
from handover.portal.paging import CountedPaginator
from handover.portal.web import wording
from handover.portal.web.access import allowed

BLANK = "blank"
PAGE: Final = 50


class WordsForm(forms.Form):
    """What a message says; what is wrong with it is said by `messaging.words`."""

    description = forms.CharField(label=gettext_lazy("What is it about?"), required=False, strip=False)
    text = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False)

    def words(self) -> Words:
        """Return what was written."""
        return Words(self.cleaned_data["description"], self.cleaned_data["text"])


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def new_message(request: HttpRequest) -> HttpResponse:
    """Begin a message, blank or with a template."""
    person, now = require_user(request), clock.now()
    known = list(templates.list_templates(person))
    problem = ""
    if request.method == "POST":
        wanted = request.POST.get("template", "")
        if wanted == BLANK:
            return redirect("recipients", writing.begin_draft(person, now).reference)
        found = next((template for template in known if str(template.reference) == wanted), None)
        if found is not None:
            language = wording.language()
            words = Words(found.said("description", language), found.said("text", language))
            return redirect("recipients", writing.begin_draft(person, now, words).reference)
        fault = FAULTS["message.template_gone"].at()
        problem = f"{fault.message(wording.language())} {fault.remedy(wording.language())}"
    context = {
        "known": known,
        "owners": {template.pk: templates.OWNERS[templates.owner(template)] for template in known},
        "problem": problem,
    }
    return render(request, "messages/new.html", context, status=BAD_FORM if problem else 200)


@require_safe
@allowed(USE_MESSAGES)
def show_drafts(request: HttpRequest) -> HttpResponse:
    """List the messages that a person has begun and not sent, the latest first."""
    rows = writing.drafts(require_user(request)).order_by("-touched_at", "-pk")
    page = CountedPaginator(rows, PAGE).get_page(request.GET.get("page"))
    named = [(draft, [place.named(wording.language()) for place in name_boxes(draft.recipients)]) for draft in page]
    return render(request, "messages/drafts.html", {"page": page, "drafts": named, "tabs": tabs(request)})


@require_POST
@allowed(USE_MESSAGES)
def reply(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Begin the answer to a message."""
    person = require_user(request)
    copy = there(reading.find_delivery(reference, person))
    draft = writing.begin_reply(copy, person, clock.now(), wording.language())
    return redirect("compose", draft.reference)


def get_draft(request: HttpRequest, reference: UUID) -> tuple[Draft, User]:
    """Return a draft of the person's own."""
    person = require_user(request)
    return there(writing.find_draft(reference, person)), person


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def recipients(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Choose to whom the message goes."""
    draft, person = get_draft(request, reference)
    now = clock.now()
    step = choosing(request, draft.recipients, person, now, with_groups=True)
    if step.changed:
        Draft.objects.filter(pk=draft.pk).update(recipients=step.chosen, touched_at=now)
        return redirect("compose" if step.done else "recipients", draft.reference)
    context = {"draft": draft, "step": step, "most": writing.most_recipients()}
    return render(request, "messages/recipients.html", context, status=BAD_FORM if step.failed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def compose(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Write the message and send it, or go back to its recipients without losing what was written."""
    if request.method == "POST" and writing.find_draft(reference, require_user(request)) is None:
        messages.info(request, _("That message was sent already, or thrown away."))
        return redirect("sent-messages")
    draft, person = get_draft(request, reference)
    written = draft.words
    form = WordsForm(request.POST or None, initial={"description": written.description, "text": written.text})
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") == "recipients":
            writing.keep_draft(draft, form.words(), clock.now())
            return redirect("recipients", draft.reference)
        try:
            sent = sent_off(draft, form.words(), person)
        except MessagingRefused as refused:
            named = {name if name in form.fields else "": problem for name, problem in refused.problems.items()}
            explain_problems(form, named)
        else:
            messages.success(request, _("The message is sent. An e-mail tells its recipients that it waits."))
            return redirect("sent-message", sent.reference) if sent else redirect("sent-messages")
    names = [place.named(wording.language()) for place in name_boxes(draft.recipients)]
    context = {
        "draft": draft,
        "asked": form,
        "names": names,
        "longest": writing.longest(),
        "longest_description": LONGEST_DESCRIPTION,
    }
    return render(request, "messages/compose.html", context, status=BAD_FORM if form.errors else 200)


def sent_off(draft: Draft, words: Words, person: User) -> SecureMessage | None:
    """Send a draft; if it is an enquiry about a lost pupil, note that at the search."""
    now = clock.now()
    with transaction.atomic():
        sent = writing.send_draft(draft, words, person, now)
        if sent:
            asking.note_sent(draft, sent, person, now)
    return sent


@require_POST
@allowed(USE_MESSAGES)
def drop(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Throw away a message that was begun."""
    draft, _person = get_draft(request, reference)
    draft.delete()
    messages.success(request, _("What you had begun was thrown away."))
    return redirect("drafts")
