"""Codes of being there or not: register marks, exclusions, why a pupil left and where to."""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

# C1 to Y7 and the present meanings of K and Q are England's since August 2024; H, J and Y were dropped there then, but
# stand in older files.
ATTENDANCE: Final = CodeSet(
    "attendance",
    Text("Register mark", "Marc cofrestr"),
    "Common Basic Data Set; England's codes of August 2024",
    read_code_rows(
        r"""
        /  | Present, morning                                 | Presennol, bore
        \  | Present, afternoon                               | Presennol, prynhawn
        L  | Late, before the register closed                 | Yn hwyr, cyn i'r gofrestr gau
        B  | Learning off site                                | Yn dysgu oddi ar y safle
        C  | Away with leave, other reason                    | Absennol â chaniatâd, rheswm arall
        C1 | Away with leave: performance or work abroad      | Absennol â chaniatâd: perfformio neu weithio dramor
        C2 | Away with leave: part-time timetable             | Absennol â chaniatâd: amserlen ran-amser
        D  | At the other school where on roll                | Yn yr ysgol arall lle mae ar y gofrestr
        E  | Excluded or suspended                            | Wedi'i wahardd
        F  | Long family holiday, agreed                      | Gwyliau teuluol estynedig, cytunwyd
        G  | Family holiday, not agreed                       | Gwyliau teuluol, ni chytunwyd
        H  | Family holiday, agreed                           | Gwyliau teuluol, cytunwyd
        I  | Ill                                              | Yn sâl
        J  | At an interview                                  | Mewn cyfweliad
        J1 | Away with leave: interview                       | Absennol â chaniatâd: cyfweliad
        K  | Learning elsewhere, arranged by the authority    | Yn dysgu mewn man arall, trefnwyd gan yr awdurdod
        M  | Medical or dental appointment                    | Apwyntiad meddygol neu ddeintyddol
        N  | Away, no reason given yet                        | Absennol, dim rheswm eto
        O  | Away without leave                               | Absennol heb ganiatâd
        P  | Sporting activity                                | Gweithgaredd chwaraeon
        Q  | Away: no transport or access arranged            | Absennol: heb drefnu cludiant na mynediad
        R  | Religious observance                             | Defod grefyddol
        S  | Study leave                                      | Absenoldeb astudio
        T  | Travelling with a Traveller family               | Yn teithio gyda theulu o Deithwyr
        U  | Late, after the register closed                  | Yn hwyr, ar ôl i'r gofrestr gau
        V  | Educational visit                                | Ymweliad addysgol
        W  | Work experience                                  | Profiad gwaith
        X  | Need not attend (age)                            | Nid oes rhaid mynychu (oed)
        Y  | School shut by force of events                   | Ysgol ar gau oherwydd amgylchiadau
        Y1 | Unable to attend: usual transport not running    | Yn methu mynychu: y cludiant arferol heb redeg
        Y2 | Unable to attend: widespread travel disruption   | Yn methu mynychu: tarfu eang ar deithio
        Y3 | Unable to attend: part of the school shut        | Yn methu mynychu: rhan o'r ysgol ar gau
        Y4 | Unable to attend: whole school shut unexpectedly | Yn methu mynychu: yr ysgol gyfan ar gau'n annisgwyl
        Y5 | Unable to attend: held in the justice system     | Yn methu mynychu: yn y ddalfa
        Y6 | Unable to attend: public health rules            | Yn methu mynychu: rheolau iechyd y cyhoedd
        Y7 | Unable to attend: another unavoidable cause      | Yn methu mynychu: achos anorfod arall
        Z  | Not on roll yet                                  | Ddim ar y gofrestr eto
        #  | School closed to all                             | Ysgol ar gau i bawb
        """
    ),
)

EXCLUSION_CATEGORY: Final = CodeSet(
    "exclusion_category",
    Text("Kind of exclusion", "Math o waharddiad"),
    "Common Basic Data Set",
    read_code_rows(
        """
        FIXD | For a fixed time | Am gyfnod penodol
        PERM | Permanent        | Parhaol
        LNCH | Lunchtimes only  | Amser cinio yn unig
        """
    ),
)

EXCLUSION_REASON: Final = CodeSet(
    "exclusion_reason",
    Text("Reason for exclusion", "Rheswm dros wahardd"),
    "Common Basic Data Set",
    read_code_rows(
        """
        PP | Hurting a pupil                    | Ymosod ar ddisgybl
        PA | Hurting an adult                   | Ymosod ar oedolyn
        VP | Abusing or threatening a pupil     | Cam-drin neu fygwth disgybl ar lafar
        VA | Abusing or threatening an adult    | Cam-drin neu fygwth oedolyn ar lafar
        BU | Bullying                           | Bwlio
        PW | Having or using a weapon           | Meddu ar arf neu ei ddefnyddio
        RA | Racist abuse                       | Cam-drin hiliol
        SM | Sexual misconduct                  | Camymddwyn rhywiol
        DA | Drugs or alcohol                   | Cyffuriau neu alcohol
        DM | Damage                             | Difrod
        TB | Threatening or dangerous behaviour | Ymddygiad bygythiol neu beryglus
        DR | Defying the school's rules         | Herio rheolau'r ysgol
        TH | Theft                              | Dwyn
        DB | Lasting disruptive behaviour       | Ymddygiad aflonyddgar parhaus
        OT | Other                              | Arall
        """
    ),
)

LEAVING_REASON: Final = CodeSet(
    "leaving_reason",
    Text("Reason for leaving", "Rheswm dros adael"),
    "Common Basic Data Set, 100244",
    read_code_rows(
        """
        NI | Nursery to infant school                     | O'r feithrin i ysgol fabanod
        IJ | Infant to junior or primary school           | O ysgol fabanod i ysgol iau neu gynradd
        JS | Junior or primary to secondary school        | O ysgol iau neu gynradd i ysgol uwchradd
        FM | First to middle school                       | O ysgol gyntaf i ysgol ganol
        MS | Middle to secondary school                   | O ysgol ganol i ysgol uwchradd
        ST | Changed school during the phase              | Newid ysgol yn ystod y cyfnod
        EM | Emigrated                                    | Ymfudo
        EO | Educated other than at school                | Addysg heblaw yn yr ysgol
        PE | Permanently excluded                         | Gwaharddiad parhaol
        MD | Parent deployed by the armed forces          | Rhiant yn cael ei leoli gan y lluoedd arfog
        DD | Died                                         | Bu farw
        OS | Another school's sixth form                  | Chweched dosbarth ysgol arall
        FE | Further education                            | Addysg bellach
        HE | Higher education                             | Addysg uwch
        TR | Training                                     | Hyfforddiant
        WK | Work                                         | Gwaith
        UN | Unemployed                                   | Di-waith
        OT | Other or not known                           | Arall neu anhysbys
        """
    ),
)

DESTINATION: Final = CodeSet(
    "destination",
    Text("Where a leaver went", "I ble yr aeth disgybl a adawodd"),
    "Common Basic Data Set, the older and the present list",
    read_code_rows(
        """
        PS | Primary school                   | Ysgol gynradd
        SS | Secondary school                 | Ysgol uwchradd
        MP | Maintained primary school        | Ysgol gynradd a gynhelir
        IP | Independent primary school       | Ysgol gynradd annibynnol
        MS | Maintained secondary school      | Ysgol uwchradd a gynhelir
        IS | Independent secondary school     | Ysgol uwchradd annibynnol
        SC | Sixth form college               | Coleg chweched dosbarth
        FE | Further education                | Addysg bellach
        HE | Higher education                 | Addysg uwch
        WL | Learning at work                 | Dysgu seiliedig ar waith
        EM | Employment                       | Cyflogaeth
        NK | Other or not known               | Arall neu anhysbys
        """
    ),
)

SETS: Final = (ATTENDANCE, LEAVING_REASON, DESTINATION, EXCLUSION_CATEGORY, EXCLUSION_REASON)
