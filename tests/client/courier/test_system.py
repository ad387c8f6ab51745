"""What the courier hands to the system: notices on the desktop, services. The texts for Windows were not run on Windows."""

import shutil
import subprocess
from pathlib import Path, PureWindowsPath

import pytest
from lxml import etree

from handover.client.courier.desktop import build_notice_command, show_notice
from handover.client.courier.service import build_systemd_service, build_windows_task

TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def test_a_notice_on_linux_is_one_argument_whatever_it_says():
    command = build_notice_command("linux", "Handover", "--help; rm x")
    assert command.words == ("notify-send", "--app-name=Handover", "--", "Handover", "--help; rm x")


def test_a_notice_on_windows_never_puts_words_into_the_script():
    command = build_notice_command("win32", "Handover", "'); Remove-Item x; ('")
    assert not [each for each in command.words if "Remove-Item" in each]
    assert command.variables == {"COURIER_TITLE": "Handover", "COURIER_WORDS": "'); Remove-Item x; ('"}
    assert command.words[-1].count("$env:COURIER_WORDS") == 1


def test_where_there_are_no_notices_nothing_happens(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert build_notice_command("darwin", "Handover", "x") is None
    show_notice("x")


def test_a_notice_is_shown(monkeypatch, tmp_path):
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/shown\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    show_notice("Mae ffeil wedi cyrraedd", "Trosglwyddo")
    assert (tmp_path / "shown").read_text().splitlines()[2:] == ["Trosglwyddo", "Mae ffeil wedi cyrraedd"]


def test_the_systemd_service_starts_the_courier_of_its_folder(tmp_path):
    folder = Path('/srv/Ysgol "Nant" 100% $HOME/swyddfa')
    service = build_systemd_service(folder, ["/usr/bin/python3", "/opt/courier.pyz"], tmp_path)
    text = service.content.decode()
    assert (
        'ExecStart="/usr/bin/python3" "/opt/courier.pyz" "courier" "--folder" '
        '"/srv/Ysgol \\"Nant\\" 100%% $$HOME/swyddfa"\n'
    ) in text
    assert "RestartPreventExitStatus=2\n" in text
    assert service.path.parent == tmp_path / ".config/systemd/user"
    assert service.commands[-1] == ("systemctl", "--user", "enable", "--now", service.path.name)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_systemd_takes_the_service(tmp_path):
    service = build_systemd_service(tmp_path / "a folder", ["/bin/true"], tmp_path)
    service.path.parent.mkdir(parents=True)
    service.path.write_bytes(service.content)
    told = subprocess.run(
        ["systemd-analyze", "verify", "--user", service.path], capture_output=True, text=True, check=False
    )
    assert service.path.name not in told.stderr


def test_the_scheduled_task_of_windows_starts_the_courier_of_its_folder(tmp_path):
    folder = PureWindowsPath(r"C:\Users\Bryn & Co\Handover office")
    command = [r"C:\Program Files\Python311\python.exe", r"C:\Tools\courier.pyz"]
    task = build_windows_task(folder, command, r"SCHOOL\bryn", tmp_path)
    assert task.content.startswith(b"\xff\xfe")
    tree = etree.fromstring(task.content)

    def text(name):
        return tree.findtext(f".//t:{name}", namespaces=TASK)

    assert text("Command") == r"C:\Program Files\Python311\pythonw.exe"
    assert text("Arguments") == (r'C:\Tools\courier.pyz courier --folder "C:\Users\Bryn & Co\Handover office"')
    assert text("UserId") == r"SCHOOL\bryn"
    assert text("MultipleInstancesPolicy") == "IgnoreNew"
    assert text("ExecutionTimeLimit") == "PT0S"
    assert task.commands[0][:3] == ("schtasks", "/Create", "/F")


def test_couriers_of_two_folders_have_services_of_their_own(tmp_path):
    names = {build_systemd_service(tmp_path / each, ["x"], tmp_path).path for each in ("a", "b")}
    assert len(names) == 2
