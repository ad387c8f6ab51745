"""Codes of who a pupil is: year group, enrolment, sex, national identity, care, boarding, and who said so."""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

CBDS: Final = "Common Basic Data Set"

NC_YEAR: Final = CodeSet(
    "nc_year",
    Text("Year group", "Grŵp blwyddyn"),
    f"{CBDS}, 100068",
    read_code_rows(
        """
        N1 | Nursery, first year              | Meithrin, blwyddyn gyntaf
        N2 | Nursery, second year             | Meithrin, ail flwyddyn
        R  | Reception                        | Derbyn
        1  | Year 1                           | Blwyddyn 1
        2  | Year 2                           | Blwyddyn 2
        3  | Year 3                           | Blwyddyn 3
        4  | Year 4                           | Blwyddyn 4
        5  | Year 5                           | Blwyddyn 5
        6  | Year 6                           | Blwyddyn 6
        7  | Year 7                           | Blwyddyn 7
        8  | Year 8                           | Blwyddyn 8
        9  | Year 9                           | Blwyddyn 9
        10 | Year 10                          | Blwyddyn 10
        11 | Year 11                          | Blwyddyn 11
        12 | Year 12                          | Blwyddyn 12
        13 | Year 13                          | Blwyddyn 13
        14 | Year 14                          | Blwyddyn 14
        X  | No year group (special schools)  | Dim grŵp blwyddyn (ysgolion arbennig)
        """
    ),
)

ENROLMENT_STATUS: Final = CodeSet(
    "enrolment_status",
    Text("Enrolment status", "Statws cofrestru"),
    f"{CBDS}, 100060",
    read_code_rows(
        """
        C | On roll at this school only                  | Ar gofrestr yr ysgol hon yn unig
        M | On roll at two schools, this is the main one | Ar gofrestr dwy ysgol, hon yw'r brif ysgol
        S | On roll at two schools, this is the second   | Ar gofrestr dwy ysgol, hon yw'r ail ysgol
        G | Guest: comes to some lessons, not on roll    | Gwestai: yn dod i rai gwersi, heb fod ar y gofrestr
        P | Was on roll before                           | Ar y gofrestr gynt
        """
    ),
)

GENDER: Final = CodeSet(
    "gender",
    Text("Sex or gender", "Rhyw neu rywedd"),
    f"{CBDS}, 100008",
    read_code_rows(
        """
        M | Male     | Gwryw
        F | Female   | Benyw
        U | Unknown  | Anhysbys
        W | Withheld | Heb ei ddatgelu
        O | Other    | Arall
        """
    ),
)

SOURCE: Final = CodeSet(
    "source",
    Text("Who gave the information", "Pwy roddodd yr wybodaeth"),
    f"{CBDS}, 100058",
    read_code_rows(
        """
        C | The pupil                      | Y disgybl
        P | A parent                       | Rhiant
        S | The present school's judgement | Barn yr ysgol bresennol
        T | An earlier school's judgement  | Barn ysgol flaenorol
        O | Somebody else                  | Rhywun arall
        """
    ),
)

NATIONAL_IDENTITY: Final = CodeSet(
    "national_identity",
    Text("National identity", "Hunaniaeth genedlaethol"),
    f"{CBDS}, 190001 (Wales)",
    read_code_rows(
        """
        WAL | Welsh        | Cymreig
        ENG | English      | Seisnig
        SCO | Scottish     | Albanaidd
        IRE | Irish        | Gwyddelig
        BRI | British      | Prydeinig
        OTH | Other        | Arall
        REF | Refused      | Gwrthodwyd
        NOS | Not supplied | Heb ei gyflwyno
        """
    ),
)

BOARDER: Final = CodeSet(
    "boarder",
    Text("Boarding", "Lletya"),
    CBDS,
    read_code_rows(
        """
        N | Does not board                   | Nid yw'n lletya
        B | Boards, nights a week not stated | Yn lletya, heb nodi nifer y nosweithiau
        6 | Boards up to six nights a week   | Yn lletya hyd at chwe noson yr wythnos
        7 | Boards seven nights a week       | Yn lletya saith noson yr wythnos
        """
    ),
)

CARE_TYPE: Final = CodeSet(
    "care_type",
    Text("Kind of care", "Math o ofal"),
    CBDS,
    read_code_rows(
        """
        FT | Foster family         | Teulu maeth
        CH | Children's home       | Cartref plant
        WP | With parents          | Gyda rhieni
        PA | Placed for adoption   | Wedi'i leoli i'w fabwysiadu
        OT | Other                 | Arall
        """
    ),
)

UK_COUNTRY: Final = CodeSet(
    "uk_country",
    Text("Country of the United Kingdom", "Gwlad yn y Deyrnas Unedig"),
    "by analogy with files seen; not confirmed by a specification",
    read_code_rows(
        """
        ENG | England          | Lloegr
        WLS | Wales            | Cymru
        SCT | Scotland         | Yr Alban
        NIR | Northern Ireland | Gogledd Iwerddon
        """
    ),
)

SETS: Final = (
    NC_YEAR,
    ENROLMENT_STATUS,
    GENDER,
    SOURCE,
    NATIONAL_IDENTITY,
    BOARDER,
    CARE_TYPE,
    UK_COUNTRY,
)
