"""An operator who changes the master key, for every test in which that happens."""

from datetime import timedelta
from typing import Any

import pytest

from handover.portal.masterkeys.resealing import reseal_rows
from handover.portal.masterkeys.ring import forget_ring
from handover.portal.operations.changing_key import begin_change, end_change
from tests.moments import NOW

NEW_KEY = b"another key of invented children"
NEWEST_KEY = b"the third key, invented children"
LATER = NOW + timedelta(hours=1)


class KeyChanger:
    """Changes the key of the tests' own site, step by step."""

    def __init__(self, settings: Any) -> None:
        self.settings = settings
        self.old_key: bytes = settings.CONFIG.master_key

    def give_keys(self, key: bytes, old: bytes | None = None) -> None:
        """Restart the process with these keys."""
        values = {**self.settings.CONFIG.values, "HANDOVER_MASTER_KEY": key, "HANDOVER_MASTER_KEY_OLD": old}
        self.settings.CONFIG = type(self.settings.CONFIG)(values)

    def begin(self, key: bytes = NEW_KEY) -> None:
        """Give both keys and have the new one seal."""
        self.old_key = self.settings.CONFIG.master_key
        self.give_keys(key, self.old_key)
        begin_change(LATER)

    def finish(self) -> None:
        """Bring everything under the new key, refuse the old one, and take it away."""
        reseal_rows()
        end_change(LATER)
        self.give_keys(self.settings.CONFIG.master_key)

    def reach(self, stage: str) -> None:
        """Come to a stage of a change: begun, resealed, finished, or twice over."""
        self.begin()
        if stage == "resealed":
            reseal_rows()
        elif stage in {"finished", "twice"}:
            self.finish()
        if stage == "twice":
            self.begin(NEWEST_KEY)
            self.finish()


@pytest.fixture
def changer(settings: Any) -> KeyChanger:
    """The operator; what this process knows of keys is forgotten before and after."""
    forget_ring()
    yield KeyChanger(settings)  # type: ignore[misc]
    forget_ring()


STAGES = ("begun", "resealed", "finished", "twice")
