"""Codes that are not the same on both sides, as tables. What is not here keeps its code or has no home.

Sources: reference/ctf.md section 10; SIF UK 1.2, the code sets of section 6.3.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

SEN_PROVISION: Final[Mapping[str, str]] = MappingProxyType({"K": "A", "E": "S", "Q": "P"})
"""SEN support, education, health and care plan, and statutory assessment as the nearest that SIF UK 1.2 knows."""

SEN_NEED: Final[Mapping[str, str]] = MappingProxyType({"SEMH": "BESD", "NSA": "OTH"})
"""Social, emotional and mental health; no specialist assessment."""
OTHER_NEED: Final = "OTH"
"""What a need is called of which SIF UK 1.2 has no code at all."""

SEX: Final[Mapping[str, str]] = MappingProxyType({"M": "M", "F": "F", "U": "U", "O": "U"})

METHOD: Final[Mapping[str, str]] = MappingProxyType({"FA": "TA"})
"""The foundation profile is a teacher's assessment."""
OTHER_METHOD: Final = "TA"
OTHER_QUALIFIER: Final = "OT"
USUAL_STATUS: Final = "R"

RELATIONSHIP_TO_SIF: Final[Mapping[str, str]] = MappingProxyType(
    {
        "PAM": "FAMN",
        "PAF": "FAFN",
        "STP": "PTNP",
        "FOS": "FAPF",
        "CAR": "CARE",
        "CHM": "CHMR",
        "FAM": "FAOT",
        "REL": "OREL",
        "SWR": "SWKR",
        "DOC": "DOCT",
        "RLG": "RELG",
        "TCH": "OTHR",
        "HTC": "HTCR",
        "OTH": "OTHR",
    }
)
"""The three-letter codes; a step-parent of known sex is a stepmother or stepfather (`STEP_PARENT`)."""

STEP_PARENT: Final[Mapping[str, str]] = MappingProxyType({"F": "FAMS", "M": "FAFS"})
ADOPTIVE_PARENT: Final[Mapping[str, str]] = MappingProxyType({"F": "PAM", "M": "PAF"})
OTHER_RELATIONSHIP: Final = "OTHR"

_TO_CTF: Final = """
PAM FAMN
PAF FAFN
STP FAMS FAFS
FOS FAPF FAMF FAFF
CAR CARE
CHM CHMR
SWR SWKR
DOC DOCT
RLG RELG
HTC HTCR
REL OREL RELA RELC RELU FAGA FAGU FANC FANW
FAM FAOT FAAP FAAS FABH FABI FABN FABS FADF FADI FADR FAFI FAGD FAGF FAGM FAGS FAMH FAMI FASF FASH FASI FASN FASO
FAM FASP FASS FASW WIFE
OTH OTHR ASWR DEPD EMPY FAFO FALP FAMO FAPP FNCF FNCM FRND GUAR NONE PREH PREW PROB PTNP PTNR SIGO TADV WARD
"""

RELATIONSHIP_TO_CTF: Final[Mapping[str, str]] = MappingProxyType(
    {code: first for first, *others in map(str.split, _TO_CTF.strip().splitlines()) for code in others}
)
"""The 68 codes of SIF as the 14 of three letters: many become one, and the report says which (reference 10.12)."""

ATTENDANCE_REASONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        **dict.fromkeys("/\\", ("Present", "NA")),
        "L": ("Late", "NA"),
        **dict.fromkeys("BDJPVW", ("Present", "NA")),
        **dict.fromkeys("CEFHIMRST", ("Absent", "Authorised")),
        **dict.fromkeys("GNO", ("Absent", "Unauthorised")),
        "U": ("Late", "Unauthorised"),
        **dict.fromkeys("XYZ#", ("NA", "NA")),
    }
)
"""Type and Status of a reason by its mark. K is left out: SIF UK 1.2 calls it a placeholder, England since 2024 means
learning elsewhere; the marks of two letters have no code in SIF UK 1.2."""

FREE_MEALS: Final = "FSM"
FREE_MEALS_SPELLINGS: Final = frozenset({"fsm", "freeschoolmeal", "freeschoolmeals", "freemeal", "freemeals"})
"""How an entitlement to free school meals is called, with blanks and capitals left aside; SIF gives no list."""

MEDICAL_SENTENCE: Final = (
    "The last school holds medical information about this pupil: ask it. "
    "Mae gan yr ysgol ddiwethaf wybodaeth feddygol am y disgybl hwn: holwch hi."
)
"""What a medical alert says that stands for the medical flag of a Common Transfer File; the way back knows it again."""
