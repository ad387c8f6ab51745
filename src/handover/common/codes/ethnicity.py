"""Codes of ethnic background: the main ones, and the finer ones that a local authority may choose to use.

Each finer code rolls up to a main one; the roll-ups are ours, from the names of the groups. Wales has a list of its
own; what differs in it is not confirmed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

ETHNICITY: Final = CodeSet(
    "ethnicity",
    Text("Ethnic background", "Cefndir ethnig"),
    "Common Basic Data Set, main and extended codes",
    read_code_rows(
        """
        WBRI | White British                          | Gwyn Prydeinig
        WIRI | White Irish                            | Gwyn Gwyddelig
        WIRT | Traveller of Irish heritage            | Teithiwr o dras Wyddelig
        WROM | Gypsy or Roma                          | Sipsi neu Roma
        WOTH | White, other background                | Gwyn, cefndir arall
        MWBC | White and Black Caribbean              | Gwyn a Du Caribïaidd
        MWBA | White and Black African                | Gwyn a Du Affricanaidd
        MWAS | White and Asian                        | Gwyn ac Asiaidd
        MOTH | Mixed, other background                | Cymysg, cefndir arall
        AIND | Indian                                 | Indiaidd
        APKN | Pakistani                              | Pacistanaidd
        ABAN | Bangladeshi                            | Bangladeshaidd
        AOTH | Asian, other background                | Asiaidd, cefndir arall
        BCRB | Black Caribbean                        | Du Caribïaidd
        BAFR | Black African                          | Du Affricanaidd
        BOTH | Black, other background                | Du, cefndir arall
        CHNE | Chinese                                | Tsieineaidd
        OOTH | Another ethnic group                   | Grŵp ethnig arall
        REFU | Refused                                | Gwrthodwyd
        NOBT | Not obtained yet                       | Heb ei gael eto
        WCOR | White Cornish                          | Gwyn Cernywaidd
        WENG | White English                          | Gwyn Seisnig
        WSCO | White Scottish                         | Gwyn Albanaidd
        WWEL | White Welsh                            | Gwyn Cymreig
        WOWB | White British, other                   | Gwyn Prydeinig, arall
        WALB | Albanian                               | Albaniaidd
        WBOS | Bosnian or Herzegovinian               | Bosniaidd neu Hertsegofinaidd
        WCRO | Croatian                               | Croataidd
        WGRE | Greek or Greek Cypriot                 | Groegaidd neu Gypraidd Roegaidd
        WGRK | Greek                                  | Groegaidd
        WGRC | Greek Cypriot                          | Cypraidd Roegaidd
        WITA | Italian                                | Eidalaidd
        WKOS | Kosovan                                | Cosofaidd
        WPOR | Portuguese                             | Portiwgeaidd
        WSER | Serbian                                | Serbaidd
        WTUR | Turkish or Turkish Cypriot             | Twrcaidd neu Gypraidd Dwrcaidd
        WTUK | Turkish                                | Twrcaidd
        WTUC | Turkish Cypriot                        | Cypraidd Dwrcaidd
        WEUR | White European                         | Gwyn Ewropeaidd
        WEEU | White Eastern European                 | Gwyn o Ddwyrain Ewrop
        WWEU | White Western European                 | Gwyn o Orllewin Ewrop
        WOTW | White, other                           | Gwyn, arall
        MWAP | White and Pakistani                    | Gwyn a Phacistanaidd
        MWAI | White and Indian                       | Gwyn ac Indiaidd
        MWAO | White and other Asian                  | Gwyn ac Asiaidd arall
        MAOE | Asian and another ethnic group         | Asiaidd a grŵp ethnig arall
        MABL | Asian and Black                        | Asiaidd a Du
        MACH | Asian and Chinese                      | Asiaidd a Tsieineaidd
        MBOE | Black and another ethnic group         | Du a grŵp ethnig arall
        MBCH | Black and Chinese                      | Du a Tsieineaidd
        MCOE | Chinese and another ethnic group       | Tsieineaidd a grŵp ethnig arall
        MWOE | White and another ethnic group         | Gwyn a grŵp ethnig arall
        MWCH | White and Chinese                      | Gwyn a Tsieineaidd
        MOTM | Mixed, other                           | Cymysg, arall
        AMPK | Mirpuri Pakistani                      | Pacistanaidd Mirpuri
        AKPA | Kashmiri Pakistani                     | Pacistanaidd Cashmiraidd
        AOPK | Pakistani, other                       | Pacistanaidd, arall
        AAFR | African Asian                          | Asiaidd Affricanaidd
        AKAO | Kashmiri, other                        | Cashmiraidd, arall
        ANEP | Nepali                                 | Nepalaidd
        ASNL | Sinhalese                              | Sinhalaidd
        ASLT | Sri Lankan Tamil                       | Tamil o Sri Lanka
        AOTA | Asian, other                           | Asiaidd, arall
        BANN | Black Angolan                          | Du Angolaidd
        BCON | Black Congolese                        | Du Congolaidd
        BGHA | Black Ghanaian                         | Du Ghanaidd
        BNGN | Black Nigerian                         | Du Nigeraidd
        BSLN | Black Sierra Leonean                   | Du o Sierra Leone
        BSOM | Black Somali                           | Du Somalaidd
        BSUD | Black Sudanese                         | Du Swdanaidd
        BAOF | Black African, other                   | Du Affricanaidd, arall
        BEUR | Black European                         | Du Ewropeaidd
        BNAM | Black North American                   | Du o Ogledd America
        BOTB | Black, other                           | Du, arall
        CHKC | Hong Kong Chinese                      | Tsieineaidd o Hong Kong
        CMAL | Malaysian Chinese                      | Tsieineaidd o Malaysia
        CSNG | Singaporean Chinese                    | Tsieineaidd o Singapôr
        CTWN | Taiwanese                              | Taiwanaidd
        COCH | Chinese, other                         | Tsieineaidd, arall
        OAFG | Afghan                                 | Affganaidd
        OARA | Arab, other                            | Arabaidd, arall
        OEGY | Egyptian                               | Eifftaidd
        OFIL | Filipino                               | Ffilipinaidd
        OIRN | Iranian                                | Iranaidd
        OIRQ | Iraqi                                  | Iracaidd
        OJPN | Japanese                               | Japaneaidd
        OKOR | Korean                                 | Coreaidd
        OKRD | Kurdish                                | Cwrdaidd
        OLAM | Latin American                         | Americanaidd Ladin
        OLEB | Lebanese                               | Libanaidd
        OLIB | Libyan                                 | Libiaidd
        OMAL | Malay                                  | Maleiaidd
        OMRC | Moroccan                               | Morocaidd
        OPOL | Polynesian                             | Polynesaidd
        OTHA | Thai                                   | Thai
        OVIE | Vietnamese                             | Fietnamaidd
        OYEM | Yemeni                                 | Yemenaidd
        OOEG | Another ethnic group, other            | Grŵp ethnig arall, arall
        """
    ),
)

_ROLL_UPS: Final = {
    "WBRI": "WCOR WENG WSCO WWEL WOWB",
    "WOTH": "WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK WTUC WEUR WEEU WWEU WOTW",
    "MWAS": "MWAP MWAI MWAO",
    "MOTH": "MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM",
    "APKN": "AMPK AKPA AOPK",
    "AOTH": "AAFR AKAO ANEP ASNL ASLT AOTA",
    "BAFR": "BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF",
    "BOTH": "BEUR BNAM BOTB",
    "CHNE": "CHKC CMAL CSNG CTWN COCH",
    "OOTH": "OAFG OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG",
}

MAIN_ETHNICITY: Final[Mapping[str, str]] = MappingProxyType(
    {finer: main for main, group in _ROLL_UPS.items() for finer in group.split()}
)
"""Each finer code with the main code that it belongs to."""

SETS: Final = (ETHNICITY,)
