"""Perhaps the same pupil: the pairs of files that an authority decides about, and one pair side by side."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.matching.evidence import agreeing, compare, conflicting
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.lostpupils import same_pupil
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import SamePupilCase
from handover.portal.lostpupils.permissions import DECIDE_SAME_PUPIL
from handover.portal.lostpupils.same_pupil_case import ANSWERS, CAUSES, CLOSED, OPEN, SAME, TWO, UNSURE
from handover.portal.lostpupils.side_by_side import compare_uploads
from handover.portal.lostpupils.views.ours import own_authority
from handover.portal.web import wording
from handover.portal.web.access import allowed

PAGE = 50
TAKE_BACK = "take_back"
HINTS = {
    SAME: gettext_lazy("The search shows one of them. Both leave the store together."),
    TWO: gettext_lazy("Both stay, each on its own, and nobody is asked again."),
    UNSURE: gettext_lazy("Both stay, each on its own. You can decide later."),
    TAKE_BACK: gettext_lazy("Both stay, each on its own, and the pair is to be decided again."),
}


class SamePupilForm(forms.Form):
    """What a person says of a pair; `seen` is how often it was answered when the person looked."""

    answer = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("What are they?"),
        error_messages={"required": gettext_lazy("Choose what they are.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, case: SamePupilCase, data: object = None) -> None:
        super().__init__(data, initial={"seen": case.answers})  # type: ignore[arg-type]
        choices = [(answer, wording.say_text(text)) for answer, text in ANSWERS.items()]
        if case.answer != OPEN:
            choices.append((TAKE_BACK, _("Take the answer back")))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]


@require_safe
@allowed(DECIDE_SAME_PUPIL)
def lost_same(request: HttpRequest) -> HttpResponse:
    """List the pairs of the person's authority, those that have waited longest first. Every look is audited."""
    person = require_user(request)
    view = request.GET.get("view", "open")
    view = view if view in same_pupil.VIEWS else "open"
    cases = same_pupil.cases_of(own_authority(person))
    counts = {key: same_pupil.narrow_cases(cases, key).count() for key in same_pupil.VIEWS}
    record("lost.alike_listed", actor=person.actor, details={"view": view}, now=clock.now())
    context = {
        "page": Paginator(same_pupil.narrow_cases(cases, view), PAGE).get_page(request.GET.get("page")),
        "view": view,
        # What was closed together is of one day in the past: once it is worked off, it need not be told of.
        "views": {key: words for key, words in same_pupil.VIEWS.items() if key != "closed" or counts[key]},
        "counts": counts,
    }
    return render(request, "lost/same.html", context)


def get_case(reference: UUID, person: User) -> SamePupilCase:
    """Return a pair for which a person's authority is responsible; to others it does not exist."""
    case = same_pupil.cases_of(own_authority(person)).filter(reference=reference).first()
    if case is None or not own_authority(person):
        raise Http404
    return case


@require_http_methods(["GET", "POST"])
@allowed(DECIDE_SAME_PUPIL)
def lost_same_case(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a pair side by side, or take what the person says of it. Every look is audited."""
    person = require_user(request)
    case = get_case(reference, person)
    form = SamePupilForm(case, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return take_case_answer(request, case, form, person)
    if request.method == "GET":
        subject = str(case.earlier.transfer.reference)
        details = {"other": str(case.later.transfer.reference)}
        record("lost.alike_viewed", actor=person.actor, subject=subject, details=details, now=clock.now())
    evidence = () if case.gone else compare(child_of(case.earlier), child_of(case.later))
    context = {
        "case": case,
        "cause": CAUSES[case.because],
        "said": ANSWERS.get(case.answer),
        "may_answer": not case.gone or case.because == CLOSED,
        "closed": case.because == CLOSED,
        "agreeing": list(agreeing(evidence)),
        "conflicting": list(conflicting(evidence)),
        "rows": [] if case.gone else compare_uploads(case.earlier, case.later, own_authority(person)),
        "answer": form,
        "hints": HINTS,
    }
    return render(request, "lost/same_case.html", context, status=422 if request.method == "POST" else 200)


def take_case_answer(
    request: HttpRequest, case: SamePupilCase, form: SamePupilForm, person: User
) -> HttpResponseRedirect:
    """Store an answer and lead to the next pair; if it cannot be stored, say why and show this pair again."""
    answer = form.cleaned_data["answer"]
    try:
        same_pupil.answer_case(
            case,
            OPEN if answer == TAKE_BACK else answer,
            seen=form.cleaned_data["seen"],
            by=person,
            now=clock.now(),
        )
    except same_pupil.AnsweredMeanwhile:
        messages.warning(request, _("Somebody else has answered since you looked. Look at that answer first."))
        return redirect("lost-same-case", case.reference)
    except same_pupil.PupilLeft:
        messages.warning(request, _("One of the two has left the store. There is nothing to decide any more."))
        return redirect("lost-same")
    except same_pupil.AnswersDisagree as other:
        messages.warning(
            request, _("That contradicts what was said of another pair, which is shown here. Change that answer first.")
        )
        return redirect("lost-same-case", other.case.reference)
    messages.success(request, _("Noted: %(answer)s.") % {"answer": dict(form.fields["answer"].choices)[answer]})  # type: ignore[attr-defined]
    following = same_pupil.find_next_case(case, own_authority(person))
    return redirect("lost-same-case", following.reference) if following else redirect("lost-same")
