"""Welsh and Irish names that are one name, and what English ears write for them. Tables alone; see `equal_names.py`."""

from typing import Final

WELSH_ROWS: Final = """
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
fionn finn fyonn
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
emyr emir
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
llywelyn clewellyn flewelyn thlewelyn
myfanwy muvanwy mivanwy
heulwen hailwen heilwen
iorwerth yorwerth yorath yorworth
eifion ivion eivion
dyfed duvved dyved
siwan shooan
hefin hevin heven
gwawr gwower
mabli mably
nerys nerris
tudur tidir
eurig airig
euros airos
aneurin aneirin anirin
ceiriog kiriog
llio thlio
llinos thlinos clinos
"""

# In front the father's name; behind it what `ap` or `ab` with that name has become.
PATRONYMIC_ROWS: Final = """
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

IRISH_ROWS: Final = """
siobhan shevaun shivaun chevonne shivon
niamh neve neave neeve nieve
caoimhe keeva kweeva queeva
aoife eefa
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
siobhan shivawn shavon shavawn shiban
niamh neev neamh
caoimhe keava keavah queeva kiva
aoife eefah ifa aife
saoirse sorsha searse
roisin roisheen rosheene rosin
sinead shinaid shinaed sinade
oisin ousheen ossian ushin
tadhg tyg tiege taig tigue teige
grainne grawnya gronya granuaile
aisling ashlin ashleen ashlynn
cathal cahal kahal cahil
daithi dahee dahi dathi
fionnuala finnoola finula fenella nuala finola
blathnaid blawnid blanid blanaid
muireann mwirin mirren murrin
maeve mayve mave maebh medbh
orla orlah
fiachra feeakra fiacra feakra
ciaran keeran kiran keiron
daragh dara darra darragh daire
odhran oran orran orin
padraig porrick paurick podrig padhraic
seamus shaymus shamus shaimus
sadhbh sive syve saiv
ailbhe alva alvy elva alby
caoilfhionn keelin keelan caelan
caolan keelan caelan kealan
eabha ava ayva
fiadh fia feea feeya
dearbhla dervla derval dervilla dearbhail
naoise neesha neesa nisha
laoise leesha leisha lisha
conchobhar connor conor concobhar
donncha donnacha donica donagh
diarmuid dermot dermid diarmaid
ruairi rory ruari ruaridh
sorcha sorka surka
eimear emer eemer eimhear
clodagh cloda clowda
enda eanna
eamon eamonn aymon
micheal meehawl
aine awnya anya onya
eilis eilish ailish
eithne enya ethna edna
riona reena rinna
cliona cleena cliodhna cleona
mairead mawraid
bronagh brona bronach
deirbhile dervla
colm colum collum
gallagher gallaher gallacher
keogh kehoe keo keough
doherty docherty dockerty dougherty
mcloughlin mclaughlin mcgloughlin mclochlin maclochlainn
mcgrath mcgrah mcgra magrath
geraghty gerrity garrity gerity
moloney maloney molony
mcgee magee mckee
mcguinness magennis maguinness
kavanagh cavanagh kavana
cavanaugh kavanagh
byrne burn beirne
meagher maher mahar
quigley quigly
coughlan coghlan coughlin
mccaughey mccoy mcgahey
hickey hicky
"""

# Families whose O was often dropped or put back. The stem stands alone.
IRISH_O_STEMS: Final = (
    "brien bryan connor conner neill neil neal reilly riley sullivan donnell leary callaghan callahan keefe keeffe "
    "grady hara shea rourke malley dowd dwyer gorman hanlon flaherty driscoll donoghue donohue shaughnessy kane hare "
    "mahony mahoney toole doherty regan halloran rafferty dalaigh daly hagan byrne"
)
