"""Codes of the people around a pupil: how they are related and how they are telephoned."""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

TELEPHONE: Final = CodeSet(
    "telephone",
    Text("Kind of telephone", "Math o ffôn"),
    "Common Basic Data Set, 100144",
    read_code_rows(
        """
        H | Home           | Cartref
        A | Another home   | Cartref arall
        M | Mobile         | Symudol
        W | Work           | Gwaith
        F | Fax            | Ffacs
        D | Minicom        | Minicom
        """
    ),
)

# Two generations of the list live side by side: three letters in most Common Transfer Files, four letters since about
# 2008 and in SIF. Which of them a version of the file requires is not known, so both are taken.
RELATIONSHIP: Final = CodeSet(
    "relationship",
    Text("Relationship to the pupil", "Perthynas â'r disgybl"),
    "Common Basic Data Set, 100166, both generations",
    read_code_rows(
        """
        PAM  | Mother                           | Mam
        PAF  | Father                           | Tad
        STP  | Step-parent                      | Llys-riant
        FOS  | Foster parent                    | Rhiant maeth
        CAR  | Carer                            | Gofalwr
        CHM  | Childminder                      | Gwarchodwr plant
        FAM  | Another member of the family     | Aelod arall o'r teulu
        REL  | Another relative                 | Perthynas arall
        SWR  | Social worker                    | Gweithiwr cymdeithasol
        DOC  | Doctor                           | Meddyg
        RLG  | Religious contact                | Cyswllt crefyddol
        TCH  | Teacher                          | Athro
        HTC  | Head teacher                     | Pennaeth
        OTH  | Other                            | Arall
        ASWR | Representative of an agency      | Cynrychiolydd asiantaeth
        CARE | Carer                            | Gofalwr
        CHMR | Childminder                      | Gwarchodwr plant
        DEPD | Dependant                        | Dibynnydd
        DOCT | Doctor                           | Meddyg
        EMPY | Employer                         | Cyflogwr
        FAAP | Adoptive parent                  | Rhiant mabwysiadol
        FAAS | Adopted son                      | Mab mabwysiedig
        FABH | Half-brother                     | Hanner brawd
        FABI | Brother-in-law                   | Brawd-yng-nghyfraith
        FABN | Brother                          | Brawd
        FABS | Stepbrother                      | Llysfrawd
        FADF | Foster daughter                  | Merch faeth
        FADI | Daughter-in-law                  | Merch-yng-nghyfraith
        FADR | Daughter                         | Merch
        FAFF | Foster father                    | Tad maeth
        FAFI | Father-in-law                    | Tad-yng-nghyfraith
        FAFN | Father                           | Tad
        FAFO | Father's partner                 | Partner y tad
        FAFS | Stepfather                       | Llystad
        FAGA | Great-aunt                       | Hen fodryb
        FAGD | Granddaughter                    | Wyres
        FAGF | Grandfather                      | Taid neu dad-cu
        FAGM | Grandmother                      | Nain neu fam-gu
        FAGS | Grandson                         | Ŵyr
        FAGU | Great-uncle                      | Hen ewythr
        FALP | Life partner                     | Partner oes
        FAMF | Foster mother                    | Mam faeth
        FAMH | Husband                          | Gŵr
        FAMI | Mother-in-law                    | Mam-yng-nghyfraith
        FAMN | Mother                           | Mam
        FAMO | Mother's partner                 | Partner y fam
        FAMS | Stepmother                       | Llysfam
        FANC | Niece                            | Nith
        FANW | Nephew                           | Nai
        FAOT | Another member of the family     | Aelod arall o'r teulu
        FAPF | Foster parent                    | Rhiant maeth
        FAPP | Life partner of a parent         | Partner oes rhiant
        FASF | Foster son                       | Mab maeth
        FASH | Half-sister                      | Hanner chwaer
        FASI | Sister-in-law                    | Chwaer-yng-nghyfraith
        FASN | Sister                           | Chwaer
        FASO | Son                              | Mab
        FASP | Stepson                          | Llysfab
        FASS | Stepsister                       | Llyschwaer
        FASW | Son-in-law                       | Mab-yng-nghyfraith
        FNCF | Fiancée                          | Dyweddi (benyw)
        FNCM | Fiancé                           | Dyweddi (gwryw)
        FRND | Friend                           | Ffrind
        GUAR | Guardian appointed by a court    | Gwarcheidwad a benodwyd gan lys
        HTCR | Head teacher                     | Pennaeth
        NONE | None                             | Dim
        OREL | Another relative                 | Perthynas arall
        OTHR | Other                            | Arall
        PREH | Former husband                   | Cyn-ŵr
        PREW | Former wife                      | Cyn-wraig
        PROB | Probation officer                | Swyddog prawf
        PTNP | Partner of a parent              | Partner rhiant
        PTNR | Partner                          | Partner
        RELA | Aunt                             | Modryb
        RELC | Cousin                           | Cefnder neu gyfnither
        RELG | Minister of religion             | Gweinidog yr efengyl neu offeiriad
        RELU | Uncle                            | Ewythr
        SIGO | Someone close                    | Rhywun agos
        SWKR | Social worker                    | Gweithiwr cymdeithasol
        TADV | Adviser                          | Cynghorydd
        WARD | Ward                             | Ward
        WIFE | Wife                             | Gwraig
        """
    ),
)

SETS: Final = (RELATIONSHIP, TELEPHONE)
