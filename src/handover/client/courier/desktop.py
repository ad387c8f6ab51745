"""Notices on the desktop: what to run for one, and running it. A desktop without them is no fault."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from handover.common.text import Text

TITLE: Final = Text("Handover", "Trosglwyddo")
_SECONDS: Final = 10
# The words come in variables, never in the script, so that no name of a file is taken for a command.
_TOAST: Final = (
    "$m=[Windows.UI.Notifications.ToastNotificationManager,Windows.UI.Notifications,ContentType=WindowsRuntime];"
    "$x=$m::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02);"
    "$t=$x.GetElementsByTagName('text');"
    "[void]$t.Item(0).AppendChild($x.CreateTextNode($env:COURIER_TITLE));"
    "[void]$t.Item(1).AppendChild($x.CreateTextNode($env:COURIER_WORDS));"
    "$m::CreateToastNotifier('{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe')"
    ".Show([Windows.UI.Notifications.ToastNotification]::new($x))"
)


@dataclass(frozen=True, slots=True)
class NoticeCommand:
    """What shows a notice: a command, and the variables that it reads."""

    words: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


def build_notice_command(platform: str, title: str, words: str) -> NoticeCommand | None:
    """Return what shows a notice on a system, named as in `sys.platform`; None where nothing does."""
    if platform == "win32":
        command = ("powershell", "-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", _TOAST)
        return NoticeCommand(command, {"COURIER_TITLE": title, "COURIER_WORDS": words})
    if platform == "linux":
        return NoticeCommand(("notify-send", "--app-name=Handover", "--", title, words))
    return None


def show_notice(words: str, title: str = TITLE.en) -> None:
    """Show a notice, where the desktop can."""
    notice = build_notice_command(sys.platform, title, words)
    program = shutil.which(notice.words[0]) if notice is not None else None
    if notice is None or program is None:
        return
    try:
        subprocess.run(
            [program, *notice.words[1:]],
            env={**os.environ, **notice.variables},
            timeout=_SECONDS,
            capture_output=True,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return
