"""Names as they are written, and as somebody writes them who has heard them on the telephone; by origin.

The spellings on the right are those of English and Welsh ears. No person is meant.
"""

from typing import Final

_HEARD: Final = {
    "welsh": """
Llywelyn: Lewelin, Llewelin, Clewellyn
Gwenllian: Gwenlian, Gwenthlian
Angharad: Ankarad, Angarad
Rhydderch: Rutherch, Rhytherch
Gruffydd: Griffith, Griffid
Heulwen: Hailwen, Heilwen
Eluned: Elinid, Elined
Myfanwy: Muvanwy, Mivanwy
Ceridwen: Keridwen, Kerridwen
Dyfed: Duvved, Dyved
Dyfrig: Duvrig, Dyvrig
Iorwerth: Yorwerth, Yorworth
Iestyn: Yestin, Yestyn
Eifion: Ivion, Eivion
Geraint: Gerraint, Gerint
Gwawr: Gwower, Gwaur
Mabli: Mably, Mablie
Llinos: Linos, Thlinos
Nerys: Nerris, Neris
Rhiannon: Reannon, Rianon
Siwan: Shoo-an, Shuan
Tegid: Tegged, Teged
Tudur: Tidir, Tudor
Ynyr: Unir, Ynir
Caradog: Karadog, Caradoc
Cadwaladr: Cadwallader, Kadwalader
Ffraid: Fraid, Fride
Gwyneth: Gwinneth, Gwinith
Hefin: Hevin, Heven
Prydderch: Prytherch, Pritherch
""",
    "irish": """
Siobhán: Shivawn, Shevaun, Chevonne, Shavon
Niamh: Neeve, Neev, Nieve, Neave
Caoimhe: Keeva, Kweeva, Keava, Queeva
Aoife: Eefa, Eefah, Ifa
Saoirse: Seersha, Sersha, Sorsha
Róisín: Rosheen, Roisheen, Rosheene
Sinéad: Shinade, Shinaid, Sinade
Oisín: Osheen, Usheen, Ousheen
Cillian: Killian, Kilian, Killyan
Tadhg: Tige, Tyg, Tiege, Taig
Gráinne: Grawnya, Granya, Gronya
Aisling: Ashling, Ashlin, Ashleen
Eoghan: Owen, Eoin
Eoin: Owen, Owin
Cathal: Cahal, Kahal, Cahil
Daithí: Dahee, Dahi, Dathi
Donnacha: Donica, Donnaca, Donaca
Diarmuid: Dermot, Dermid, Dearmid
Fionnuala: Finnoola, Finula, Fenella
Clodagh: Cloda, Clowda, Kloda
Bláthnaid: Blawnid, Blanid
Muireann: Mwirin, Mirren, Murrin
Meadhbh: Maeve, Mayve, Mave
Sorcha: Sorka, Surka, Soraka
Eimear: Eemer, Emer, Eamer
Órlaith: Orla, Orlah, Orlagh
Ruairí: Rory, Ruri, Roory
Fiachra: Feeakra, Fiacra, Fiakra
Ciarán: Keeran, Kieran, Kiran
Dáire: Dara, Daragh
Darragh: Dara, Darra
Colm: Colum, Collum
Cormac: Kormac, Cormack
Odhrán: Oran, Orran, Orin
Pádraig: Porrick, Paurick, Padrig
Seamus: Shaymus, Shamus, Shaimus
Sadhbh: Sive, Syve
Ailbhe: Alva, Alvy, Elva
Caoilfhionn: Keelin, Keelan
Éabha: Ava, Ayva
Fiadh: Fia, Feea
Dearbhla: Dervla, Derval
Naoise: Neesha, Neesa
Laoise: Leesha, Leisha
Ní Bhriain: Ni Vreen, Brien
Ó Súilleabháin: O'Sullivan, O'Sullivawn
Mac Giolla Phádraig: Fitzpatrick
Gallagher: Gallaher, Gallacher, Galagher
Keogh: Kehoe, Keo, Keough
Doherty: Docherty, Dockerty, Dougherty
McLoughlin: McLaughlin, McGloughlin, McLochlin
McGrath: McGrah, McGra
Geraghty: Gerrity, Gerity, Garrity
O'Shaughnessy: O'Shaunessy, O'Shaunessey
McNamara: MacNamara, McNamarra
Kavanagh: Cavanagh, Kavana, Cavanah
Moloney: Maloney, Molony
Concannon: Conkannon, Concanon
""",
    "polish": """
Agnieszka: Agneshka, Agnieshka, Agnyeshka
Katarzyna: Katazhina, Katajina, Katarzina
Małgorzata: Malgozhata, Mawgojata, Malgorzata
Grzegorz: Gregorz, Gzhegosh, Jegosh
Krzysztof: Kshishtof, Kristof, Kzysztof
Łukasz: Wookash, Lukash, Wukash
Paweł: Pavel, Pavew, Pavell
Michał: Mihau, Michal, Mihal
Bartłomiej: Bartlomiey, Bartwomey, Bartlomej
Andrzej: Andjay, Andzhey, Andrzey
Wojciech: Voychek, Voytech, Wojtech
Tomasz: Tomash, Thomash
Mateusz: Mateush, Matheush
Dariusz: Dariush, Daryush
Jarosław: Yaroslav, Yaroswav, Jaroslav
Szymon: Shimon, Shymon, Szimon
Zuzanna: Zuzana, Susanna
Oliwia: Olivia, Oliwja
Wiktoria: Victoria, Viktoria
Weronika: Veronika, Veronica
Jakub: Yakub, Yakoob
Julia: Yulia, Yoolia
Jan: Yan, Yann
Wiśniewska: Vishnevska, Vishnyevska, Wisnewska
Wójcik: Voychick, Voycik, Wojchik
Kowalczyk: Kovalchik, Kovalchyk, Kowalchick
Dąbrowski: Dombrovski, Dombrowsky, Dabrovsky
Kaczmarek: Kachmarek, Katchmarek
Piotrowska: Pyotrovska, Piotrovska
Pawłowski: Pavlovski, Pavwovsky, Pawlovski
Jabłońska: Yablonska, Jablonsca, Yabwonska
Wróbel: Vrubel, Wrobell, Vroobel
Szewczyk: Shevchik, Shefchik, Szewchyk
Tomaszewski: Tomashevski, Tomashewsky
Jasińska: Yashinska, Jashinska, Yasinska
Zawadzki: Zavadski, Zavatski, Zawadsky
Chmielewski: Hmelevski, Khmelevski, Chmelevski
Włodarczyk: Vlodarchik, Vwodarchik, Wlodarchyk
Czarnecki: Charnetski, Tcharnetsky, Czarnetski
Sawicka: Savitska, Sawitska
Szczepański: Shchepanski, Stchepanski, Schepanski
Wysocki: Visotski, Wysotski, Visocki
Kaźmierczak: Kazmierchak, Kazhmerchak, Kazmirchak
Sobczak: Sobchak, Sopchak
Czerwiński: Chervinski, Chervinsky
Głowacka: Glovatska, Gwovatska, Glowatska
Zakrzewski: Zakshevski, Zakzhevski, Zakrevski
Krajewska: Krayevska, Kraievska
Szymczak: Shimchak, Shymchak
Brzeziński: Brezinski, Bzhezhinski, Brzezinsky
Przybylska: Pshibilska, Pribilska, Przibylska
Mazurkiewicz: Mazurkevich, Mazurkewitz, Mazurkievich
Stępień: Stempien, Stepien, Stempyen
Bąk: Bonk, Bak
Król: Krool, Krul, Krol
Ziółkowska: Zholkovska, Ziolkovska, Zulkovska
""",
    "romanian": """
Ioniță: Ionitza, Yonita, Ionita
Ștefan: Shtefan, Stefan
Gheorghe: George, Georgie, Giorge
Ciobanu: Chobanu, Chiobanu, Tchobanu
Ceaușescu: Chaushescu, Chowshesku
Mihăilescu: Mihailesku, Mikhailescu
Țurcanu: Tsurcanu, Turkanu, Tzurcanu
Rădulescu: Radulesku, Raduleskoo
Cristian: Kristian, Christian
Crăciun: Crachun, Kraciun, Crachoon
Mureșan: Mureshan, Muresan
Dumitrescu: Dumitresku, Dimitrescu
Georgescu: Georgesku, Jorjescu
Răzvan: Razvan, Rezvan
Ilinca: Ilinka, Elinca
Ionuț: Ionutz, Yonuts
Andreea: Andrea, Andreia
Cătălina: Katalina, Catalena
Ecaterina: Ekaterina, Katerina
Nicușor: Nikushor, Nicusor
Vasile: Vasilé, Vassile
Munteanu: Muntianu, Muntyanu
Ungureanu: Ungurianu, Unguryanu
Lupu: Loopoo, Lupoo
""",
    "ukrainian": """
Kateryna: Katerina, Caterina
Oleksandr: Alexander, Oleksander
Yevheniia: Evgenia, Yevgenia, Evheniya
Volodymyr: Vladimir, Volodimir
Nataliia: Natalia, Nataliya
Serhii: Sergey, Serhiy, Sergei
Viktoriia: Viktoria, Victoria
Mykyta: Nikita, Mikita
Solomiia: Solomia, Solomiya
Zlata: Slata, Zlatta
Kovalenko: Covalenko, Kowalenko
Shevchenko: Sevchenko, Shevcenko, Chevchenko
Bondarenko: Bondarenco, Bonderenko
Tkachenko: Kachenko, Tkacenko
Kravchuk: Krafchuk, Kravchook
Hrytsenko: Gritsenko, Hritsenko
Lysenko: Lisenko, Lyssenko
Oliinyk: Oliynyk, Oleinik, Olejnik
Melnyk: Melnik, Mellnick
Zhuk: Juk, Zhook
Yaroslava: Jaroslava, Yeroslava
Vasylchenko: Vasilchenko, Wasylchenko
""",
    "south asian": """
Jaswinder: Jasvinder, Jasvindar, Jaswindar
Kulwinder: Kulvinder, Culvinder
Parvinder: Parwinder, Parvindar
Harwinder: Harvinder, Hervinder
Waheed: Vaheed, Wahid, Vahid
Wajid: Vajid, Wajeed
Laxmi: Lakshmi, Laksmi, Luxmi
Laxman: Lakshman, Luxman
Dixit: Dikshit, Dickshit
Wijesinghe: Vijesinghe, Wijesingha
Wickramasinghe: Vikramasinghe, Wikramasinghe
Grewal: Greval, Grewaal, Garewal
Dhaliwal: Daliwal, Dhalival, Dhariwal
Agarwal: Aggarwal, Agerval, Agrawal
Jaiswal: Jaisval, Jayswal
Kanwal: Kanval, Kunwal
Gurvinder: Gurwinder, Goorvinder
Sukhwinder: Sukhvinder, Sukvinder
Rajwinder: Rajvinder, Rajwindar
Baljit: Baljeet, Buljit
Manpreet: Manprit, Munpreet
Sandhu: Sandoo, Sandu
Sidhu: Sidoo, Sidu, Siddhu
Ghuman: Guman, Goomun
Bhullar: Bullar, Bhuller
Chaudhry: Chowdhury, Choudhry, Chaudhary
Mukherjee: Mukerji, Mookherjee, Mukharji
Banerjee: Bannerjee, Banerji, Banarji
Chatterjee: Chaterji, Chatterji
Bhattacharya: Battacharya, Bhattacharjee
Krishnan: Krisnan, Krishnun
Venkatesh: Venkatesh, Wenkatesh
Srinivasan: Shrinivasan, Sreenivasan
Shreya: Sreya, Shreeya
Geetha: Geeta, Gita, Githa
Kavitha: Kavita, Caveeta
Preethi: Preeti, Priti
Subramaniam: Subramanian, Subramanyam
Akshay: Akshai, Axay, Akshey
Rakshit: Raxit, Rakshith
Dhruv: Druv, Dhroov
Aadhya: Adhya, Adya, Aadya
Vidya: Widya, Vidhya
Viswanathan: Vishwanathan, Vishvanathan
Pooja: Puja, Poojah
Zeeshan: Zishan, Zeshan
Tanveer: Tanvir, Tanweer
Rizwan: Rizvan, Riswan
Rukhsana: Ruksana, Roxana
Shehzad: Shahzad, Shezad
Nawaz: Navaz, Nawas
Iftikhar: Iftekhar, Iftikar
Zulfiqar: Zulfikar, Zulfiqur
Qasim: Kasim, Qassim, Kassim
Waqas: Vaqas, Wakas, Waqaas
Khurram: Kuram, Khuram
Mohammed: Muhammad, Md, Mohd, Muhd, Mhd
Shafiqul: Shafikul, Shofiqul
Rahman: Rehman, Rahaman, Rohman
Hossain: Hussain, Hosain, Hussein
Akter: Akhtar, Aktar, Akther
Khatun: Khatoon, Katoon
Sultana: Soltana, Sulthana
Chowdhury: Choudhury, Chodhury, Chaudhuri
Miah: Mia, Meah, Miya
Ullah: Ula, Oolah
Zahid: Jahid, Zaheed
Aziz: Ajij, Azeez
""",
    "arabic": """
Abdulrahman: Abdelrahman, Abdul Rahman, Abd al-Rahman
Abdelkader: Abdulkadir, Abdelkadir
Khaled: Khalid, Kaled
Mahmoud: Mahmood, Mehmood, Mahmud
Mustafa: Moustafa, Mostafa, Mustapha
Nour: Noor, Nur
Yasmin: Jasmine, Yasmeen, Yassmin
Youssef: Yusuf, Yousif, Yussuf
Zeinab: Zainab, Zaynab, Zineb
Layla: Leila, Laila, Leyla
Salem: Saleem, Salim
Tariq: Tarek, Tareq, Tarik
Wael: Wail, Vael
Ghassan: Gassan, Ghasan
Qasem: Kassem, Qasim
Hijazi: Hegazi, Hijazy
Nasser: Nasir, Naser
Al-Masri: Elmasry, Masri, Almasri
Al-Hassan: Alhasan, Elhassan
Haddad: Hadad, Hadded
Khoury: Khouri, Koury, Khury
Saleh: Salih, Salah
Sharif: Shareef, Sherif, Cherif
Bouzid: Bouzide, Buzid
Djamel: Jamel, Jamal
Ouahab: Wahab, Ouahabe
""",
    "somali": """
Xasan: Hassan, Hasan
Cabdi: Abdi, Abdy
Maxamed: Mohamed, Mahamed, Muhammad
Faadumo: Fadumo, Faduma, Fatuma
Cali: Ali, Aly
Xuseen: Hussein, Hussain
Axmed: Ahmed, Ahmad
Jaamac: Jama, Jamaa
Nuur: Noor, Nur
Warsame: Warsami, Warsama, Warsaame
Cumar: Omar, Umar
Ciise: Isse, Essa, Esse
Xalimo: Halimo, Halima
Guuleed: Guled, Gulaid
Sahra: Zahra, Sarah
Ayaan: Ayan, Ayann
Hodan: Hoden, Hodhan
Ladan: Laadan, Laden
Yuusuf: Yusuf, Yusuff
Sharmaarke: Sharmarke, Sharmake
Khadra: Khadro, Kadra
Axado: Ahado, Ahado
""",
    "west african": """
Kwame: Kwami, Quame, Kwaame
Kwabena: Kwabina, Quabena
Kwadwo: Kojo, Quadjo, Kwadjo
Akosua: Akosia, Akosuwa
Adwoa: Ajoa, Adjoa
Kofi: Coffi, Koffee, Coffee
Yaw: Yao, Yor
Boateng: Boating, Bwateng, Boatin
Owusu: Owosu, Awusu, Owuso
Asante: Asanti, Ashanti
Mensah: Mensa, Mencer
Osei: Osay, Osey
Opoku: Opuku, Opoko
Agyeman: Adjeman, Ajeman, Agyemang
Acheampong: Achampong, Achiampong
Amoah: Amoa, Ammoa
Oluwaseun: Oluwashaun, Oluwasheun, Seun
Olumide: Olumeday, Olumede
Adebayo: Adibayo, Adebaio
Adeyemi: Adeyemy, Adiyemi
Babatunde: Babatundey, Babatundi
Folasade: Folashade, Folashaday
Ogunleye: Ogunlaye, Ogunleye
Oyelowo: Oyelowu, Oielowo
Chukwuemeka: Chukuemeka, Chukwuemeca, Emeka
Chinedu: Chineadu, Chinedoo
Chidinma: Chidimma, Chedinma
Chioma: Chiyoma, Cheoma
Nnamdi: Namdi, Namdy
Nkechi: Kechi, Enkechi
Ngozi: Engozi, Gozi
Okafor: Okafo, Okaphor, Okofor
Okonkwo: Okonko, Okunkwo
Nwosu: Wosu, Nwosoo
Eze: Ezeh, Ezay
Obi: Oby, Obie
Ifeoma: Ifeyoma, Efeoma
Ayodele: Ayodelay, Ayodeli
Titilayo: Titilaio, Tetelayo
Yetunde: Yetundey, Yetundi
Temitope: Temitopay, Temitopy
Afolabi: Afolaby, Affolabi
Fatoumata: Fatumata, Fatoumatta
Diallo: Jallo, Djallo, Dialo
Traoré: Traore, Trawore
Mamadou: Mamadu, Mamadoo
Ouattara: Wattara, Watara
""",
    "chinese": """
Zhang: Chang, Jang, Cheung
Zhao: Chao, Jao, Chiu
Xu: Hsu, Shu, Tsui
Huang: Wong, Hwang, Whang
Zhou: Chow, Chou, Joe
Chen: Chan, Chern, Tan
Li: Lee, Lei
Wang: Wong, Wung
Lin: Lam, Lim
Liu: Lau, Lew, Lou
Wu: Ng, Woo
Yang: Yeung, Yong
Zheng: Cheng, Jeng, Cheung
Cai: Tsai, Choi, Chai
Xie: Hsieh, Tse, Shay
Liang: Leung, Leong
Guo: Kuo, Kwok, Gwo
Luo: Law, Lo
Ye: Yip, Yeh
Zeng: Tsang, Tseng
Deng: Tang, Teng
Feng: Fung, Fong
Zhu: Chu, Jew
Xiao: Hsiao, Siu, Shao
Jiang: Chiang, Cheung
Qiu: Chiu, Yau, Chew
Qian: Chien, Chin
Ouyang: Au Yeung, Auyeung, Ou Yang
Xin Yi: Shin Yee, Hsin Yi
Jia Yi: Chia Yi, Jiayi, Jia Yee
Zixuan: Tzu Hsuan, Zi Xuan, Zishuan
Yuxin: Yu Hsin, Yushin
Xiaoming: Shiaoming, Hsiao Ming
Zihan: Tzu Han, Zi Han
Qing: Ching, Tsing
Junjie: Chun Chieh, Jun Jie
""",
    "vietnamese": """
Nguyễn: Nuwin, Win, Nguyen, Newen
Phạm: Fam, Pham
Trần: Tran, Chan
Thị: Thi, Tee, Ti
Phương: Fuong, Phuong, Fong
Đặng: Dang, Dung
Hoàng: Hwang, Hoang
Huỳnh: Hwin, Hwing, Huynh
Thảo: Tao, Thao
Thanh: Tan, Tanh
Phúc: Fuk, Phuc, Fook
Quỳnh: Quin, Kwin, Quynh
Nghĩa: Nia, Ngia
Ngọc: Nok, Ngoc
Tuấn: Twan, Tuan
Tuyết: Twiet, Tuyet
Duy: Zwee, Duy
Dũng: Zung, Dung
Giang: Zang, Jang
Khánh: Kan, Khan, Khanh
Anh: Ann, An
Linh: Lin, Ling
""",
    "turkish and others": """
Çelik: Chelik, Celik
Şahin: Shahin, Sahin
Yıldız: Yildiz, Yuldiz
Özdemir: Ozdemir, Uzdemir
Öztürk: Ozturk, Osturk
Kılıç: Kilich, Kilic
Doğan: Doan, Dogan
Erdoğan: Erdoan, Erdogan
Ayşe: Aysha, Ayshe, Ayse
Gülşen: Gulshen, Gulsen
João: Joao, Jwow, Zhwow
Gonçalves: Gonsalves, Goncalves, Gonzalves
Guimarães: Guimaraes, Gimaraes
Magalhães: Magalhaes, Magalyaes
Conceição: Conceicao, Conseisao
Iñaki: Inyaki, Inaki
Jiménez: Himenez, Jimenes
Kazlauskas: Kazlauskaite, Kaslauskas
Papadopoulos: Papadopolous, Papadopulos
Szabó: Sabo, Szabo
Nagy: Naj, Nadj
Dvořák: Dvorak, Dvorjak
Jovanović: Yovanovich, Jovanovic
Gjoka: Joka, Gyoka
Xhaka: Jaka, Dzhaka
""",
}


def _rows(table: str) -> tuple[tuple[str, str], ...]:
    rows = (line.split(": ") for line in table.strip().splitlines())
    return tuple((written, heard) for written, others in rows for heard in others.split(", "))


HEARD: Final = {origin: _rows(table) for origin, table in _HEARD.items()}
"""Of each origin, what is written and what is heard."""
