"""Names that are one name though no rule of spelling says so. Tables alone; `names.py` reads them.

Every word of a row shares a key. Words are folded (no accents, no blanks); a word may stand in several rows. The rows
are what is commonly known about Welsh, Irish, Arabic, Slavic and other names; nobody's data was used.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

_WELSH: Final = """
rhys rees reece reese rys rhees
llywelyn llewellyn llewelyn llewelin llewellin llewhellin fluellen flewellyn
lloyd llwyd loyd llwyde floyd lhuyd
sian sharn shan shaan shahn
sion shon shaun
ioan yoan ioann
ieuan ifan evan iefan ievan yeuan
iwan ewan euan ewen
owain owen owin ywain owayn eoin eoghan
dafydd davyth david davydd dafyth
hywel howell howel hywell
huw hugh hew hughe
gruffydd griffith griffiths gruffudd griffeth gryffydd griffyth gruff
gwyn wyn gwynne wynne gwynn wynn gwin winn
gwilym wilym gwillym william gwylim
goch gough coch goff
bychan fychan vaughan vychan vaughn vawn vaun
fach bach vach
fawr mawr vawr
moel foel voyle
mair fair meir myer
mared fared
marged farged margaret
madog maddock maddox madoc fadog
meurig meyrick merrick feurig meyric
tudur tudor dudur tydur
cadwaladr cadwalader cadwallader kadwalader
cadogan kadogan cadwgan
rhydderch rutherch roderick
ithel bithell bethell
einion eynon einon eynion
maredudd meredith meredydd maredydd meredudd
caradog caradoc craddock cradock caradock
gwenllian wenllian gwenlian
angharad ankaret yngharad ancret
myfanwy fanwy myvanwy mavanwy myfannwy
ffion fion fionn ffyon
cerys carys kerys karys ceris
ceri kerry keri
catrin katrin cathrin
elin elen ellen helen
nerys neris
lowri lowry
efa eva eve
mali molly mally
cai kai cei kay
llyr leer lear
tomos thomas tomas
steffan stephen steven stefan steffen
iago jago yago
emyr emir emrys
geraint gerraint gereint
bronwen bronwyn branwen
eirlys irlys eyrlys
eluned luned lunet elined
heledd heleth hyledd
nia neah nya
bethan bethanne
lleucu lleici leuky
llio lio
siwan shuan
sioned shoned shonet
geinor gaynor gaenor
"""

# In front the father's name; behind it what `ap` or `ab` with that name has become.
_PATRONYMIC_ROWS: Final = """
rhys price pryce prys preece prees prise pryse breese
huw pugh pughe puw pew
hywel powell powel pywel
owain bowen bowain
ieuan bevan beavan bevans beaven
einion beynon baynon benyon binnion
harri parry parri barry
henri penry pendry penri
robert probert roberts
robin probyn probin
richard pritchard prichard pricherd
rosser prosser proser
rhydderch prothero protheroe prydderch prytherch
humphrey pumphrey pomfrey
elis bellis ellis
ithel bethell bithell
adda batha badda
john upjohn apjohn
hopcyn popkin popkins
"""

_IRISH: Final = """
siobhan shevaun shivaun chevonne shivon
niamh neve neave neeve nieve
caoimhe keeva kweeva queeva
aoife eefa efa
saoirse seersha sersha searsha
roisin rosheen rosaleen
sinead shinade shinead
oisin osheen usheen
ciara keira kiera kira keera
cillian killian
ciaran kieran keiran kieron
sean shaun shawn shane
tadhg tige teague tighe
aisling ashling aislinn ashlyn
padraig patrick porick padraic
orla orlagh orlaith
maeve meadhbh maev meave
grainne grania granya
eilidh ailie aylee eiley
mairead maraid mairaid
caitlin kaitlin katelyn kaitlyn caitlyn
"""

# Families whose O was often dropped or put back. The stem stands alone.
_IRISH_O: Final = (
    "brien bryan connor conner neill neil neal reilly riley sullivan donnell leary callaghan callahan keefe keeffe "
    "grady hara shea rourke malley dowd dwyer gorman hanlon flaherty driscoll donoghue donohue shaughnessy kane hare "
    "mahony mahoney toole doherty regan halloran rafferty dalaigh daly hagan byrne"
)

_ARABIC_AND_AFRICAN: Final = """
mohammed muhammad mohamed mohamad mohammad muhammed mohd maxamed mahomed mehmet
ahmed ahmad axmed achmed ahmet
yusuf youssef yousef yousuf yusef usuf yuusuf
hussain hussein husain hossain hussayn xuseen husein hossein
hassan hasan xasan hasaan
zainab zaynab zeinab zeynep zainub
ali aly cali
omar umar omer cumar
othman usman osman uthman cusmaan
abdullah abdallah abdulla cabdullahi abdullahi
abdi cabdi
abdul abdel abdoul
abdulrahman abdurrahman abderrahman abdirahman abdurehman cabdiraxmaan abdelrahman
ibrahim ebrahim ibraheem
ismail ismael esmail ismaeel
fatima fatimah fatma faduma faadumo fadumo fatuma
aisha ayesha aysha aicha caasha ayisha aishah
khadija khadijah kadija hadija khadeeja
maryam mariam mariyam maria miriam meryem
omer oumar
saeed said sayed saed
syed sayed sayyid
jama jaamac jamac
khalid khaled halid
mustafa mostafa mustapha moustafa
sheikh shaikh shaykh
chowdhury choudhury chaudhry choudhary chaudhary chowdhry chaudhuri
rahman rehman rahmaan
qureshi kureshi quraishi koreshi
malik maalik malek
iqbal ikbal
akhtar akter aktar
begum begam
miah mia meah
uddin udin
"""

_SLAVIC_AND_ROMANIAN: Final = """
olena elena helena yelena alena olenna
oleksandr aleksandr alexander aleksander alexandr oleksander
oleksandra aleksandra alexandra
yuliia julia yulia iuliia yuliya julija
dmytro dmitri dmitry dimitri dmitriy
serhii sergei serhiy sergey serhij
andrii andrei andriy andrey andrij
mykola nikolai nikolay
mykhailo mihailo mikhail mihail mykhaylo
yevhen evgeny yevgeny
volodymyr vladimir wolodymyr
kateryna katerina ekaterina catarina
oksana oxana ksenia
sofiia sofia sophia zofia sofija
anastasiia anastasia nastasia anastasiya
mariia maria marija mariya
zuzanna susanna zuzana
jakub yakub jacub yacoub
wojciech voytek voycech
lukasz lukash
michal mihal
pawel pavel
piotr peter petr
katarzyna katazhina catarzina
agnieszka agneshka
ewa eva
stanislaw stanislav
boleslaw boleslav
ionut yonutz ionuts
gheorghe georghe
"""

_ASIAN: Final = """
nguyen nguyn nguen nuyen ngyen
zhang chang cheung
zhao chao chiu
xu hsu tsui
huang hwang
zhou chou chow
gurpreet gurprit
harpreet harprit
jaspreet jasprit
"""

_WESTERN: Final = """
catherine katherine katharine kathryn cathryn
geoffrey jeffrey geoffery
philip phillip filip
isabel isobel isabelle ysabel
elizabeth elisabeth elisabet
sara sarah
zoe zoey zowie
chloe khloe cloe
jacqueline jaqueline jackeline
stewart stuart
michael mikael mikhael
joaquin hoakin
jose hose
jorge horhe
lewis lewys louis
gonzalez gonzales
muller mueller
beaumont bowmont
featherstonehaugh fanshaw fanshawe
cholmondeley chumley chumleigh
marjoribanks marchbanks
beauchamp beecham beacham
farquhar farker
menzies mingis
dalziel deyell
colquhoun cahoon
maclean mclane maclaine
macleod maccloud
"""


def _rows(*tables: str) -> Iterable[tuple[str, ...]]:
    for table in tables:
        yield from (tuple(line.split()) for line in table.strip().splitlines())


EQUAL_NAMES: Final = tuple(_rows(_WELSH, _IRISH, _ARABIC_AND_AFRICAN, _SLAVIC_AND_ROMANIAN, _ASIAN, _WESTERN))
PATRONYMICS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {row[0]: row[1:] for row in _rows(_PATRONYMIC_ROWS)}
)
IRISH_STEMS: Final = frozenset(_IRISH_O.split())


def _heads() -> dict[str, tuple[str, ...]]:
    heads: dict[str, tuple[str, ...]] = {}
    for row in (*EQUAL_NAMES, *PATRONYMICS.values()):
        for word in row:
            heads[word] = (*heads.get(word, ()), row[0])
    return heads


EQUALS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_heads())
"""Every word of the tables, with the first words of its rows: two names with one in common are one name."""
