"""A key on a computer: in a file that nobody else reads, or in a variable; never where others could see it."""

import stat

import pytest

from handover.client.logins import NoLogin, SavedLogin, UnusableLogin, find_login_file, read_login, write_login

LOGIN = SavedLogin("https://site.test", "hnd_live_abcdefgh_secret", "cy")


@pytest.fixture
def home(tmp_path):
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def test_a_login_is_kept_for_its_account_alone(home, tmp_path):
    path = write_login(LOGIN, environment=home)
    assert path == tmp_path / "config" / "handover" / "logins" / "default.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert read_login(environment=home) == LOGIN


def test_another_key_takes_the_place_of_the_first_and_profiles_do_not_meet(home):
    write_login(LOGIN, environment=home)
    write_login(SavedLogin("https://other.test", "k2"), "authority", home)
    write_login(SavedLogin("https://site.test", "k3"), environment=home)
    assert read_login(environment=home).key == "k3"
    assert read_login("authority", home).url == "https://other.test"
    assert [path.name for path in sorted(find_login_file("x", home).parent.iterdir())] == [
        "authority.json",
        "default.json",
    ]


def test_variables_come_before_the_file(home):
    with pytest.raises(NoLogin):
        read_login(environment={**home, "HANDOVER_KEY": "k"})
    assert read_login(environment={**home, "HANDOVER_KEY": "k", "HANDOVER_URL": "https://v.test"}) == SavedLogin(
        "https://v.test", "k"
    )
    write_login(LOGIN, environment=home)
    assert read_login(environment={**home, "HANDOVER_KEY": "k"}) == SavedLogin("https://site.test", "k", "cy")
    assert read_login(environment={**home, "HANDOVER_URL": "https://v.test"}) == LOGIN, (
        "an address has no key of another"
    )


def test_who_has_no_login_is_told_how_to_get_one(home):
    with pytest.raises(NoLogin) as told:
        read_login("desk", home)
    assert told.value.explain("cy") == "Nid oes gan y cyfrifiadur hwn allwedd ar gyfer y proffil “desk”."
    assert "handover login" in told.value.advise("en")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_key_that_others_can_read_is_not_used(home, mode):
    write_login(LOGIN, environment=home).chmod(mode)
    with pytest.raises(UnusableLogin, match="other accounts may read it"):
        read_login(environment=home)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"url": "https://site.test"}', "null"])
def test_a_damaged_file_is_said_to_be_one(home, text):
    write_login(LOGIN, environment=home).write_text(text)
    with pytest.raises(UnusableLogin, match="it is damaged"):
        read_login(environment=home)


@pytest.mark.parametrize("profile", ["", "../x", "a/b", ".hidden", "x" * 41, "a b"])
def test_a_profile_leads_out_of_no_folder(home, profile):
    with pytest.raises(ValueError, match="not a name for a profile"):
        find_login_file(profile, home)


def test_the_key_is_not_in_the_text_of_a_login():
    assert "secret" not in repr(LOGIN)
