"""What a form says where its own words say nothing: in place of the words that Django has for developers, in one table.

Django keeps these words on its classes of fields and validators. They are set there once, when the site starts, so that a
form that forgets to say something still speaks to a school secretary, in the language of the page.
"""

from typing import Any, Final

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy, ngettext_lazy

FILL_IN: Final = gettext_lazy("Fill this in.")
CHOOSE: Final = gettext_lazy("Choose one of these.")
A_NUMBER: Final = gettext_lazy("Enter a whole number, in figures.")
A_DAY: Final = gettext_lazy("Enter a day such as 3/9/2026.")
AN_ADDRESS: Final = gettext_lazy("Enter an e-mail address such as name@school.example.")
A_WEB_ADDRESS: Final = gettext_lazy("Enter a web address such as https://school.example/.")
NOT_IN_THIS_FORM: Final = gettext_lazy("Write it in the form that the page shows.")
A_FILE: Final = gettext_lazy("Choose a file.")
SIGNS: Final = gettext_lazy("Take out the signs that are neither letters nor figures.")

FIELDS: Final[dict[type[forms.Field], dict[str, Any]]] = {
    forms.Field: {"required": FILL_IN},
    forms.ChoiceField: {"invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    forms.ModelChoiceField: {"invalid_choice": CHOOSE},
    forms.IntegerField: {"invalid": A_NUMBER},
    forms.DecimalField: {"invalid": A_NUMBER},
    forms.DateField: {"invalid": A_DAY},
    forms.DateTimeField: {"invalid": A_DAY},
    forms.UUIDField: {"invalid": NOT_IN_THIS_FORM},
    forms.URLField: {"invalid": A_WEB_ADDRESS},
    forms.FileField: {
        "invalid": A_FILE,
        "missing": A_FILE,
        "empty": gettext_lazy("The file is empty. Choose another."),
        "max_length": gettext_lazy("The name of the file is too long. Give it a shorter one."),
        "contradiction": A_FILE,
    },
}
"""What a kind of field says, by Django's name of the fault."""

VALIDATORS: Final[dict[type, Any]] = {
    validators.MaxLengthValidator: ngettext_lazy(
        "Use no more than %(limit_value)d character; there are %(show_value)d.",
        "Use no more than %(limit_value)d characters; there are %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "Use %(limit_value)d character or more; there are %(show_value)d.",
        "Use %(limit_value)d characters or more; there are %(show_value)d.",
        "limit_value",
    ),
    validators.MaxValueValidator: gettext_lazy("Enter %(limit_value)s or less."),
    validators.MinValueValidator: gettext_lazy("Enter %(limit_value)s or more."),
    validators.ProhibitNullCharactersValidator: SIGNS,
    validators.RegexValidator: NOT_IN_THIS_FORM,
    validators.EmailValidator: AN_ADDRESS,
    validators.URLValidator: A_WEB_ADDRESS,
}
"""What a kind of check says."""


def set_form_words() -> None:
    """Put the words in place of Django's."""
    for field, words in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
    for check, message in VALIDATORS.items():
        check.message = message  # type: ignore[attr-defined]  # each of them has one
    validators.validate_email.message = AN_ADDRESS
