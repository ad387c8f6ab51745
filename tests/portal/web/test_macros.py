"""The macros that every form, list and answer is drawn with."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text
from handover.portal.web.tables import Sorting, TableColumn

pytestmark = pytest.mark.any_database("templates")

KIND = ProblemKind(
    "x.y", Severity.ERROR, Text("{name} is wrong", "Mae {name} yn anghywir"), Text("Mend it", "Trwsiwch")
)
COLUMNS = (TableColumn(Text("Sent", "Anfonwyd"), "sent_at"), TableColumn(Text("State", "Cyflwr")))


class Everything(forms.Form):
    words = forms.CharField(label="Words", help_text="A hint")
    secret = forms.CharField(label="Secret")
    note = forms.CharField(label="Note")
    one = forms.ChoiceField(label="One", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(
        label="Some", choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    pick = forms.ChoiceField(label="Pick", choices=[("a", "A"), ("b", "B")])
    tick = forms.BooleanField(label="Tick")
    file = forms.FileField(label="File")


FORM = """
{% from "macros/forms.html" import form, error_summary, text_input, password_input, textarea, radios, checkboxes,
   select_input, checkbox, file_input, button %}
{{ error_summary(asked) }}
{% call form(csrf_input, multipart=true) %}
{{ text_input(asked.words) }}{{ password_input(asked.secret) }}{{ textarea(asked.note) }}{{ radios(asked.one) }}
{{ checkboxes(asked.some) }}{{ select_input(asked.pick) }}{{ checkbox(asked.tick) }}
{{ file_input(asked.file, multiple=true) }}{{ button("Send") }}
{% endcall %}
"""


def drawn(template: str, **context: object) -> str:
    request = RequestFactory().get("/list/", {"sort": "sent_at", "page": "2", "q": "a&b"})
    return engines["jinja2"].from_string(template).render({**context, "request": request}, request)


def test_every_line_of_the_error_summary_leads_to_its_field():
    page = drawn(FORM, asked=Everything({}))
    links = re.findall(r'<a href="#(\w+)"', page)
    assert links == [f"id_{name}" for name in Everything.base_fields]
    assert [link for link in links if not re.search(rf'<(?:input|select|textarea)[^>]*\bid="{link}"', page)] == []


def test_every_field_has_a_label_or_a_legend():
    page = drawn(FORM, asked=Everything())
    labelled = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', page))
    drawn_fields = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', page))
    assert drawn_fields - labelled == set()
    assert page.count("<legend") == 2


def test_what_was_typed_comes_back_escaped():
    page = drawn(
        FORM, asked=Everything({"words": '"><script>', "note": "</textarea><script>", "one": "b", "some": ["b"]})
    )
    assert "<script>" not in page
    assert len(re.findall(r'value="b"[^>]*checked', page)) == 2


def test_a_form_holds_its_own_token():
    assert 'name="csrfmiddlewaretoken"' in drawn(FORM, asked=Everything())


def test_the_texts_of_the_components_are_welsh_on_a_welsh_page():
    with override("cy"):
        page = drawn(FORM, asked=Everything({}))
    for english in ("There is a problem", "Show password", "Choose file", "Error:", "No file chosen"):
        assert english not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Siân is wrong", "Mend it", "Error")), ("cy", ("Mae Siân yn anghywir", "Trwsiwch", "Gwall"))],
)
def test_a_problem_says_how_bad_what_where_and_what_to_do(language: str, words: tuple[str, ...]):
    with override(language):
        page = drawn(
            '{% from "macros/problems.html" import problem_list %}{{ problem_list(problems) }}',
            problems=[KIND.at(line=7, path="/CTfile/Pupil", pupil=2, name="Siân")],
        )
    for word in (*words, "7", "2"):
        assert word in page
    assert "/CTfile/Pupil" not in page, "An office can do nothing with a path."


def test_a_problem_cannot_bring_markup_into_the_page():
    page = drawn(
        '{% from "macros/problems.html" import problem_list %}{{ problem_list(problems) }}',
        problems=[KIND.at(path="<img src=x>", name="<script>alert(1)</script>")],
    )
    assert "<script>" not in page
    assert "<img" not in page


def test_a_heading_sorts_keeps_the_search_and_begins_at_the_first_page():
    page = drawn(
        '{% from "macros/tables.html" import sortable_table %}'
        '{% call sortable_table("Files", sorting, request) %}{% endcall %}',
        sorting=Sorting.read("sent_at", COLUMNS, "-sent_at"),
    )
    assert 'aria-sort="ascending"' in page
    assert 'href="/list/?sort=-sent_at&amp;q=a%26b"' in page


def test_pages_are_turned_with_the_order_and_the_search_kept():
    page = drawn(
        '{% from "macros/tables.html" import pagination %}{{ pagination(page, request) }}',
        page=Paginator(range(100), 10).get_page(2),
    )
    assert 'href="/list/?sort=sent_at&amp;page=3&amp;q=a%26b"' in page
    assert page.count('aria-current="page"') == 1
