import pytest

from handover.common.folding import fold
from handover.matching.pet_names import PET_NAME_TABLES
from handover.matching.short_names import is_short_form, share_whole_name, whole_names_of

_CALLED: dict[str, str] = {
    "english": """
Benjamin: Ben, Benji
Robert: Bob, Rob, Bobby
William: Bill, Will, Liam, Billy
Elizabeth: Beth, Liz, Lizzie, Libby, Betsy
Katherine: Kate, Katie, Kathy
Catherine: Cathy, Kate, Kitty
Alexander: Alex, Sandy, Xander
Alexandra: Alex, Sasha, Lexi
Theodore: Theo, Ted, Teddy
Joshua: Josh
Thomas: Tom, Tommy
Jonathan: Jon, Jonny
Isabella: Izzy, Bella
Isobel: Izzy, Bella
Matilda: Tilly
Charlotte: Charlie, Lottie
Oliver: Ollie
Olivia: Liv, Livvy
Zachary: Zac, Zach, Zack
Frederick: Fred, Freddie
Edward: Ted, Ned, Eddie
Florence: Flo, Florrie
Margaret: Maggie, Meg, Daisy
Harriet: Hattie
Archibald: Archie
Francesca: Fran, Frankie
Jacqueline: Jackie
Nathaniel: Nate, Nathan
""",
    "welsh": """
Gruffydd: Guto, Gruff
Gwilym: Wil, Gwil
Gwenllian: Gwen, Llio, Lleucu
Angharad: Hari
Dafydd: Dai, Dewi
Elisabeth: Beti, Betsan, Lili
Catrin: Cadi
Marged: Mared, Meg
Llywelyn: Llew
Myfanwy: Myf
Tomos: Twm
Rhiannon: Non
Ifan: Ianto
""",
    "polish": """
Katarzyna: Kasia, Kaśka
Aleksandra: Ola, Olka
Małgorzata: Gosia, Małgosia
Maria: Marysia, Mania
Jakub: Kuba, Kubuś
Jan: Janek, Jaś, Jasiek
Krzysztof: Krzysiek, Krzyś
Joanna: Asia, Joasia
Agnieszka: Aga, Agusia
Zuzanna: Zuzia
Zofia: Zosia
Stanisław: Staś, Staszek
Tomasz: Tomek
Piotr: Piotrek
Antoni: Antek, Antoś
Barbara: Basia
Magdalena: Magda, Madzia
Wojciech: Wojtek
Grzegorz: Grzesiek
Aleksander: Olek
Hanna: Hania
Franciszek: Franek
Mikołaj: Mikuś
Wiktoria: Wika
""",
    "romanian": """
Ștefan: Fane, Ștefăniță
Elena: Lenuța, Ileana
Ioan: Ionel, Nelu, Ionuț
Alexandru: Alecu, Sandu
Alexandra: Sanda, Anda
Mihai: Mișu, Mihăiță
Gheorghe: Ghiță, Gicu
Constantin: Costel, Titi
Nicolae: Nicu, Nae
Ana: Anca, Anuța
Andreea: Deea
Vasile: Vasi, Lică
""",
    "ukrainian and russian": """
Oleksandr: Sasha, Sashko
Oleksandra: Sasha, Lesya
Mykhailo: Misha
Volodymyr: Vova, Volodya
Anastasiia: Nastya
Dmytro: Dima, Mitya
Kateryna: Katya
Olena: Lena
Yevhen: Zhenya
Mariia: Masha, Marusia
Nataliia: Natasha
Sofiia: Sonya
Yuliia: Yulya
Viktoriia: Vika
Ivan: Vanya
Bohdan: Bodya
Tetiana: Tanya
Pavlo: Pasha
Svitlana: Sveta
Maksym: Max
""",
    "panjabi and urdu": """
Muhammad: Mo, Md, Mohd, Muhd, Mhd
Mohamed: Mo, Moh
Harpreet: Preet, Harry, Preeti
Jaswinder: Jas, Jassi
Gurpreet: Gopi, Preet
Simranjit: Simran, Simi
Manpreet: Mani, Manny
Imran: Immy
Ibrahim: Ibby
Mustafa: Mus
Zakariya: Zak
Rajwinder: Raj
Sukhwinder: Sukhi
Fatima: Fati
""",
    "bengali": """
Habibur: Habib
Mizanur: Mizan
Mosammat: Mst, Most
Rafiqul: Rafiq
Mohammed: Md
""",
    "indian": """
Venkatesh: Venky
Krishna: Kanha, Kittu
Abhishek: Abhi
Priyanka: Priya, Pinky
Aditya: Adi
Siddharth: Sid
Subramaniam: Mani, Subbu
Sandeep: Sandy
""",
    "somali and arabic": """
Abdirahman: Abdi, Rahman
Cabdiraxmaan: Abdi, Rahman
Abdulkadir: Kadir, Abdul
Mahmoud: Hamouda
Maxamed: Mo
Leyla: Lulu
Yusuf: Yus
""",
    "nigerian": """
Oluwaseun: Seun
Oluwatobi: Tobi
Oluwadarasimi: Darasimi
Olufemi: Femi
Babatunde: Tunde
Temitope: Temi, Tope
Folashade: Shade, Fola
Chukwuemeka: Emeka
Chinonso: Nonso
Ngozi: Ngo
Chiamaka: Amaka
Ifeoma: Ify, Oma
Adebayo: Bayo, Ade
Ayodele: Ayo, Dele
Obinna: Obi
Olayinka: Yinka
""",
    "ghanaian": """
Kwadwo: Kojo
Kwabena: Kobby, Kobina
Kofi: Fiifi
Akosua: Esi
Yaa: Aba
Kwaku: Kweku
Kwasi: Kwesi
Adwoa: Ajoa
Afua: Efua
""",
    "portuguese and spanish": """
João: Joãozinho
José: Zé, Pepe, Zeca
Francisco: Paco, Chico, Pancho
Guilherme: Gui
Fernando: Nando
Ignacio: Nacho
Enrique: Quique
Margarida: Guida
Dolores: Lola
Santiago: Santi, Tiago
""",
    "turkish and neighbours": """
Mehmet: Memo
Mustafa: Musti
İbrahim: İbo
Süleyman: Sülo
Zsuzsanna: Zsuzsi
László: Laci
Konstantinos: Kostas
Panagiotis: Takis
""",
}

CALLED = [
    (whole, called)
    for table in _CALLED.values()
    for whole, forms in (line.split(": ") for line in table.strip().splitlines())
    for called in forms.split(", ")
]


@pytest.mark.parametrize(("whole", "called"), CALLED)
def test_a_child_is_called_by_a_short_or_pet_form_of_the_name(whole: str, called: str) -> None:
    assert is_short_form(fold(whole), fold(called))
    assert is_short_form(fold(called), fold(whole))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alexander", "Alexandra"),
        ("Oleksandr", "Oleksandra"),
        ("Emma", "Emily"),
        ("Robert", "William"),
        ("Katarzyna", "Karolina"),
        ("Kasia", "Karolina"),
        ("Maria", "Magdalena"),
        ("Jakub", "Jan"),
        ("Mohammed", "Mustafa"),
        ("Mo", "Mustafa"),
        ("Harpreet", "Jaspreet"),
        ("Jaswinder", "Rajwinder"),
        ("Oluwaseun", "Oluwatobi"),
        ("Seun", "Tobi"),
        ("Chinedu", "Chinonso"),
        ("Kofi", "Kwame"),
        ("Kojo", "Kwame"),
        ("Adwoa", "Akosua"),
        ("Abdirahman", "Abdirizak"),
        ("Ionuț", "Ioana"),
        ("Nastya", "Natasha"),
        ("Gosia", "Kasia"),
        ("Guto", "Gwilym"),
        ("Beca", "Beti"),
        ("Ben", "Dan"),
        ("Abdullah", "Lah"),
    ],
)
def test_two_names_are_no_short_forms_of_each_other(one: str, other: str) -> None:
    assert not share_whole_name(fold(one), fold(other))


def test_a_short_form_stands_for_several_names_and_joins_none_of_them() -> None:
    assert {"alexander", "alexandra"} <= whole_names_of("alex")
    assert "alexandra" not in whole_names_of("alexander")


def test_short_forms_go_through_equal_names() -> None:
    assert whole_names_of("mo") & whole_names_of("muhammad") & whole_names_of("maxamed")
    assert is_short_form("kate", "kathryn")
    assert is_short_form("vika", "wiktoria")


def test_a_beginning_is_a_short_form_from_three_letters_on() -> None:
    assert is_short_form("zul", "zulfiqar")
    assert not is_short_form("zu", "zulekha")


def test_a_name_that_no_table_has_stands_for_itself() -> None:
    assert whole_names_of("zxyw") == {"zxyw"}
    assert not share_whole_name("zxyw", "wyxz")


def test_words_of_the_tables_of_pet_names_are_folded_and_each_table_has_a_source() -> None:
    for table in PET_NAME_TABLES:
        assert table.languages
        assert table.source
        for row in table.rows():
            assert len(row) >= 2
            assert len(set(row)) == len(row)
            assert all(word == fold(word) and " " not in word for word in row)


def test_few_names_stand_for_many() -> None:
    words = {word for table in PET_NAME_TABLES for row in table.rows() for word in row}
    counts = sorted(len(whole_names_of(word)) for word in words)
    assert counts[len(counts) * 99 // 100] <= 8
    assert sum(counts) / len(counts) < 2.2
