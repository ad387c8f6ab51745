"""Codes of what help a pupil gets: special educational needs, and the four levels of support that Wales records."""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

SEN_PROVISION: Final = CodeSet(
    "sen_provision",
    Text("Special educational needs provision", "Darpariaeth anghenion addysgol arbennig"),
    "Common Basic Data Set; K and E for England since 2014",
    read_code_rows(
        """
        N | No special educational need         | Dim angen addysgol arbennig
        A | School Action or Early Years Action | Gweithredu gan yr Ysgol neu'r Blynyddoedd Cynnar
        P | School Action Plus                  | Gweithredu gan yr Ysgol a Mwy
        Q | School Action Plus, being assessed  | Gweithredu gan yr Ysgol a Mwy, dan asesiad statudol
        S | Statement                           | Datganiad
        K | SEN support                         | Cymorth AAA
        E | Education, health and care plan     | Cynllun addysg, iechyd a gofal
        """
    ),
)

SEN_NEED: Final = CodeSet(
    "sen_need",
    Text("Special educational need", "Angen addysgol arbennig"),
    "Common Basic Data Set; SEMH and NSA for England since 2014",
    read_code_rows(
        """
        SPLD | Specific learning difficulty               | Anhawster dysgu penodol
        MLD  | Moderate learning difficulty               | Anhawster dysgu cymedrol
        SLD  | Severe learning difficulty                 | Anhawster dysgu difrifol
        PMLD | Profound and multiple learning difficulty  | Anhawster dysgu dwys a lluosog
        BESD | Behaviour, emotional and social difficulty | Anhawster ymddygiadol, emosiynol a chymdeithasol
        SEMH | Social, emotional and mental health        | Cymdeithasol, emosiynol ac iechyd meddwl
        SLCN | Speech, language and communication (England) | Lleferydd, iaith a chyfathrebu (Lloegr)
        SLCD | Speech, language and communication (Wales) | Lleferydd, iaith a chyfathrebu (Cymru)
        HI   | Hearing impairment                         | Nam ar y clyw
        VI   | Visual impairment                          | Nam ar y golwg
        MSI  | Multi-sensory impairment                   | Nam amlsynhwyraidd
        PD   | Physical disability (England)              | Anabledd corfforol (Lloegr)
        PMED | Physical or medical difficulty (Wales)     | Anhawster corfforol neu feddygol (Cymru)
        ASD  | Autistic spectrum                          | Sbectrwm awtistig
        OTH  | Another difficulty or disability (England) | Anhawster neu anabledd arall (Lloegr)
        DNA  | Does not apply (Wales)                     | Ddim yn berthnasol (Cymru)
        NSA  | Support without a specialist assessment    | Cymorth heb asesiad arbenigol
        """
    ),
)

SEN_CURRICULUM: Final = CodeSet(
    "sen_curriculum",
    Text("Curriculum and teaching methods", "Cwricwlwm a dulliau addysgu"),
    "Common Basic Data Set, 190010 (Wales)",
    read_code_rows(
        """
        CT1 | Some work made to fit the pupil             | Rhywfaint o waith wedi'i deilwra i'r disgybl
        CT2 | Much work made to fit the pupil             | Llawer o waith wedi'i deilwra i'r disgybl
        CT3 | Some changes to the curriculum              | Rhai newidiadau i'r cwricwlwm
        CT4 | Large changes to the curriculum             | Newidiadau mawr i'r cwricwlwm
        """
    ),
)

SEN_GROUPING: Final = CodeSet(
    "sen_grouping",
    Text("Grouping and support", "Grwpio a chymorth"),
    "Common Basic Data Set, 190011 (Wales)",
    read_code_rows(
        """
        GS1 | Extra help in class now and then   | Cymorth ychwanegol yn y dosbarth o bryd i'w gilydd
        GS2 | Planned and lasting extra help     | Cymorth ychwanegol wedi'i gynllunio dros amser
        GS3 | Taught in a small group in class   | Addysgir mewn grŵp bach yn y dosbarth
        GS4 | Taught mostly in a small group     | Addysgir mewn grŵp bach gan mwyaf
        """
    ),
)

SEN_RESOURCES: Final = CodeSet(
    "sen_resources",
    Text("Specialised resources", "Adnoddau arbenigol"),
    "Common Basic Data Set, 190012 (Wales)",
    read_code_rows(
        """
        SR1 | Ordinary equipment from time to time       | Offer cyffredin o bryd i'w gilydd
        SR2 | Ordinary equipment of the pupil's own      | Offer cyffredin at ddefnydd y disgybl ei hun
        SR3 | Special equipment of the pupil's own       | Offer arbenigol at ddefnydd y disgybl ei hun
        SR4 | Highly special equipment, always at hand   | Offer tra arbenigol, wrth law bob amser
        """
    ),
)

SEN_ADVICE: Final = CodeSet(
    "sen_advice",
    Text("Advice and assessment", "Cyngor ac asesu"),
    "Common Basic Data Set, 190013 (Wales)",
    read_code_rows(
        """
        AA1 | Assessed by the school            | Asesiad gan yr ysgol
        AA2 | Advice from outside the school    | Cyngor o'r tu allan i'r ysgol
        AA3 | Assessed by a specialist          | Asesiad gan arbenigwr
        AA4 | Assessed by several services      | Asesiad gan sawl gwasanaeth
        """
    ),
)

SETS: Final = (SEN_PROVISION, SEN_NEED, SEN_CURRICULUM, SEN_GROUPING, SEN_RESOURCES, SEN_ADVICE)
