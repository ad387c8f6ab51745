"""What a school's software may do by itself: the choice of one school, and an authority's list of its schools."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.hub import choices
from handover.portal.hub.choices import SchoolChoices
from handover.portal.hub.models import READINESS, HubSchool, Readiness, Unplaced
from handover.portal.hub.permissions import CHOOSE_FOR_SOFTWARE
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.roles import LEA_DBA

PAGE: Final = 50


def list_readiness() -> list[tuple[str, str]]:
    """Return how far a school may let the hub go, in the reader's language."""
    return [(key.value, wording.say_text(words)) for key, words in READINESS.items()]


class ChoicesForm(forms.Form):
    """What a school lets its software do."""

    leaving = forms.ChoiceField(
        label=gettext_lazy("When a pupil leaves, the record goes to the next school"),
        choices=list_readiness,
        widget=forms.RadioSelect,
    )
    before_exit = forms.ChoiceField(
        label=gettext_lazy("When it goes"),
        choices=[
            ("", gettext_lazy("On the pupil's last day")),
            ("yes", gettext_lazy("As soon as the leaving is entered in your software, even weeks before")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    unplaced = forms.ChoiceField(
        label=gettext_lazy("If the next school is not known"),
        choices=[
            (Unplaced.ASK.value, gettext_lazy("Ask us where the pupil goes")),
            (Unplaced.STORE.value, gettext_lazy("Put the record into the lost pupil store")),
        ],
        widget=forms.RadioSelect,
    )
    hold_flagged = forms.BooleanField(
        label=gettext_lazy("Hold the record for our yes if our software holds a warning about the pupil"),
        help_text=gettext_lazy(
            "An address that must not be told, a court order, or a matter of child protection. The warning itself never goes "
            "into the file."
        ),
        required=False,
    )
    arriving = forms.ChoiceField(
        label=gettext_lazy("When a pupil arrives, the record goes into your software"),
        choices=list_readiness,
        widget=forms.RadioSelect,
    )

    @property
    def chosen(self) -> SchoolChoices:
        """What was chosen."""
        given = self.cleaned_data
        return SchoolChoices(**{**given, "before_exit": bool(given["before_exit"])})


@require_safe
@allowed(CHOOSE_FOR_SOFTWARE)
def show_hub_choices(request: HttpRequest) -> HttpResponse:
    """Show an authority which of its schools have software that speaks for them; lead a school to its own choice."""
    person = require_user(request)
    schools = choices.list_chosen_for(person)
    if person.role != LEA_DBA:
        own = schools.first()
        if own is not None:
            return redirect("choose-for-school", own.establishment.number)
        return render(request, "choices/none.html", {"authority": False})
    page = Paginator(schools, PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        return render(request, "choices/none.html", {"authority": True})
    return render(request, "choices/schools.html", {"page": page, "readiness": READINESS, "Readiness": Readiness})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHOOSE_FOR_SOFTWARE)
def choose_school_software(request: HttpRequest, number: str) -> HttpResponse:
    """Show what a school's software may do, and take another choice."""
    person = require_user(request)
    school = choices.list_chosen_for(person).filter(establishment__number=number).first()
    if school is None:
        raise Http404
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=stand_in_form(school))
    if request.method == "POST" and form.is_valid():
        if choices.choose_for_school(school, form.chosen, person, clock.now()):
            messages.success(request, _("Your choice is kept. It counts from now on."))
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("choose-for-school", number)
    context = {"asked": form, "school": school, "one_of_many": person.role == LEA_DBA}
    return render(request, "choices/choose.html", context, status=422 if form.errors else 200)


def stand_in_form(school: HubSchool) -> dict[str, Any]:
    """Return what a school has chosen, as it stands in the form."""
    chosen = choices.read_choices(school)
    return {
        "leaving": chosen.leaving,
        "before_exit": "yes" if chosen.before_exit else "",
        "unplaced": chosen.unplaced,
        "hold_flagged": chosen.hold_flagged,
        "arriving": chosen.arriving,
    }
