"""Arabic, Somali, south Asian Muslim and west African names that are one name. Tables alone; see `equal_names.py`."""

from typing import Final

ARABIC_AND_AFRICAN_ROWS: Final = """
mohammed muhammad mohamed mohamad mohammad muhammed mohd maxamed mahomed mehmet
mohammed md muhd mhd mahamed mohamud mohammod muhamed mohammud
ahmed ahmad axmed achmed ahmet
yusuf youssef yousef yousuf yusef usuf yuusuf
hussain hussein husain hossain hussayn xuseen husein hossein
hassan hasan xasan hasaan
zainab zaynab zeinab zeynep zainub
ali aly cali
omar umar omer cumar
othman usman osman uthman cusmaan cismaan ismaan
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
kwame kwami quame kwaame
kwadwo kwadjo quadjo kodwo
adwoa ajoa adjoa
akosua akosia akosuwa
yaw yao yor
boateng bwateng boatin boating
agyeman adjeman ajeman agyemang
asante ashanti asanti ashante
mensah mensa mencer
acheampong achampong achiampong akyeampong
osei osay osey
owusu awusu owosu
opoku opuku poku
amoah amoa
nkrumah krumah nkruma
okafor okafo okaphor
okonkwo okonko
nwosu wosu nwosoo
eze ezeh ezay
obi oby
seun sheun shaun
sola shola
segun shegun
seyi sheyi
sade shade folasade folashade
tosin oluwatosin
chioma chiyoma cheoma
ifeoma ifeyoma efeoma
chidinma chidimma
ndiaye njie njai
diallo jallo djallo jalloh
jalloh djalo
traore trawore
bah ba
sow so
ba bah
ouattara wattara watara
cisse sesay ceesay sissay
toure touray turay
kamara camara
koroma koromah
conteh konte conte
bangura bangoura
sesay ceesay
ciise isse essa isa issa eesa
jama jamaa jamac
farah faarax farax
warsame warsami warsama
nur noor nuur nour
xalimo halimo halima haleema
saxra sahra zahra
shire shirre shiire
geedi gedi guedi
guled guuleed
axado ahado
abshir abshiir
dahir daahir
muse muuse musa moosa mousa
nimco nimo
cawo awo
ayaan ayan ayann
deqa deka
sharmarke sharmaarke sharmake
mahmoud mahmood mehmood mahmud mahamud maxamuud
sharif shareef sherif cherif charif
hijazi hegazi higazi
salah saleh salih
yasmin jasmine yasmeen yassmin yasmine jasmin
jamal jamel gamal djamel djamal
najib naguib najeeb
gamila jamila djamila jamilah
nasir nasser naser
tariq tarek tareq tarik
wael wail
qasim kassem qasem kasim qassim
layla leila laila leyla lila
khoury khouri koury
haidar hyder haider hayder
raza reza
zahra zehra zohra
zahid jahid zaheed
zubair jubair zubayr
zaman jaman
zakir jakir zaker
aziz ajij azeez
nazma najma nazmah
mizan mijan
riaz riaj riyaz riyad
siraj shiraz
faisal faysal feisal
rashid rasheed rashed rachid
sajid sajjad
junaid zunaid junayd
suleiman sulaiman suleyman soliman suliman
ilyas elias elyas
bilal belal
jibril gibril jebril
isa issa eesa
musa moosa mousa moussa
harun haroon haroun
dawud dawood daud daoud
yahya yehya yehia
ayub ayoub ayyub
idris idrees edris
hamza hamzah
taha taaha
safiya safia safiyya
sumaya sumayyah soumaya sumaiya
hafsa hafsah
ruqayya rukaya ruqaiya roqaya
asma asmaa
khadijah khadeejah hatice
"""
