"""Everything the screens say, they say in Welsh too."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.forms import Form
from django.utils.translation import gettext, ngettext, override

from handover.portal.audit.views import AuditFilter
from handover.portal.reports.views.forms import Selection
from handover.portal.web import faults, help, navigation
from handover.portal.zones.views.log import LogFilter
from tools import messages

pytestmark = pytest.mark.any_database("texts and catalogues")

HEADING = re.compile(r"<h2")
NUMBERS = re.compile(r"\d{3,}|\{\{ (?!severity_tag)[^}]*\}\}|X{7}|M{7}")


def test_every_text_of_the_screens_has_its_welsh():
    assert sorted(messages.faults(messages.extracted(), messages.stored())) == []


def catalogue(*texts: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    made = Catalog(locale="cy")
    for english, welsh in texts:
        made.add(english, welsh)
    return made


@pytest.mark.parametrize(
    ("known", "fault"),
    [
        (catalogue(), "not in the catalogue yet"),
        (catalogue(("Send %(name)s", "")), "no Welsh yet"),
        (catalogue(("Send %(name)s", "Anfon %(enw)s")), "other names"),
        (catalogue(("Send %(name)s", "Anfon")), "other names"),
        (catalogue(("Send %(name)s", "Anfon %(name)s"), ("Old", "Hen")), "no longer said"),
    ],
    ids=["missing", "untranslated", "renamed placeholder", "lost placeholder", "left over"],
)
def test_the_check_finds(known: Catalog, fault: str):
    found = list(messages.faults(catalogue(("Send %(name)s", "")), known))
    assert [fault in one for one in found] == [True]


def test_what_was_translated_stays_so_when_new_words_come():
    said = catalogue(("Send", ""), ("Collect", ""))
    fresh = messages.texts(messages.updated(said, catalogue(("Send", "Anfon"), ("Old", "Hen"))))
    assert {key[0]: message.string for key, message in fresh.items()} == {"Send": "Anfon", "Collect": None}


def test_the_catalogue_on_file_is_as_the_tool_writes_it(tmp_path: Path):
    copy = tmp_path / "django.po"
    messages.write(messages.updated(messages.extracted(), messages.stored()), copy)
    assert copy.read_text() == messages.CATALOGUE.read_text()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 11])
def test_numbers_choose_their_welsh_form(count: int):
    one, many = "%(num)s pupil, to %(name)s (%(number)s).", "%(num)s pupils, to %(name)s (%(number)s)."
    with override("cy"):
        words = ngettext(one, many, count)
    assert words.startswith("%(num)s ddisgybl" if count == 2 else "%(num)s disgybl")


def test_the_site_reads_the_compiled_catalogue():
    with override("cy"):
        assert gettext("Send files") == "Anfon ffeiliau"


@pytest.mark.parametrize("form", [Selection, AuditFilter, LogFilter], ids=["reports", "audit log", "zone's messages"])
def test_a_range_of_days_is_not_labelled_as_if_people_wrote_to_each_other(form: type[Form]):
    with override("cy"):
        labels = [str(form.base_fields[name].label) for name in ("first", "last")]
        sender_and_receiver = (gettext("From"), gettext("To"))
    assert labels == ["O'r dyddiad", "Hyd at y dyddiad"]
    assert sender_and_receiver == ("Gan", "At")


def read_manual(slug: str, language: str) -> str:
    [page] = settings.HERE.glob(f"*/templates/help/{slug}.{language}.html")
    return page.read_text()


@pytest.mark.parametrize("topic", help.topics().values(), ids=lambda topic: topic.slug)
def test_every_page_of_the_manual_says_the_same_in_both_languages(topic: help.Topic):
    english, welsh = (read_manual(topic.slug, code) for code in ("en", "cy"))
    assert english != welsh
    assert len(HEADING.findall(english)) == len(HEADING.findall(welsh))
    assert english.count("<li>") == welsh.count("<li>")
    assert NUMBERS.findall(english) == NUMBERS.findall(welsh)


def test_tables_of_the_screens_hold_both_languages():
    texts = [topic.title for topic in help.topics().values()] + [topic.about for topic in help.topics().values()]
    texts += [entry.words for entry in navigation.menu_entries()]
    texts += [text for fault in faults.FAULTS for text in (fault.heading, *fault.paragraphs)]
    assert [text for text in texts if not text.cy or text.en == text.cy] == []
