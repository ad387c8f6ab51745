"""The forms about lost pupils."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.lostpupils.enquiry import Lead
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.wording import ENDINGS, FOUND_BY_HAND, GENDERS, REMOVALS
from handover.portal.web import wording
from handover.portal.web.child_form import ChildForm

BEST, SURNAME, BORN, TOWN, UPLOADED = "best", "surname", "birth_date", "town", "uploaded"
SORTS = (
    (BEST, gettext_lazy("Likeliest first")),
    (SURNAME, gettext_lazy("Surname")),
    (BORN, gettext_lazy("Date of birth")),
    (TOWN, gettext_lazy("Town")),
    (UPLOADED, gettext_lazy("Date uploaded")),
)


class Search(ChildForm):
    """The seed's search page (section 4.1): any of these, in any combination."""

    begins = forms.BooleanField(
        required=False,
        label=gettext_lazy("Surname begins with exactly these letters"),
        help_text=gettext_lazy("Leave it empty to find names that sound alike, such as Rees and Rhys."),
    )
    town = forms.CharField(max_length=100, required=False, label=gettext_lazy("Town"))
    gender = forms.ChoiceField(required=False, label=gettext_lazy("Gender"))
    sort = forms.ChoiceField(required=False, choices=SORTS, label=gettext_lazy("Sort by"))
    field_order = ("upn", "surname", "begins", "forename", "day", "month", "year", "town", "gender", "sort")

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        genders = [(code, wording.say_text(text)) for code, text in GENDERS.items()]
        self.fields["gender"].choices = [("", _("Either")), *genders]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a beginning that would fit half the store."""
        given = super().clean()
        if Question(surname=given.get("surname", ""), begins=given.get("begins", False)).begins_too_short:
            self.add_error("surname", _("Enter at least three letters, or leave out “begins”."))
        return given

    @property
    def question(self) -> Question:
        """What is asked; only of a valid form."""
        names = ("upn", "surname", "begins", "forename", "town", "gender")
        return Question(**{name: self.cleaned_data[name] for name in names}, birth_date=self.cleaned_data["born"])


def filled(question: Question, sort: str) -> dict[str, object]:
    """Return a search as its form takes it."""
    born = question.birth_date
    days = {"day": born.day, "month": born.month, "year": born.year} if born else {}
    return {**question.stored(), **days, "sort": sort}


def posted(question: Question, sort: str) -> dict[str, object]:
    """Return a search as a form posts it: what is empty, or not ticked, is left out."""
    return {name: value for name, value in filled(question, sort).items() if value and name != "birth_date"}


class Steps(forms.Form):
    """The word that reasonable steps were taken, as the seed asks for it before a download (section 4.1)."""

    steps = forms.BooleanField(
        label=gettext_lazy(
            "I have taken reasonable steps to make sure that the pupil in this file is on roll at a school in my authority"
        ),
        error_messages={
            "required": gettext_lazy("Tick the box if you have taken reasonable steps. If not, do so first.")
        },
    )


class Release(Steps):
    """To which school a file goes."""

    school = SchoolField(
        "own-open",
        label=gettext_lazy("At which school is the pupil?"),
        error_messages={"required": gettext_lazy("Enter the school.")},
    )
    field_order = ("school", "steps")

    def __init__(self, la_number: str, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        limit_to_authority(self, "school", la_number)


class RemovePupilForm(forms.Form):
    """Why a pupil is taken out of the store."""

    because = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Why does the pupil leave the store?"),
        error_messages={"required": gettext_lazy("Choose the reason.")},
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        choices = [(code, wording.say_text(ENDINGS[code])) for code in (*FOUND_BY_HAND, *REMOVALS)]
        self.fields["because"].choices = choices  # type: ignore[attr-defined]


class EnquiryForm(forms.Form):
    """Whom to ask of the authorities that something points to; all of them, if nothing is said."""

    ask = forms.MultipleChoiceField(
        label=gettext_lazy("Authorities to ask"),
        error_messages={"required": gettext_lazy("Choose at least one authority to ask.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, leads: Sequence[Lead], data: Any = None) -> None:
        numbers = [lead.authority.number for lead in leads]
        super().__init__(data, initial={"ask": numbers})
        names = [lead.authority.named(wording.language()) for lead in leads]
        self.fields["ask"].choices = list(zip(numbers, names, strict=True))  # type: ignore[attr-defined]
