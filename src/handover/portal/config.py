"""Every setting of the site, as a table: read from the environment once, typed, checked at start, listed in the docs.

A secret may come as a file of the folder of credentials instead (`configuration.credentials`). Nothing has a secret default: a
production site says its secrets or does not start.
`HANDOVER_MODE=demo` (which `handover demo` and the tests set) makes throw-away secrets so that a visitor need not.
The rows lie by subject in `configuration`; what was read is an attribute, `settings.CONFIG.collect_days`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from handover.portal.configuration.api import ApiSettings
from handover.portal.configuration.credentials import read_credentials
from handover.portal.configuration.keeping import KeepingSettings
from handover.portal.configuration.logs import LogSettings
from handover.portal.configuration.openid import OpenIDSettings
from handover.portal.configuration.parsing import Unfit
from handover.portal.configuration.people import PeopleSettings
from handover.portal.configuration.setting import Setting, SettingAttribute
from handover.portal.configuration.site import SiteSettings
from handover.portal.configuration.training import TrainingSettings
from handover.portal.configuration.uploads import UploadSettings
from handover.portal.configuration.webhooks import WebhookSettings
from handover.portal.configuration.work import WorkSettings
from handover.portal.configuration.zones import ZoneSettings
from handover.portal.starting.rule import Effect
from handover.portal.starting.rules import slips

MEBIBYTE = 1024 * 1024
OWN_FOLDER: Final = Path("var/files").absolute()
"""Beside it lies what a site whose files are in a bucket notes on its own machine."""


class BadSetting(Exception):
    """A setting is missing or cannot be read; the text names it and says what it should be."""


@dataclass(frozen=True)
class Config(
    SiteSettings,
    UploadSettings,
    ApiSettings,
    TrainingSettings,
    WebhookSettings,
    PeopleSettings,
    OpenIDSettings,
    KeepingSettings,
    WorkSettings,
    LogSettings,
    ZoneSettings,
):
    """The settings as read: an attribute each."""

    @property
    def anchors_path(self) -> Path:
        """Where this machine notes the end of the audit log: beside the files where those are on a disk."""
        files = self.files if isinstance(self.files, Path) else OWN_FOLDER
        return self.audit_anchors or files.with_name(f"{files.name}.anchors")

    @property
    def certificate_fields(self) -> tuple[str, str, str]:
        """The header fields in which a proxy says what client certificate a program showed; empty where it does not."""
        return self.api_certificate_field, self.api_issuer_field, self.api_subject_field

    @property
    def names_certificates(self) -> bool:
        """Say whether a proxy passes on whose client certificate it is."""
        return bool(self.proxy and self.api_issuer_field and self.api_subject_field)

    @property
    def demo(self) -> bool:
        """Say whether this site holds invented children only; a mode that could not be read is no demo."""
        return self.values.get(Config.mode.name) == "demo"


SETTINGS: Final[tuple[Setting[Any], ...]] = tuple(
    attribute.row
    for group in Config.__bases__
    for attribute in vars(group).values()
    if isinstance(attribute, SettingAttribute)
)
"""Every setting, in the order in which the reference lists them."""


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Read every setting and look for slips; raise BadSetting with all that is wrong, so that it is mended in one go."""
    demo = environment.get("HANDOVER_MODE") == "demo"
    values: dict[str, object] = {}
    known = {setting.name for setting in SETTINGS}
    credentials, faults = read_credentials(environment, known)
    environment = {**credentials, **environment}
    for setting in SETTINGS:
        default = setting.demo if demo and setting.demo is not None else setting.default
        text = environment.get(setting.name, default)
        if text is None:
            faults.append(f"{setting.name} is not set: {setting.meaning}")
            continue
        try:
            values[setting.name] = setting.read(text)
        except Unfit as fault:
            faults.append(f"{setting.name} cannot be read: {str(fault).rstrip('.')}.")
        except ValueError as fault:
            faults.append(f"{setting.name} cannot be read: expected {fault}. {setting.meaning}")
    faults += [
        f"{name} is not a setting of Handover."
        for name in environment
        if name.startswith("HANDOVER_") and name not in known
    ]
    config = Config(values)
    faults += [sentence for _, sentence in slips(config, Effect.REFUSED)]
    if faults:
        warnings = [f"Warning: {sentence}" for _, sentence in slips(config, Effect.WARNED)]
        raise BadSetting("\n".join([*faults, *warnings]))
    return config
