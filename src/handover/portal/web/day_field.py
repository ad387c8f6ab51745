"""The one field in which a day is entered: three boxes, for day, month and year."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy

from handover.portal.days import FIRST, LAST

FORMATS: Final = ["%Y-%m-%d", "%d/%m/%Y"]
PARTS: Final = ("day", "month", "year")
NO_DAY = gettext_lazy("Enter a real date, such as 27 3 2015.")
TOO_FAR = gettext_lazy("Enter a date between 1 1 1900 and 31 12 2199.")


class DayInput(forms.DateInput):
    """Three boxes, `NAME-day`, `NAME-month` and `NAME-year`; an address may give the day as one text under the name."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the day as one text; None where nothing is entered."""
        if name in data:
            return data.get(name)
        parts = [str(data.get(f"{name}-{part}") or "").strip() for part in PARTS]
        return "/".join(parts) if any(parts) else None


class DayField(forms.DateField):
    """A day in a form, of the years that the site's calendar has. Drawn by `day_input` of `macros/forms.html`."""

    widget = DayInput
    default_validators = [MinValueValidator(FIRST, message=TOO_FAR), MaxValueValidator(LAST, message=TOO_FAR)]

    def __init__(self, **options: Any) -> None:
        words = {"invalid": NO_DAY, "required": NO_DAY, **options.pop("error_messages", {})}
        super().__init__(input_formats=options.pop("input_formats", FORMATS), error_messages=words, **options)


def split_day(value: object) -> tuple[str, str, str]:
    """Return day, month and year as they stand in the three boxes; what is no day stands in the first."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    text = str(value or "")
    if (parts := text.split("/")) and len(parts) == len(PARTS):
        return parts[0], parts[1], parts[2]
    if re.fullmatch(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", text):
        year, month, day = text.split("-")
        return day, month, year
    return text, "", ""
