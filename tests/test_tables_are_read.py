"""Nothing is offered to an operator that changes nothing: each setting and each rule of a zone is read by code."""

import re
from pathlib import Path

from handover.portal.config import SETTINGS, Config
from handover.portal.configuration.setting import SettingAttribute
from handover.zone.rules import RULES

SOURCE = Path(__file__).parent.parent / "src" / "handover"


def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))


def test_each_rule_of_a_zone_is_followed():
    read = set(re.findall(r"\brules\.(\w+)", code()))
    assert set(RULES) - read == set(), "Read them where the zone decides: `case.state.rules.…`."


def test_each_setting_is_read():
    read = set(re.findall(r"\b(?:CONFIG|Config|config|self)\.(\w+)", code()))
    names = {
        name for group in Config.__bases__ for name, each in vars(group).items() if isinstance(each, SettingAttribute)
    }
    assert len(names) == len(SETTINGS)
    assert names - read == set(), "Read them with `settings.CONFIG.…`, or name them in a table with `Config.…`."
