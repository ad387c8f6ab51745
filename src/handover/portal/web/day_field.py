"""The one field in which a day is entered."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from handover.portal.days import FIRST, LAST

FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
NO_DAY = gettext_lazy("Enter a day such as 3/9/2026.")
TOO_FAR = gettext_lazy("Enter a day between 1/1/1900 and 31/12/2199.")


class DayField(forms.DateField):
    """A day in a form, as the browser or a person writes it, of the years that the site's calendar has."""

    default_validators = [MinValueValidator(FIRST, message=TOO_FAR), MaxValueValidator(LAST, message=TOO_FAR)]

    def __init__(self, **options: Any) -> None:
        words = {"invalid": NO_DAY, **options.pop("error_messages", {})}
        super().__init__(input_formats=options.pop("input_formats", FORMATS), error_messages=words, **options)
