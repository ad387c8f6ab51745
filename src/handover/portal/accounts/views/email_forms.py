"""The forms by which a person, or an office, chooses how often e-mails come and in which languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from handover.portal.establishments.models import OfficeLanguages
from handover.portal.notices.frequency import HOURS, USUAL_HOUR, Frequency


class FrequencyForm(forms.Form):
    """How often, and for once a day at which hour."""

    frequency = forms.ChoiceField(
        label=gettext_lazy("How often should e-mails come?"),
        choices=Frequency.choices,
        error_messages={"required": gettext_lazy("Choose how often.")},
    )
    hour = forms.ChoiceField(
        label=gettext_lazy("Once a day: at what time?"),
        choices=[(str(hour), f"{hour:02}:00") for hour in HOURS],
        required=False,
    )

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen."""
        found = self.cleaned_data
        return {"frequency": Frequency(found["frequency"]), "hour": int(found["hour"] or USUAL_HOUR)}


class OfficeEmailsForm(FrequencyForm):
    """The same for an office's address, and its languages."""

    languages = forms.ChoiceField(
        label=gettext_lazy("In which language?"), choices=OfficeLanguages.choices, required=False
    )

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen."""
        return {**super().chosen(), "languages": OfficeLanguages(self.cleaned_data["languages"])}
