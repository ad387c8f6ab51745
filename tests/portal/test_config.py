"""An operator's settings are attributes of one configuration, under names that anybody can guess."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from handover.portal.config import SETTINGS, BadSetting, Config, read_config

DEMO = {"HANDOVER_MODE": "demo"}


def test_what_the_operator_says_is_read_as_what_it_is():
    config = read_config(
        {
            **DEMO,
            "DATABASE_URL": "postgresql://site@db.example/handover",
            "HANDOVER_COLLECT_DAYS": "45",
            "HANDOVER_HTTPS": "yes",
            "HANDOVER_HOSTS": "a.example, b.example",
            "HANDOVER_FILES": "/srv/files",
            "HANDOVER_ZONE_KEY": "",
            "HANDOVER_METRICS_NETWORKS": "10.20.0.0/16",
        }
    )
    assert config.database_url == "postgresql://site@db.example/handover"
    assert config.collect_days == 45
    assert config.https is True
    assert config.hosts == ("a.example", "b.example")
    assert config.files == Path("/srv/files")
    assert config.zone_key is None
    assert config.metrics_networks == (ip_network("10.20.0.0/16"),)
    assert config.demo


def test_a_table_that_names_a_setting_gets_its_value():
    config = read_config({**DEMO, "HANDOVER_GENERIC_TELL": "yes"})
    assert Config.generic_tell.name == "HANDOVER_GENERIC_TELL"
    assert config.value(Config.generic_tell) is True
    assert config.value(Config.collect_days) == 60


def test_each_setting_is_the_attribute_of_its_own_name_and_there_once():
    names = [row.name for row in SETTINGS]
    assert len(set(names)) == len(names)
    for row in SETTINGS:
        attribute = "database_url" if row.name == "DATABASE_URL" else row.name.removeprefix("HANDOVER_").lower()
        assert getattr(Config, attribute) is row


def test_a_setting_cannot_be_changed_once_it_was_read():
    config = read_config(DEMO)
    with pytest.raises(AttributeError):
        config.collect_days = 1


def test_what_is_wrong_is_said_in_one_go_and_by_name():
    with pytest.raises(BadSetting) as met:
        read_config({**DEMO, "HANDOVER_COLLECT_DAYS": "0", "HANDOVER_COLECT_DAYS": "9"})
    assert str(met.value).splitlines() == [
        "HANDOVER_COLLECT_DAYS cannot be read: expected a whole number above nought. "
        "School days after which a CTF that nobody collected expires; both sides are told.",
        "HANDOVER_COLECT_DAYS is not a setting of Handover.",
    ]


def test_a_misspelt_mode_is_named_together_with_what_production_lacks():
    with pytest.raises(BadSetting) as met:
        read_config({"HANDOVER_MODE": "prod", "HANDOVER_URL": "http://handover.example"})
    said = str(met.value)
    assert said.startswith("HANDOVER_MODE cannot be read: expected production or demo.")
    assert "\nHANDOVER_MASTER_KEY is not set" in said
    assert "\nHANDOVER_URL does not begin with https://" in said


def put_credentials(folder: Path, **values: str) -> dict[str, str]:
    """The settings of a site, these among them as files, as systemd or a container lays them down."""
    for name, value in values.items():
        (folder / name).write_text(value)
    return {**DEMO, "CREDENTIALS_DIRECTORY": str(folder)}


def test_a_secret_may_come_as_a_file_of_the_folder_of_credentials(tmp_path):
    config = read_config(
        put_credentials(tmp_path, HANDOVER_SECRET_KEY="kept-in-a-file\n", DATABASE_URL="sqlite:////srv/a")
    )
    assert (config.secret_key, config.database_url) == ("kept-in-a-file", "sqlite:////srv/a")


def test_a_secret_that_is_set_twice_stops_the_start_and_is_not_told(tmp_path):
    environment = put_credentials(tmp_path, HANDOVER_SECRET_KEY="one-secret") | {
        "HANDOVER_SECRET_KEY": "another-secret"
    }
    with pytest.raises(BadSetting) as fault:
        read_config(environment)
    assert str(fault.value) == (
        f"HANDOVER_SECRET_KEY is set twice, by the environment and by {tmp_path}/HANDOVER_SECRET_KEY: remove one of them."
    )


def test_a_file_of_credentials_that_is_no_line_of_text_stops_the_start(tmp_path):
    environment = put_credentials(tmp_path, HANDOVER_SECRET_KEY="one\ntwo\n")
    with pytest.raises(BadSetting, match=r"HANDOVER_SECRET_KEY cannot be read from .*: it must hold one line"):
        read_config(environment)
    (tmp_path / "HANDOVER_SECRET_KEY").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match="it is no text"):
        read_config(environment)


def test_other_files_of_that_folder_are_none_of_ours(tmp_path):
    config = read_config(put_credentials(tmp_path, tls_certificate="of the web server", HANDOVER_OTHER="x"))
    assert config.demo
