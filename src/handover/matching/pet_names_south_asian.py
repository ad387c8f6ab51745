"""Pet and short names of children of south Asian families.

A Bengali child's calling name (daknam) is chosen freely: no table can know it, and only names that are made from the
whole name stand here.
"""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

URDU_AND_PUNJABI: Final = PetNameTable(
    "Urdu, Panjabi (Muslim, Sikh and Hindu families), Pashto",
    "General knowledge of Urdu and Panjabi; nothing published was found.",
    """
abdullah abdul
aisha ashi aishi ayshi
amandeep aman mandeep
amanpreet aman preeti
amarjit amar jeet
anmol anu
arshdeep arsh
avneet avi
balwinder bali billa
bilal billu
daljit jeet
davinder dav davy
faisal faisu
faizan faizi
fatima fati
gaganpreet gagan
gurpreet guri gopi preet preeti
gursimran simran simi
gurvinder guri
hamza hamzi
harjinder harj jindi
harjit harj harry
harman harry
harmanpreet harman
haroon harry
harpreet harp harry preet preeti happy
harsimran simran harsi
ibrahim ibby ibi ibra
imran immy imi
inderjit inder
ismail izzy
jagdeep jaggi
jagjit jag jaggi
jasdeep jas
jaskaran jas karan
jasleen jas
jasmeet jas
jaspreet jas jassi preet preeti
jaswinder jas jassi
karandeep karan
khadija dija
kiranjit kiran
kulwinder kully kulli
lakhwinder lucky
mahnoor mahi
mandeep mandy mani deep
manjit manj manjeet
manpreet mani manny preet preeti
maryam mari
mohammed mo moh md mohd muhd mhd
mustafa musti mus
navdeep nav
navjot nav jot
navpreet nav
parminder pam parm
parvinder parv
prabhdeep prabh
prabhjot prabh jot
rajinder raj raji
rajveer raj veer
rajwinder raj raji
ramandeep raman
ranjit ranj jeet
ravinder ravi rav
rizwan riz rizzy
sajid saj
salman sal sallu
shahid shah
shahzaib shazi
sikander sikki
simranjit simran simi
simranpreet simran simi
sukhdeep sukh
sukhjit sukh sukhi
sukhpreet sukh sukhi preet
sukhwinder sukh sukhi
sumaira sumi
sumaiya sumi
tajinder taj
tayyab tabi
yusuf yus
zakariya zak zaki zack
zeeshan shani zeesh
zubair zubi
zulfiqar zulfi
    """,
)

INDIAN: Final = PetNameTable(
    "Hindi, Gujarati, Tamil, Malayalam, Telugu, Nepali, Sinhala",
    "General knowledge of these languages; nothing published was found.",
    """
abhinav abhi
abhishek abhi
aditi adi aadi
aditya adi aadi
akshay akshu
ananya anu annu
anjali anju
anushka anu
aparna appu
archana archu
ashwin ash
bhavana bhavi
deepak deepu dipu
deepika deepu dipi
devansh dev
devendra dev
dhanush dhanu
divya divi diya
gayatri gayu
gopal gopu
harish hari
harshita harshu
ishita ishu
jayesh jay
karthik kartik karthi
kavitha kavi
keerthana keerthi
krishna kanha kittu kichu
lakshmi lachu laxmi
madhavi madhu
madhuri madhu
meenakshi meena meenu
nikhil nikki nik
nikita nikki niki
padma paddu
pallavi pallu
pooja puja pooju
priya priyu pri
priyanka priya pinky priyu
radhika radha radhu
rajendra raj raju
rajesh raj raju
ramesh ramu
ravindra ravi
rishabh rishi
ritika ritu
rupali rupa
sandeep sandy
sandhya sandy
sanjana sanju
sanjay sanju
saraswati saru sara
saurabh saurav
shivani shivi
shreya shreyu
shruti shru
siddharth sid siddhu
sneha snehu
sonali sona sonu
sowmya sowmi
srinivas srinu srini
subramaniam mani subbu subra
sunita suni
suresh suri
tanvi tanu
tanya tanu
venkatesh venkat venky
vignesh vicky
vikram vicky vik
vishnu vishu
vivek vicky
yash yashu
yashwant yash
    """,
)

BENGALI: Final = PetNameTable(
    "Bengali, Sylheti",
    "General knowledge of Bengali. A daknam is chosen freely and stands in no table.",
    """
abdur abdul
aminul amin
anisur anis
ariful arif
ashraful ashraf
azizur aziz
enamul enam
fazlul fazl
habibur habib
hafizur hafiz
hasibul hasib
jahangir jahan
mahbubur mahbub
mahfuzur mahfuz
mahmudul mahmud
mizanur mizan
mohammed md mohd muhd mhd mo
mominul momin
mosammat mst most mosa
motiur moti
obaidul obaid
rafiqul rafiq rafi
rashedul rashed
rezaul reza
ruhul ruh
sadiqur sadiq
saiful saif
sajidur sajid
shafiqul shafiq shafi
shahinur shahin
shamsul shams
tajul taj
touhidul touhid
zahidul zahid
ziaur zia
    """,
)
