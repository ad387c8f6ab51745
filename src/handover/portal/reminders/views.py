"""The page on which an authority chooses the day of its weekly reminder."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.messaging.views.choosing import set_choices
from handover.portal.reminders import weekly
from handover.portal.reminders.permissions import SET_REMINDERS
from handover.portal.web import wording
from handover.portal.web.access import allowed


class DayForm(forms.Form):
    """A day of the working week."""

    day = forms.ChoiceField(
        label=gettext_lazy("On which day should the reminder come?"),
        error_messages={"required": gettext_lazy("Choose a day.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(
            self, "day", [(str(day), capfirst(wording.say_text(name))) for day, name in weekly.WEEKDAYS.items()]
        )


def la_of(person: User) -> str:
    """Return the number of a person's authority."""
    if person.establishment is None:
        raise Http404
    return person.establishment.la_number


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SET_REMINDERS)
def reminder_day(request: HttpRequest) -> HttpResponse:
    """Choose the day on which an authority and its schools are reminded."""
    person = require_user(request)
    la_number = la_of(person)
    form = DayForm(
        request.POST if request.method == "POST" else None, initial={"day": weekly.reminder_day_of(la_number)}
    )
    if form.is_valid():
        weekly.choose_day(la_number, int(form.cleaned_data["day"]), person.actor, clock.now())
        messages.success(request, _("The day is changed. It holds from the next reminder on."))
        return redirect("reminder-day")
    return render(request, "reminders/day.html", {"asked": form}, status=BAD_FORM if form.errors else 200)
