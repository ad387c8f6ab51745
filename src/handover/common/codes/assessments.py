"""Codes of results: stage, subject, method, component, status, qualifier, locale.

The combinations in use are published each year and change; a code that is not here is shown as it stands.
"""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

CBDS: Final = "Common Basic Data Set, and files seen"

STAGE: Final = CodeSet(
    "stage",
    Text("Stage", "Cyfnod"),
    CBDS,
    read_code_rows(
        """
        EYF | Early years foundation stage                 | Cyfnod sylfaen y blynyddoedd cynnar
        FSP | Foundation stage profile                     | Proffil y cyfnod sylfaen
        KS0 | On entry                                     | Wrth gychwyn yn yr ysgol
        KS1 | Key stage 1                                  | Cyfnod allweddol 1
        K1T | Key stage 1 trial                            | Treial cyfnod allweddol 1
        K2P | Key stage 2 progress tests                   | Profion cynnydd cyfnod allweddol 2
        K3P | Key stage 3 progress tests                   | Profion cynnydd cyfnod allweddol 3
        KS2 | Key stage 2                                  | Cyfnod allweddol 2
        KS3 | Key stage 3                                  | Cyfnod allweddol 3
        KS4 | Key stage 4                                  | Cyfnod allweddol 4
        KS5 | Key stage 5                                  | Cyfnod allweddol 5
        Y03 | Year 3                                       | Blwyddyn 3
        Y04 | Year 4                                       | Blwyddyn 4
        Y4X | Year 4, tests of 1997                        | Blwyddyn 4, profion 1997
        Y05 | Year 5                                       | Blwyddyn 5
        Y07 | Year 7                                       | Blwyddyn 7
        Y7P | Year 7 progress tests                        | Profion cynnydd blwyddyn 7
        Y08 | Year 8                                       | Blwyddyn 8
        EAL | English as an additional language            | Saesneg fel iaith ychwanegol
        SEN | Special educational needs, P scales          | Anghenion addysgol arbennig, graddfeydd P
        W09 | World class tests, age 9                     | Profion safon byd, 9 oed
        W13 | World class tests, age 13                    | Profion safon byd, 13 oed
        SL2 | Assessment stage SL2                         | Cyfnod asesu SL2
        SL3 | Assessment stage SL3                         | Cyfnod asesu SL3
        SL4 | Assessment stage SL4                         | Cyfnod asesu SL4
        SL5 | Assessment stage SL5                         | Cyfnod asesu SL5
        SL6 | Assessment stage SL6                         | Cyfnod asesu SL6
        P2  | Primary 2 (Scotland)                         | Cynradd 2 (yr Alban)
        P3  | Primary 3 (Scotland)                         | Cynradd 3 (yr Alban)
        P4  | Primary 4 (Scotland)                         | Cynradd 4 (yr Alban)
        P5  | Primary 5 (Scotland)                         | Cynradd 5 (yr Alban)
        P6  | Primary 6 (Scotland)                         | Cynradd 6 (yr Alban)
        P7  | Primary 7 (Scotland)                         | Cynradd 7 (yr Alban)
        S1  | Secondary 1 (Scotland)                       | Uwchradd 1 (yr Alban)
        S2  | Secondary 2 (Scotland)                       | Uwchradd 2 (yr Alban)
        """
    ),
)

SUBJECT: Final = CodeSet(
    "subject",
    Text("Subject", "Pwnc"),
    CBDS,
    read_code_rows(
        """
        ARA | Arabic                                       | Arabeg
        ART | Art and design                               | Celf a dylunio
        BEN | Bengali                                      | Bengaleg
        CHI | Chinese                                      | Tsieineeg
        CLL | Communication, language and literacy         | Cyfathrebu, iaith a llythrennedd
        COM | Communication and language                   | Cyfathrebu ac iaith
        CRE | Creative development                         | Datblygiad creadigol
        CYM | Welsh                                        | Cymraeg
        DAN | Danish                                       | Daneg
        DAT | Design and technology                        | Dylunio a thechnoleg
        DUT | Dutch                                        | Iseldireg
        EAD | Expressive arts and design                   | Y celfyddydau mynegiannol a dylunio
        ENG | English                                      | Saesneg
        FIN | Finnish                                      | Ffinneg
        FRE | French                                       | Ffrangeg
        FSP | Foundation stage profile, in all             | Proffil y cyfnod sylfaen, cyfanswm
        GAE | Scottish Gaelic                              | Gaeleg yr Alban
        GEO | Geography                                    | Daearyddiaeth
        GER | German                                       | Almaeneg
        GRE | Greek                                        | Groeg
        GUJ | Gujarati                                     | Gwjarati
        HEB | Hebrew                                       | Hebraeg
        HIS | History                                      | Hanes
        ICT | Information technology                       | Technoleg gwybodaeth
        ITA | Italian                                      | Eidaleg
        JAP | Japanese                                     | Japaneeg
        KUW | Knowledge and understanding of the world     | Gwybodaeth a dealltwriaeth o'r byd
        LIT | Literacy                                     | Llythrennedd
        MAT | Mathematics                                  | Mathemateg
        MFL | Modern foreign language                      | Iaith dramor fodern
        MUS | Music                                        | Cerddoriaeth
        PAN | Panjabi                                      | Pwnjabeg
        PED | Physical education                           | Addysg gorfforol
        PHY | Physical development                         | Datblygiad corfforol
        POR | Portuguese                                   | Portiwgaleg
        PSE | Personal, social and emotional development   | Datblygiad personol, cymdeithasol ac emosiynol
        PSH | Personal, social and health education        | Addysg bersonol, gymdeithasol ac iechyd
        RUS | Russian                                      | Rwsieg
        SCI | Science                                      | Gwyddoniaeth
        SPA | Spanish                                      | Sbaeneg
        SWE | Swedish                                      | Swedeg
        TUR | Turkish                                      | Tyrceg
        URD | Urdu                                         | Wrdw
        UTW | Understanding the world                      | Deall y byd
        WEL | Welsh as a second language                   | Cymraeg ail iaith
        """
    ),
)

METHOD: Final = CodeSet(
    "method",
    Text("How it was assessed", "Sut yr aseswyd"),
    CBDS,
    read_code_rows(
        """
        TA | Teacher assessment            | Asesiad athro
        TT | Task or test                  | Tasg neu brawf
        FA | Foundation profile assessment | Asesiad proffil y cyfnod sylfaen
        NA | Not assessed                  | Heb ei asesu
        DD | Disapplied                    | Wedi'i ddatgymhwyso
        """
    ),
)

COMPONENT: Final = CodeSet(
    "component",
    Text("Part of the subject", "Rhan o'r pwnc"),
    "files seen; most are not confirmed by a specification",
    read_code_rows(
        """
        SUB | Whole subject             | Y pwnc cyfan
        REA | Reading                   | Darllen
        WRI | Writing                   | Ysgrifennu
        SPL | Speaking and listening    | Siarad a gwrando
        AT1 | Attainment target 1       | Targed cyrhaeddiad 1
        AT2 | Attainment target 2       | Targed cyrhaeddiad 2
        AT3 | Attainment target 3       | Targed cyrhaeddiad 3
        AT4 | Attainment target 4       | Targed cyrhaeddiad 4
        AT5 | Attainment target 5       | Targed cyrhaeddiad 5
        PHO | Phonics screening check   | Gwiriad sgrinio ffoneg
        MTC | Multiplication tables     | Tablau lluosi
        E01 | Early learning goal 1     | Nod dysgu cynnar 1
        E02 | Early learning goal 2     | Nod dysgu cynnar 2
        E03 | Early learning goal 3     | Nod dysgu cynnar 3
        E04 | Early learning goal 4     | Nod dysgu cynnar 4
        E05 | Early learning goal 5     | Nod dysgu cynnar 5
        E06 | Early learning goal 6     | Nod dysgu cynnar 6
        E07 | Early learning goal 7     | Nod dysgu cynnar 7
        E08 | Early learning goal 8     | Nod dysgu cynnar 8
        E09 | Early learning goal 9     | Nod dysgu cynnar 9
        E10 | Early learning goal 10    | Nod dysgu cynnar 10
        E11 | Early learning goal 11    | Nod dysgu cynnar 11
        E12 | Early learning goal 12    | Nod dysgu cynnar 12
        E13 | Early learning goal 13    | Nod dysgu cynnar 13
        E14 | Early learning goal 14    | Nod dysgu cynnar 14
        E15 | Early learning goal 15    | Nod dysgu cynnar 15
        E16 | Early learning goal 16    | Nod dysgu cynnar 16
        E17 | Early learning goal 17    | Nod dysgu cynnar 17
        """
    ),
)

RESULT_STATUS: Final = CodeSet(
    "result_status",
    Text("Standing of the result", "Statws y canlyniad"),
    CBDS,
    read_code_rows(
        """
        R | Result                              | Canlyniad
        P | Provisional, may still be changed   | Dros dro, gall newid eto
        I | Interim                             | Interim
        E | Estimate                            | Amcangyfrif
        T | Target                              | Targed
        """
    ),
)

RESULT_QUALIFIER: Final = CodeSet(
    "result_qualifier",
    Text("What the result counts", "Beth mae'r canlyniad yn ei fesur"),
    CBDS,
    read_code_rows(
        """
        NL | National curriculum level               | Lefel y cwricwlwm cenedlaethol
        ND | Level with a decimal                    | Lefel â degolyn
        NF | Level with fine grades                  | Lefel â graddau manwl
        NR | Marks in a test                         | Marciau mewn prawf
        NA | Score made even for age                 | Sgôr wedi'i safoni yn ôl oed
        NS | Normalised or total score               | Sgôr wedi'i normaleiddio neu gyfanswm
        NM | Mark or number score                    | Marc neu sgôr rhif
        NP | P scale                                 | Graddfa P
        FS | Foundation stage profile score          | Sgôr proffil y cyfnod sylfaen
        FD | Foundation stage profile detail         | Manylyn proffil y cyfnod sylfaen
        FC | Foundation stage profile count          | Cyfrif proffil y cyfnod sylfaen
        EL | Level of English as another language    | Lefel Saesneg fel iaith ychwanegol
        EG | Examination grade                       | Gradd arholiad
        MT | Multiplication tables check             | Gwiriad tablau lluosi
        IA | International Baccalaureate assessment  | Asesiad y Fagloriaeth Ryngwladol
        IG | International Baccalaureate grade point | Pwynt gradd y Fagloriaeth Ryngwladol
        IR | International Baccalaureate result      | Canlyniad y Fagloriaeth Ryngwladol
        IS | International Baccalaureate total       | Cyfanswm y Fagloriaeth Ryngwladol
        AG | Age score                               | Sgôr oed
        SA | Standard age score                      | Sgôr oed safonol
        LG | Letter grade                            | Gradd lythyren
        ML | Mastery level                           | Lefel meistrolaeth
        NC | Normal curve equivalent                 | Cywerth cromlin normal
        PF | Pass or fail                            | Llwyddo neu fethu
        PC | Percentile                              | Canradd
        PR | Percentile rank                         | Safle canradd
        RA | Ranking                                 | Safle
        RS | Raw score                               | Sgôr crai
        SC | Scale score                             | Sgôr graddfa
        OT | Other                                   | Arall
        CM | Comment                                 | Sylw
        """
    ),
)

LOCALE: Final = CodeSet(
    "locale",
    Text("Country of the assessment", "Gwlad yr asesiad"),
    "files seen; the code for Wales is not confirmed by a specification",
    read_code_rows(
        """
        ENG | England          | Lloegr
        WLS | Wales            | Cymru
        SCT | Scotland         | Yr Alban
        NIR | Northern Ireland | Gogledd Iwerddon
        E   | England          | Lloegr
        W   | Wales            | Cymru
        S   | Scotland         | Yr Alban
        """
    ),
)

SETS: Final = (STAGE, SUBJECT, METHOD, COMPONENT, RESULT_STATUS, RESULT_QUALIFIER, LOCALE)
