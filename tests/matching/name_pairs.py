"""Pairs of names: those that must sound alike, and those that must not. The first of a row must meet all others.

The names are common ones; no person is meant.
"""

from typing import Final

_ALIKE: Final = """
Rhys: Rees, Reece, Reese, Rhŷs
Llywelyn: Llewellyn, Llewelyn, Llewelin, Fluellen, Lewellyn
Lloyd: Llwyd, Loyd
Siân: Sian, Sharn, Shan, Siàn, SIAN
Siôn: Sion, Shon
Dafydd: Davyth, Dafyd, Davydd
Ffion: Fion, Ffïon, Fionn
Gruffydd: Griffith, Gruffudd, Griffyth, Gryffydd
Griffiths: Gruffiths, Gryffiths
Hywel: Howell, Howel, Hywell
Huw: Hugh, Hew
Ieuan: Ifan, Evan, Iefan
Ioan: Yoan
Iwan: Ewan, Euan
Owain: Owen, Owein
Gwyn: Wyn, Gwynne, Wynne, Gwynn
Gwilym: Wilym, Gwillym
Gwen: Wen, Gwenn
Gwenllian: Wenllian, Gwenlian
Gough: Goch
Vaughan: Fychan, Vaughn, Vychan
Bach: Fach
Mawr: Fawr
Madog: Maddock, Maddox, Madoc
Meurig: Meyrick, Meuric
Meredith: Meredydd, Maredudd, Meredyth
Rhydderch: Roderick, Rhyderch
Caradog: Caradoc, Cradock
Einion: Eynon, Einon
Tudur: Tudor, Tudyr
Cadwaladr: Cadwalader, Cadwallader
Tomos: Thomas, Tomas
Cerys: Kerys, Carys
Ceri: Kerry, Keri
Catrin: Katrin, Cathrin
Ceinwen: Keinwen, Ceinwyn
Cennydd: Kenneth, Kennith
Eirlys: Irlys
Emyr: Emir
Angharad: Anghared, Angarad
Rhian: Rian, Rhiann, Ryan
Rhiannon: Rianon, Rhianon
Rhodri: Rodri, Rodry
Rhonwen: Ronwen
Bethan: Bethann, Bethen
Bleddyn: Blethyn, Bleddin
Gwenda: Wenda
Heledd: Heleth
Lleu: Llew, Lew
Llinos: Linos, Llynos
Llŷr: Llyr, Lyr
Lowri: Lowry
Mair: Fair, Mayr
Megan: Meghan, Meggan
Ngwyn: Gwyn
Mhedr: Pedr
Nhomos: Tomos
Nghaerwyn: Caerwyn
Ddafydd: Dafydd
Seren: Serren, Seryn
Iestyn: Yestin, Iestin
Iolo: Yolo
Twm: Toom
Cwm: Coom
Pwll: Pool
Gwawr: Gwaur
Ynyr: Ynir
Dilys: Dylis, Dillis
Glyn: Glynn, Glin
Prydderch: Prytherch, Protheroe
ap Rhys: Price, Prys, Rhys, ap Rees, Pryce, Rees
ab Owen: Bowen, Owen, ab Owain
ap Huw: Pugh, Huw, Pughe
ap Hywel: Powell, Howell
ab Ieuan: Bevan, Ieuan, Evan
ap Harri: Parry, Harri
ap Henri: Penry, Henri
ap Rhisiart: Rhisiart
ap Robert: Probert
ap Rosser: Prosser
ab Einion: Beynon, Einion
ap Humphrey: Pumphrey
ab Ithel: Bethell
ap Richard: Pritchard, Prichard
ab Elis: Bellis, Ellis
Price: Pryce, Prys, Preece
Pugh: Pughe, Puw
Pritchard: Prichard
Parry: Parri
Bevan: Beavan
Powell: Powel
Wyn-Jones: Wyn Jones, Jones, Wynne-Jones, WYN–JONES, Wyn, Wynjones
Pugh-Morgan: Morgan, Pugh, Pugh Morgan
Ellis-Wyn: Elis Wyn, Ellis
Lloyd George: George, Lloyd-George
Davies: Davis, Davys, Dafis
Jones: Jonse, Joans
Evans: Evens, Ifans
Williams: Wiliams, Willams, Williems
Hughes: Hews, Hughs
Lewis: Louis, Lewys
Harris: Harries, Haris
Phillips: Philips, Phillipps
Matthews: Mathews, Mathias-Matthews
Edwards: Edwardes
Rogers: Rodgers
Nicholas: Nicolas
Jenkins: Jenkyns
Watkins: Watkyns
Hopkins: Hopkyns
McDonald: MacDonald, Macdonald, Mc Donald, Mac Donald, M'Donald, M’Donald, MCDONALD
McKenzie: MacKenzie, Mackenzie, Mc Kenzie
McLean: MacLean, Maclean
McEwan: MacEwan, Mac Ewan
McIntyre: MacIntyre, Macintyre
McGregor: MacGregor, Macgregor
McLeod: MacLeod, McCloud
McAllister: MacAlister, McAlister
O'Brien: OBrien, O Brien, O’Brien, O‘Brien, Oʼbrien, Brien, O'Bryan
O'Connor: O'Conor, Connor, OConnor
O'Neill: O'Neil, Neill, O Neal
O'Reilly: Reilly, O'Riley
O'Sullivan: Sullivan, O Sullivan
O'Shea: Shea, O'Shay
Siobhán: Siobhan, Shevaun, Shivaun
Niamh: Neve, Neave
Caoimhe: Keeva
Aoife: Eefa
Saoirse: Sersha
Róisín: Roisin, Rosheen
Sinéad: Sinead, Shinade
Seán: Sean, Shaun, Shawn
Cillian: Killian
Ciara: Keira, Kiera
Ciarán: Kieran
Oisín: Oisin, Osheen
van der Berg: Van Den Berg, Berg, Vanderberg, van-der-Berg
de Souza: Souza, DeSouza, D'Souza
von Braun: Braun
da Silva: Silva, Da-Silva
Fitz Gerald: Fitzgerald, FitzGerald
D'Arcy: Darcy, D’Arcy
N'Diaye: Ndiaye, N Diaye
St John: St. John, Saint John
Mohammed: Muhammad, Mohamed, Mohamad, Mohammad, Muhammed, Maxamed
Yusuf: Youssef, Yousef, Yousuf
Hussain: Hussein, Husain, Hossain
Hassan: Hasan, Xasan
Zainab: Zaynab, Zeinab, Zeynep
Ahmed: Ahmad, Axmed
Ali: Aly, Cali
Omar: Umar, Cumar
Abdullah: Abdulla, Abdallah
Abdirahman: Abdurrahman, Cabdiraxmaan
Fatima: Fatimah, Fatma, Faduma
Aisha: Ayesha, Aysha, Caasha
Khadija: Khadijah, Kadija
Maryam: Mariam, Miriam
Ibrahim: Ebrahim
Khan: Kahn, Kan
Sheikh: Shaikh
Chowdhury: Choudhury, Chaudhry, Choudhary
Rahman: Rehman
Siddiqui: Siddiqi, Sidiqui
Qureshi: Kureshi, Quraishi
Begum: Begam, Begom
Singh: Sing
Kaur: Kour, Kor
Dhaliwal: Daliwal, Dhaliwaal
Bhatt: Bhat, Batt
Patel: Pattel
Gurpreet: Gurprit
Nguyen: Nguyễn, Nguyn
Phạm: Pham, Fam
Đặng: Dang
Zhang: Chang
Zhao: Chao
Huang: Hwang
Li: Lee
Olena: Elena, Olenna, Олена
Oleksandr: Alexander, Aleksandr
Dmytro: Dmitri
Serhii: Sergei
Yuliia: Julia, Yulia
Andrii: Andrey
Volodymyr: Vladimir
Kateryna: Katerina
Wiśniewski: Wisniewska, Wisniewski, Vishnevski, Wiśniewska, Wishniewski
Kowalski: Kowalska, Kovalsky, Kovalski
Nowak: Novak
Kowalczyk: Kovalchik
Wójcik: Wojcik
Lewandowski: Lewandowska, Levandovski
Zieliński: Zielinska
Szymański: Szymanska, Shymanski
Woźniak: Wozniak
Dąbrowski: Dabrowska, Dombrowski-Dabrowski
Jabłoński: Jablonska
Ivanov: Ivanova
Petrov: Petrova
Shevchenko: Szewczenko, Sevcenko-Shevchenko
Łukasz: Lukasz, Lukash
Paweł: Pawel, Pavel
Jakub: Yakub
Małgorzata: Malgorzata
Wojciech: Voytek
Şahin: Sahin, Shahin
Çelik: Celik, Chelik
Yıldız: Yildiz
Müller: Muller, Mueller
Schröder: Schroder, Schroeder
Schmidt: Shmidt
Peña: Pena
Gonzalez: Gonzales, González
Rodriguez: Rodrigues
Fernandes: Fernandez
João: Joao
Zoë: Zoe, Zoey
Chloë: Chloe, Khloe
Renée: Renee, Renèe
Catherine: Katherine, Kathryn, Katharine
Stephen: Steven, Stefan
Geoffrey: Jeffrey
Philip: Phillip
Isabel: Isobel, Isabelle
Elizabeth: Elisabeth
Michael: Mikael, Micheal
Smith: Smyth, Smythe
Clark: Clarke
Thompson: Thomson, Tompson
Johnson: Jonson
Nicholls: Nichols, Nicols
Reid: Reed
Leigh: Lee, Lea
Stewart: Stuart
Moore: Moor, More
Wright: Right
Allen: Alan, Allan
Pearce: Pierce, Peirce
Hayes: Hays
Bailey: Bayley, Baily
Taylor: Tayler, Tailor
Brown: Browne
Green: Greene
Cooke: Cook
Read: Reed
Shaw: Shawe
Fisher: Fischer
Marlowe: Marlow
Beauchamp: Beecham
Cholmondeley: Chumley
"""

_UNLIKE: Final = """
Rees: Rose, Ross, Russ, Reid
Rhys: Rose, Rosser
Price: Pearce, Prosser, Powell, Prior
Jones: James, Jeans, Johnson, Jenkins
Davies: Davidson, Dawes, Dobbs
Evans: Owens, Ellis
Williams: Williamson, Wilson, Wilkins
Hughes: Hayes, Harris
Thomas: Thompson, Timms
Morgan: Morris, Marsh
Lewis: Lloyd, Lee, Lucas
Griffiths: Griffin, Graves
Lloyd: Lewis, Leonard
Roberts: Robson, Rogers, Robinson
Llywelyn: Lowell, Lyall
Owen: Evan, Ewing
Bevan: Bowen, Beynon, Brown
Bowen: Beynon, Boyd
Pugh: Powell, Parry
Gwyn: Glyn, Gwilym
Siân: Seren, Sam
Siôn: Simon, Aled
Ffion: Fiona, Efa, Finn
Dafydd: Dewi, Dylan, Daniel
Huw: Hywel, Ianto
Ceri: Cerys, Sara
Gareth: Gwenda, Geraint
Bethan: Bronwen, Beca
Catrin: Carys, Cadi
Elin: Alun, Elis
Mair: Mari, Mabli
Nia: Non, Noa
Megan: Mali, Morgan
Rhian: Rhodri, Non
Heledd: Helen, Hefin
Vaughan: Vernon, Fenn
Madog: Martin, Mathias
Smith: Schmidt, Sneath, Smart
Taylor: Tyler, Tiller
Brown: Bryn, Byrne, Breen
Green: Groom, Grant
White: Watt, Wood
Clark: Clegg, Crook
Wood: Webb, Ward
Allen: Ellen, Olwen
Moore: Marr, Murphy
Baker: Barker, Booker
Mohammed: Ahmed, Mahmood, Hamid
Hussain: Hassan, Haines
Ali: Ellie, Allan
Khan: Cohen, Keen
Yusuf: Asif, Yasin
Zainab: Zahra, Sanabria-Cruz
Begum: Bilal, Bacon
Singh: Sandhu, Song
Patel: Pitt, Potter
Nguyen: Ngozi, Nolan
Kowalski: Kaminski, Kovac
Nowak: Nowicki, Nash
Wiśniewski: Wiśnicki, Wolski
McDonald: McDowell, McKenna, Donald
McKenzie: McKinley, McKay
O'Brien: O'Neill, Osborne, Brown
O'Connor: O'Keefe, Conway
van der Berg: van der Meer, Vandal
ap Rhys: Pugh, Huw
Wyn-Jones: Pugh-Morgan, Lloyd-Evans
Siobhán: Sinéad, Saoirse
Niamh: Naomi, Nuala
Chloe: Clara, Kelly
Oliver: Olivia, Alvarez
Noah: Nia, Neil
Emma: Emily, Amy
Jack: Jacob, Josh
Harry: Henry, Hugo
Lily: Layla, Lola
Mia: Maya, Max
Olena: Oksana, Olga
Li: Lin, Lu
Davies: Dawes, Devi
Jaswinder: Rajwinder, Kulwinder
Harpreet: Gurpreet, Manpreet
Grewal: Dhaliwal, Gill
Lakshmi: Lalitha, Laila
Katarzyna: Karolina, Krystyna
Siobhán: Sinéad, Shannon
Cathal: Colm, Callum
Niamh: Nia, Nevin
Kwame: Kofi, Kwaku
Oluwaseun: Oluwatobi, Olumide
Chinedu: Chinonso, Chioma
Okafor: Okeke, Okoro
Abdirahman: Abdirizak, Abdullahi
Warsame: Farah, Wardheere
Nguyễn: Ngô, Phan
Zhang: Yang, Wang
Megan: Meghna, Mena
Rachel: Rahul, Ryan
Zahra: Zainab, Zubair
Cian: Chan, Kiran
Popescu: Ionescu, Petrescu
"""


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    rows = (line.split(": ") for line in table.strip().splitlines())
    return tuple((first, other) for first, others in rows for other in others.split(", "))


ALIKE: Final = _pairs(_ALIKE)
UNLIKE: Final = _pairs(_UNLIKE)
