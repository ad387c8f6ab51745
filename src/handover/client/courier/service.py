"""Having the system start the courier by itself: a systemd user service, or a scheduled task of Windows.

The texts are built without the system; `handover courier install` puts them in their place.
"""

import hashlib
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

STOPPED_FOR_GOOD: Final = 2
"""The exit code of a courier that cannot work here until somebody changes something: it is not started again by itself."""
_TASK: Final = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{description}</Description></RegistrationInfo>
  <Triggers><LogonTrigger><Enabled>true</Enabled><UserId>{user}</UserId></LogonTrigger></Triggers>
  <Principals><Principal id="Author"><UserId>{user}</UserId><LogonType>InteractiveToken</LogonType>\
<RunLevel>LeastPrivilege</RunLevel></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author"><Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec></Actions>
</Task>
"""


@dataclass(frozen=True, slots=True)
class ServiceFile:
    """A file for the system, and the commands that have the system read it."""

    path: Path
    content: bytes
    commands: tuple[tuple[str, ...], ...]


def name_service(folder: Path) -> str:
    """Return a name that tells the couriers of several folders apart."""
    return f"handover-courier-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"


def build_systemd_service(folder: Path, command: Sequence[str], home: Path) -> ServiceFile:
    """Return the service of one account: it runs while the account is signed in, or always after `loginctl enable-linger`."""
    name = f"{name_service(folder)}.service"
    words = " ".join(map(_quote_for_systemd, [*command, "courier", "--folder", str(folder)]))
    text = (
        f"[Unit]\nDescription=Handover courier of {_double_percent(str(folder))}\nStartLimitIntervalSec=0\n\n"
        f"[Service]\nExecStart={words}\nRestart=always\nRestartSec=30\nRestartPreventExitStatus={STOPPED_FOR_GOOD}\n"
        "UMask=0077\nNoNewPrivileges=yes\n\n[Install]\nWantedBy=default.target\n"
    )
    control = ("systemctl", "--user")
    commands = ((*control, "daemon-reload"), (*control, "enable", "--now", name))
    return ServiceFile(home / ".config/systemd/user" / name, text.encode(), commands)


def _quote_for_systemd(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_double_percent(escaped)}"'


def _double_percent(words: str) -> str:
    return words.replace("%", "%%")


def build_windows_task(folder: Path, command: Sequence[str], user: str, temporary: Path) -> ServiceFile:
    """Return the scheduled task of one account: it starts when the account signs in, and again a minute after it failed.

    The program without a window (`pythonw.exe`) is used where there is one beside `python.exe`.
    """
    name = name_service(folder)
    program, *rest = command
    arguments = subprocess.list2cmdline([*rest, "courier", "--folder", str(folder)])
    text = _TASK.format(
        description=escape(f"Handover courier of {folder}"),
        user=escape(user),
        program=escape(_windowless(program)),
        arguments=escape(arguments),
    )
    path = temporary / f"{name}.xml"
    commands = (
        ("schtasks", "/Create", "/F", "/TN", name, "/XML", str(path)),
        ("schtasks", "/Run", "/TN", name),
    )
    return ServiceFile(path, text.encode("utf-16"), commands)


def _windowless(program: str) -> str:
    stem = program.removesuffix("python.exe")
    return f"{stem}pythonw.exe" if stem != program else program
