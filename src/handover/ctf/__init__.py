"""The Common Transfer File: its name, its content, the checks on both, and writing one. Pure.

>>> from handover.ctf import CommonTransferFile, Pupil, build_name, write_ctf
>>> build_name("6812990", "6814990", 1)
'6812990_CTF_6814990_001.xml'
>>> b"<Surname>Evans</Surname>" in write_ctf(CommonTransferFile(pupils=(Pupil(surname="Evans"),)))
True
"""

from typing import TYPE_CHECKING

from handover.common.lazy_names import export_lazily

if TYPE_CHECKING:
    from handover.ctf.account import Account, PupilAccount, account_of, summarise_file
    from handover.ctf.checks import CheckReport, check_ctf
    from handover.ctf.compare import FieldChange, FileComparison, PupilDifference, differences
    from handover.ctf.filename import NameReading, build_name, parse_name
    from handover.ctf.limits import FileLimits
    from handover.ctf.model import (
        Address,
        Assessment,
        AttendanceMarks,
        BasicDetails,
        CommonTransferFile,
        Contact,
        DestinationSchool,
        FreeSchoolMeals,
        Header,
        KeyStage,
        LanguageUse,
        LookedAfter,
        MealSpell,
        Phone,
        Pupil,
        SchoolSpell,
        SenHistory,
        SenNeed,
        SenStage,
        SourceSchool,
        Unknown,
        WelshDetails,
        YearAttendance,
    )
    from handover.ctf.reader import ReadResult, read_ctf
    from handover.ctf.verdict import FileVerdict
    from handover.ctf.writer import write_ctf

_HOMES = {
    "Account": "account",
    "Address": "model",
    "Assessment": "model",
    "AttendanceMarks": "model",
    "BasicDetails": "model",
    "CheckReport": "checks",
    "CommonTransferFile": "model",
    "Contact": "model",
    "DestinationSchool": "model",
    "FieldChange": "compare",
    "FileComparison": "compare",
    "FileLimits": "limits",
    "FileVerdict": "verdict",
    "FreeSchoolMeals": "model",
    "Header": "model",
    "KeyStage": "model",
    "LanguageUse": "model",
    "LookedAfter": "model",
    "MealSpell": "model",
    "NameReading": "filename",
    "Phone": "model",
    "Pupil": "model",
    "PupilAccount": "account",
    "PupilDifference": "compare",
    "ReadResult": "reader",
    "SchoolSpell": "model",
    "SenHistory": "model",
    "SenNeed": "model",
    "SenStage": "model",
    "SourceSchool": "model",
    "Unknown": "model",
    "WelshDetails": "model",
    "YearAttendance": "model",
    "account_of": "account",
    "build_name": "filename",
    "check_ctf": "checks",
    "differences": "compare",
    "parse_name": "filename",
    "read_ctf": "reader",
    "summarise_file": "account",
    "write_ctf": "writer",
}

if not TYPE_CHECKING:  # or a name that is misspelt would pass
    __getattr__ = export_lazily(__name__, _HOMES)

__all__ = [
    "Account",
    "Address",
    "Assessment",
    "AttendanceMarks",
    "BasicDetails",
    "CheckReport",
    "CommonTransferFile",
    "Contact",
    "DestinationSchool",
    "FieldChange",
    "FileComparison",
    "FileLimits",
    "FileVerdict",
    "FreeSchoolMeals",
    "Header",
    "KeyStage",
    "LanguageUse",
    "LookedAfter",
    "MealSpell",
    "NameReading",
    "Phone",
    "Pupil",
    "PupilAccount",
    "PupilDifference",
    "ReadResult",
    "SchoolSpell",
    "SenHistory",
    "SenNeed",
    "SenStage",
    "SourceSchool",
    "Unknown",
    "WelshDetails",
    "YearAttendance",
    "account_of",
    "build_name",
    "check_ctf",
    "differences",
    "parse_name",
    "read_ctf",
    "summarise_file",
    "write_ctf",
]
