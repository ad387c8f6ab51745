"""Names to invent people with: by background, so that forename, surname, language and ethnicity go together.

Letters matter here more than numbers: every letter that has ever broken a school's export stands in some name.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Background:
    """A family background: names, codes of ethnicity and first language, how common it is in Wales and in England."""

    surnames: tuple[str, ...]
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    mothers: tuple[str, ...]
    fathers: tuple[str, ...]
    ethnicities: tuple[str, ...]
    languages: tuple[str, ...]
    in_wales: int
    in_england: int
    identity: str = "BRI"


def _names(text: str) -> tuple[str, ...]:
    """Read names parted by commas."""
    return tuple(name.strip() for name in text.split(","))


WELSH: Final = Background(
    surnames=_names(
        "Prydderch, Gwynne, Madog, Llwyd, Gruffydd, Bevan, Pritchard, Parry, Wyn Jones, Llywelyn, Prys, Tudur, Mabli, "
        "Harlech, Rhydderch, Pugh-Morgan, Cadwaladr, Fychan, Brynmor, Ellis-Wyn, Penry, Ffowc, Bŷrgwyn, Heulfryn, "
        "Ceredig-Rees, Emlyn, Gwynant, Trefor, Bowen, Eynon"
    ),
    girls=_names(
        "Siân, Ffŵel, Gwenllian, Lleucu, Efa, Mabli, Non, Nansi, Cadi, Erin, Elliw, Beca, Heledd, Lowri, Mali, Gwen, "
        "Anwên, Mirain, Tirion, Begw, Casi, Martha, Leusa, Hâf, Eiŷr, Seren, Alaw, Cari Mai, Llio, Swyn"
    ),
    boys=_names(
        "Llŷr, Macsen, Osian, Gruff, Idwal, Caradog, Tomos, Guto, Ŵyn, Dafydd, Bedwyr, Cai, Deio, Elis, Emrys, Gwion, "
        "Harri, Ianto, Jac, Lleu, Math, Noa, Owain, Rhŷn, Siôn, Steffan, Twm, Ynyr, Dyfan, Garmon"
    ),
    mothers=_names("Mererid, Non, Luned, Catrin, Angharad, Nia, Siwan, Elen, Carys, Bethan, Sioned, Gwawr"),
    fathers=_names("Tomos Llŷr, Aled, Geraint, Rhodri, Iestyn, Dylan, Emyr, Huw, Ceri, Meirion, Alun, Gethin"),
    ethnicities=("WBRI", "WWEL", "WBRI"),
    languages=("CYM", "CYM", "ENG"),
    in_wales=55,
    in_england=2,
    identity="WAL",
)

ENGLISH: Final = Background(
    surnames=_names(
        "Oakhanger, Thistlewood, Fernley, Ashdown, Marlowe-Finch, Penhallow, Wetherby, Brackenbury, Hollins, Larkspur, "
        "Underhill, Copperfield, Rushmere, Tolliver, Winterbourne, Eastgate, Quill, Sandford-Bell, Merriweather, "
        "Dunmore, Pettigrew, Harrowgate, Coldstream, Mayhew, Appleyard, St. John-Hale, Loveday, Fairweather, Netherton"
    ),
    girls=_names(
        "Amelia, Isla, Poppy, Freya, Evie, Willow, Maisie, Florence, Ivy, Rosie, Matilda, Elsie, Daisy, Harriet, Zoë, "
        "Chloë, Anne-Marie, Beatrice, Martha, Imogen"
    ),
    boys=_names(
        "Oliver, George, Arthur, Freddie, Alfie, Theo, Archie, Henry, Jude, Stanley, Rupert, Toby, Edmund, Albert, "
        "Jean-Luc, Wilfred, Barnaby, Rowan, Felix, Hugo"
    ),
    mothers=_names("Sarah, Helen, Rachel, Joanne, Emma, Lucy, Charlotte, Kate, Alison, Ruth"),
    fathers=_names("James, Robert, Mark, Daniel, Stephen, Andrew, Peter, Matthew, Simon, Philip"),
    ethnicities=("WBRI", "WENG", "WBRI"),
    languages=("ENG",),
    in_wales=25,
    in_england=60,
    identity="ENG",
)

IRISH: Final = Background(
    surnames=_names("O'Shaughnessy, O'Dálaigh, MacGiolla Bhríde, Ní Bhriain, O'Connor-Pryce, D'Arcy, Fitzmaurice"),
    girls=_names("Aoife, Saoirse, Róisín, Caoimhe, Órla, Sinéad"),
    boys=_names("Cillian, Oisín, Pádraig, Fionn, Ciarán, Séamus"),
    mothers=_names("Bríd, Siobhán, Gráinne, Deirdre"),
    fathers=_names("Seán, Diarmuid, Eoin, Tadhg"),
    ethnicities=("WIRI", "WIRI", "WIRT"),
    languages=("ENG", "GAE"),
    in_wales=3,
    in_england=4,
    identity="IRE",
)

VIETNAMESE: Final = Background(
    surnames=_names("Nguyễn, Trần, Phạm, Đặng, Võ"),
    girls=_names("Khánh Linh, Thảo Vy, Ngọc Ánh, Mỹ Duyên"),
    boys=_names("Minh Đức, Quốc Bảo, Gia Huy, Tuấn Kiệt"),
    mothers=_names("Thị Hương, Thị Lan, Bích Ngọc"),
    fathers=_names("Văn Đức, Hữu Phước, Quang Vinh"),
    ethnicities=("OVIE",),
    languages=("VIE",),
    in_wales=1,
    in_england=3,
)

POLISH: Final = Background(
    surnames=_names("Wiśniewska-Łęcka, Żelazny, Brzęczyk, Dąbek, Świderek"),
    girls=_names("Zuzanna, Łucja, Małgorzata, Oliwia"),
    boys=_names("Michał, Paweł, Błażej, Wojciech"),
    mothers=_names("Agnieszka, Elżbieta, Bożena"),
    fathers=_names("Łukasz, Grzegorz, Stanisław"),
    ethnicities=("WOTH", "WEEU"),
    languages=("POL",),
    in_wales=4,
    in_england=6,
    identity="OTH",
)

SOMALI: Final = Background(
    surnames=_names("Warsame, Abdi Hersi, Farah, Jama, Samatar"),
    girls=_names("Hodan, Ayaan, Ifrah, Sahra"),
    boys=_names("Abdirahman, Liban, Mahad, Zakariye"),
    mothers=_names("Amina, Faduma, Hibo"),
    fathers=_names("Cabdi, Yusuf, Maxamed"),
    ethnicities=("BSOM", "BAFR"),
    languages=("SOM",),
    in_wales=4,
    in_england=5,
)

SOUTH_ASIAN: Final = Background(
    surnames=_names("Chowdhury, Sandhu, Begum, Rahman-Pugh, Dhaliwal, Siddiqui"),
    girls=_names("Aisha, Simran, Nusrat, Priya, Zahra"),
    boys=_names("Imran, Harjit, Tahmid, Arjun, Bilal"),
    mothers=_names("Shahida, Gurpreet, Rukhsana, Meera"),
    fathers=_names("Anwar, Balbir, Kamrul, Tariq"),
    ethnicities=("ABAN", "AIND", "APKN"),
    languages=("BNG", "PNJ", "URD", "ENG"),
    in_wales=5,
    in_england=15,
)

MIXED: Final = Background(
    surnames=_names("Okonkwo-Price, Baptiste, Mensah, Grey-Lindo, Adeyemi, N'Diaye"),
    girls=_names("Amara, Zuri, Naomi, Chimamanda, Renée"),
    boys=_names("Kofi, Isaiah, Chidi, Malachi, André"),
    mothers=_names("Ngozi, Marcia, Efua"),
    fathers=_names("Kwame, Leroy, Emeka"),
    ethnicities=("MWBC", "MWBA", "BAFR", "BCRB"),
    languages=("ENG", "ENG", "YOR"),
    in_wales=3,
    in_england=5,
)

BACKGROUNDS: Final = (WELSH, ENGLISH, IRISH, VIETNAMESE, POLISH, SOMALI, SOUTH_ASIAN, MIXED)

WELSH_MIDDLE_NAMES: Final = _names("Haf, Gwenllian Haf, Wyn, Mair, Rhys, Fflur, Glyn, Ŵyn Siôn, Tŷ-Gwyn")
ENGLISH_MIDDLE_NAMES: Final = _names("Rose, James, Grace, William, May, Edward, Alice Jane, Thomas")
