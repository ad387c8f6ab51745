"""The one small file of settings."""

import pytest

from handover.client.courier.settings import CourierSettings, SettingsFault, TakenWhen, parse_settings, write_settings


@pytest.mark.parametrize(
    "settings",
    [CourierSettings(), CourierSettings("ysgol", "cy", TakenWhen.AT_ONCE, ("ctf", "generic"), 1, 300, False, 0)],
)
def test_the_file_says_what_was_chosen(settings):
    assert parse_settings(write_settings(settings)) == settings


def test_a_file_that_notepad_saved_is_read():
    assert parse_settings('\ufefflanguage = "cy"\r\n').language == "cy"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("language = ", "courier.toml is not TOML"),
        ('langauge = "cy"', "there is no setting 'langauge'"),
        ('language = "fr"', "language is one of 'en', 'cy'"),
        ('taken = "later"', "taken is one of 'moved', 'said', 'at once'"),
        ('kinds = "ctf"', 'kinds is a list such as ["ctf"]'),
        ("ask_seconds = 301", "ask_seconds is a number from 10 to 300"),
        ("keep_days = 366", "keep_days is a number from 0 to 365"),
        ("look_seconds = true", "look_seconds is a number from 1 to 300"),
        ('desktop = "yes"', "desktop is true or false"),
        ('profile = ""', "profile is a text"),
    ],
)
def test_a_slip_in_the_file_is_named(text, words):
    with pytest.raises(SettingsFault) as told:
        parse_settings(text)
    assert words in str(told.value)
