"""The one table of names to invent people with. Any resemblance to a person is chance.

A background is for people whose whole record is shown: forename, surname, language and ethnicity go together, the names are
rare, and every letter that has ever broken a school's export stands in some of them. Common names are for crowds that are
searched and matched: a few surnames belong to very many children, which is what makes matching hard, so they are in order, the
commonest first, as anybody knows them in Wales and England.
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


@dataclass(frozen=True, slots=True)
class CommonNames:
    """Names that very many share, the commonest first."""

    surnames: tuple[str, ...]
    girls: tuple[str, ...]
    boys: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    """Read names parted by blanks."""
    return tuple(text.split())


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

COMMON_WELSH: Final = CommonNames(
    surnames=_words(
        "Jones Davies Williams Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Rees Jenkins Price "
        "Morris Richards Lloyd Phillips Parry Powell Harris John Ellis Pritchard Bowen Llewellyn Howells Pugh Bevan "
        "Humphreys Davis Francis Vaughan Harries Rowlands George Matthews Rogers Watkins Griffith Thomas Hopkins Daniel "
        "Prosser Meredith Charles Samuel Probert Nicholas Walters Gwynne Mathias Rhys Hopkin Beynon Bennett Howell "
        "Isaac Maddocks Eynon Gittins Protheroe Penry Prydderch Gruffydd Llwyd Llywelyn Tudor Cadwaladr Bebb Breese "
        "Bellis Blevins Blayney Benyon Anwyl Arthur Bateman Blethyn Craddock Cadogan Dafydd Duggan Emanuel Eckley "
        "Foulkes Gethin Gough Goodwin Gronow Gwilliam Gwilym Gwyther Hanmer Havard Hier Idris Jarman Jehu Kendrick "
        "Kyffin Landeg Leyshon Lloyd-Jones Madoc Mathews Merrick Meyrick Mostyn Nash Nanney Onions Parfitt Penhallow "
        "Picton Pryce Prytherch Rhydderch Roderick Rosser Salisbury Sayce Stradling Swancott Teague Treharne Trahearn "
        "Trevor Tudur Wogan Wynne Yale Yorath Wyn-Jones Ceredig Emlyn Gwynant Hywel Ieuan Ifan Eifion Heulyn Iorwerth "
        "Elfyn"
    ),
    girls=_words(
        "Mali Seren Ffion Erin Cadi Megan Efa Lowri Carys Alys Gwen Nansi Elin Beca Mari Sian Non Nia Lili Martha Begw "
        "Cari Eira Anest Mabli Greta Casi Leusa Elan Enlli Hanna Alaw Gwenllian Heledd Catrin Bethan Rhiannon Angharad "
        "Sioned Rhian Cerys Eleri Llinos Menna Tegan Manon Llio Swyn Haf Fflur Betsan Elliw Branwen Bronwen Heulwen "
        "Myfanwy Lleucu Ceridwen"
    ),
    boys=_words(
        "Osian Rhys Harri Jac Tomos Evan Dylan Macsen Cai Elis Ioan Owen Gruff Morgan Deio Guto Gethin Ifan Llew "
        "Steffan Iwan Dafydd Sion Owain Aled Huw Gareth Gwilym Emyr Hari Noa Mabon Gwion Iestyn Ianto Tudur Llyr Rhodri "
        "Hywel Ieuan Gruffydd Llywelyn Bedwyr Twm Cian Math Meilir Idris Trystan Carwyn Rhydian Ynyr Garmon Ifor Emrys "
        "Celt Caradog Taliesin Madog"
    ),
)

COMMON_ENGLISH: Final = CommonNames(
    surnames=_words(
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts "
        "Green Hall Wood Jackson Clarke Patel Harris Clark Lewis James Phillips Cooper Ward Turner Hill Scott Moore "
        "Baker King Morris Cook Bailey Harrison Edwards Martin Allen Lee Parker Bennett Young Shaw Richardson Griffiths "
        "Mitchell Cox Carter Bell Collins Miller Webb Richards Marshall Simpson Palmer Ellis Murphy Anderson Mills "
        "Adams Chapman Knight Murray Wilkinson Rogers Kelly Foster Mason Watson Hunt Graham Fox Powell Stevens Gibson "
        "Butler Barnes Matthews Holmes Dixon Barker Reynolds Fisher Walsh Russell Hughes Stevenson Campbell Pearson "
        "Ford Brooks Dean Gordon Wells Lawrence Payne Hart Saunders Day West Woods Fletcher Porter Spencer Burton "
        "Pearce Harvey Jordan Lane Cole Newman Reid Ross Rose Andrews Hudson Bird Lowe Gill Grant Burns Hunter Gray "
        "Mcdonald Stewart Thomson Robertson Mackenzie Sutton Hawkins Fowler Bates Barrett Gregory Armstrong Carr "
        "Nicholson Watts Perry Field Howard Long Stone Byrne Hayes Francis Rice Wallace Webster Oliver Chambers Gardner "
        "Bradley Nicholls Lawson Cunningham Hewitt Heath Atkins Barber Coleman Osborne Curtis Parsons Warren May Cross "
        "Gilbert Page Sharp Reed Read Lynch Ryan Kaye Moss Neal Nunn Abbott Akers Alcock Aldridge Ambrose Appleby "
        "Archer Ashton Atkinson Ayres Bagshaw Baines Baldwin Ball Bamford Banks Barlow Barrow Barton Baxter Beasley "
        "Beaumont Beck Benson Berry Best Bishop Blackburn Blake Bolton Bond Booth Bowers Boyle Bradshaw Bray Brennan "
        "Briggs Bryant Buckley Bull Burgess Burke Burrows Bush Cameron Cartwright Chandler Charlton Christie Clayton "
        "Clements Cobb Connolly Conway Cooke Crawford Crowther Dale Dalton Davidson Dawson Denton Dickinson Dobson Dodd "
        "Donnelly Douglas Doyle Drew Duffy Duncan Dunn Dyer Eaton Egan Elliott Emery English Farmer Farrell Faulkner "
        "Fenton Ferguson Finch Flynn Forster Franklin Frost Fuller Gardiner Garner George Gibbs Giles Glover Goddard "
        "Godfrey Goodman Gough Gould Greenwood Griffin Hale Hammond Hancock Hardy Hargreaves Harper Hayward Henderson "
        "Herbert Hicks Higgins Hobbs Hodgson Holden Holland Holt Hooper Hopkins Horton Houghton Howarth Howe Humphries "
        "Hurst Hutchinson Ingram Jarvis Jennings Johnston Joyce Kay Kemp Kennedy Kent Kerr Kirby Lamb Lambert Leach "
        "Leigh Leonard Little Lloyd Lord Lucas Lyons Mann Manning Marsden Marsh Mccarthy Metcalfe Middleton Miles "
        "Morley Morrison Morton Myers Nash Naylor Nelson Newton Noble Norman Norris Norton Owen Parkin Parkinson "
        "Patterson Peacock Perkins Peters Pickering Poole Pope Potter Potts Power Pratt Preston Pritchard Quinn Ramsay "
        "Randall Rhodes Riley Robson Rowe Rowley Sanders Savage Schofield Seymour Shepherd Sheppard Short Simmonds Sims "
        "Sinclair Skinner Slater Smart Stephens Stephenson Stokes Storey Summers Swift Sykes Talbot Tate Thornton Todd "
        "Townsend Tucker Turnbull Tyler Vaughan Vincent Wade Waters Watkins Weaver Welch Wheeler Whitehead Whittaker "
        "Wilkins Willis Winter Woodward Wyatt Yates"
    ),
    girls=_words(
        "Olivia Amelia Isla Ava Emily Sophie Grace Lily Ella Mia Jessica Evie Freya Charlotte Isabella Poppy Ruby Chloe "
        "Daisy Phoebe Sophia Alice Millie Florence Elsie Lucy Rosie Isabelle Ellie Eva Matilda Hannah Erin Maisie Molly "
        "Holly Imogen Harriet Zara Georgia Lola Abigail Amber Scarlett Elizabeth Thea Ivy Willow Eleanor Esme Summer "
        "Bethany Katie Rebecca Emma Lauren Sarah Anna Leah Niamh Caitlin Paige Jasmine Lexi Summer Catherine Amy Rachel "
        "Victoria Naomi Robyn Francesca Beatrice Skye Tilly Bella Maya Ayla Darcey Anne-Marie"
    ),
    boys=_words(
        "Oliver George Harry Jack Noah Charlie Jacob Alfie Freddie Oscar Leo Arthur Thomas Archie Henry Joshua William "
        "James Logan Lucas Theo Max Isaac Ethan Joseph Samuel Daniel Mason Edward Sebastian Alexander Adam Dylan Toby "
        "Benjamin Finley Harrison Jake Louie Luca Reuben Elliot Bobby Ryan Luke Matthew Callum Nathan Connor Jayden "
        "Michael Tyler Riley Hugo Stanley Frankie Ellis Louis Jude Rory Kai Liam Aaron Robert Sam David Stephen Cameron "
        "Jamie Kieran Sean Rowan Felix Rupert Zachary Nicholas Peter Christopher Andrew"
    ),
)

COMMON_WORLD: Final = CommonNames(
    surnames=_words(
        "Khan Ahmed Ali Hussain Begum Singh Kaur Patel Shah Miah Rahman Mohamed Mohammed Islam Uddin Chowdhury Akhtar "
        "Malik Iqbal Hassan Abdi Nguyen Kowalski Kowalska Nowak Wiśniewski Wiśniewska Wójcik Lewandowski Kamińska "
        "Zieliński Szymańska Dąbrowski Popescu Ionescu Popa Dumitru Silva Santos Fernandes Pereira Costa O'Brien "
        "O'Connor O'Neill O'Sullivan McCarthy MacDonald McKenzie Okafor Okonkwo Adeyemi Mensah Boateng Osei Farah "
        "Warsame Jama Yusuf Omar Ibrahim Mahmood Hussein Aziz Sharma Gupta Kumar Reddy Das Sandhu Dhaliwal Gill Grewal "
        "Bhatt Sheikh Siddiqui Qureshi Mirza Chen Wang Li Zhang Wong Lam Tran Le Pham Đặng Ivanov Petrova Shevchenko "
        "Kovalenko Bondarenko Tkachenko Melnyk Kravchenko Yılmaz Demir Şahin Çelik Kaya Öztürk García Rodríguez "
        "Fernández Müller Schmidt Dupont Rossi Ferrari Papadopoulos Al-Hassan El-Sayed Diallo Traoré N'Diaye Abubakar "
        "Bello Ogunleye Mutasa Moyo"
    ),
    girls=_words(
        "Aisha Fatima Maryam Zainab Khadija Amina Hafsa Sumaya Ayaan Hodan Simran Priya Anjali Jaspreet Zuzanna Julia "
        "Oliwia Maja Lena Zofia Amelia Oksana Olena Sofiia Yulia Kateryna Elif Zeynep Chiara Sofía Inês Ngozi Amara "
        "Chioma Efua Linh Mei Xin Yara Noor Safa Iqra Laiba Siobhán Aoife Saoirse"
    ),
    boys=_words(
        "Mohammed Ahmed Yusuf Ibrahim Ali Omar Hamza Bilal Abdullah Hassan Hussain Abdirahman Liban Arjun Rohan "
        "Harpreet Gurpreet Jakub Filip Szymon Kacper Antoni Oleksandr Dmytro Andrii Maksym Danylo Emir Kerem Mateo José "
        "João Kofi Kwame Chidi Emeka Minh Duc Wei Hao Zayn Rayyan Musa Eesa Ciarán Oisín Cillian"
    ),
)

_STEMS: Final = _words(
    "Ash Black Brad Brook Cal Car Chad Cold Crow Dal Den East Ell Fair Farn Gold Green Hal Hart Hazel Hay "
    "Holl Kel Lang Lin Lock Mar Mel Nor Oak Pen Raven Red Rush Sand Shel Stan Thorn Under Wal West Whit "
    "Win Wood Wyn"
)
_ENDINGS: Final = _words(
    "bourne bridge bury by combe cott dale den field ford gate grave ham hurst land ley low mere more "
    "ness ridge shaw stead ton well wick worth"
)
_FIRST_HALVES: Final = _words(
    "Al An Ar Bel Ber Bri Cad Cal Cor Dar Del Ed El Em Fen Gar Gwen Har Hed Il Jas Kel Ken Lor Mar Mer Mor Nel Or Per Ros "
    "Sel Tam Ter Val Wil Yor"
)
_SECOND_HALVES: Final = _words(
    "a an ara den edd ella ena eth fa ia ian ice ina is lyn lys mond na nwy on or ra rick ron son ton vin wen wyn y"
)

RARE_SURNAMES: Final = tuple(stem + ending for stem in _STEMS for ending in _ENDINGS)
RARE_FORENAMES: Final = tuple(first + second for first in _FIRST_HALVES for second in _SECOND_HALVES)
"""Names that hardly anybody shares, put together from two parts."""
