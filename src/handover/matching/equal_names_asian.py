"""South and east Asian names that are one name. Tables alone; see `equal_names.py`.

Chinese surnames in the romanisations that families bring: Pinyin, Wade-Giles, and those of Hong Kong, Malaysia and
Singapore (Cantonese, Hokkien, Teochew). One romanisation may stand for several surnames, and joins none of them.
"""

from typing import Final

SOUTH_ASIAN_ROWS: Final = """
geetha geeta gita githa
priti preeti preethi
kavitha kavita
bhattacharya bhattacharjee battacharya
mukherjee mukhopadhyay mukerji mookherjee
banerjee bandyopadhyay banerji
chatterjee chattopadhyay chatterji
ganguly gangopadhyay ganguli
subramaniam subramanian subramanyam subramani
vidya widya vidhya
roxana rukhsana ruksana
iyer ayyar aiyar
reddy reddi
naidu nayudu
menon menen
nair nayar
pillai pillay
joshi joshy
desai dessai
shah sah
trivedi tribedi
dwivedi dvivedi dubey
sharma sarma
verma varma
mishra misra
srivastava shrivastava
singh sinh sing
bains bans
sekhon shekhon
gill gil
deol dayol
aujla ojla
rahman rohman rahaman rehmaan
miah miya
akhtar akther
khatun khatoon khatoun
sultana sulthana soltana
hussain hossen hosen hosain hussen
hoque haque huq haq
uddin udeen oddin
choudhury chodhury
talukdar talukder
sarkar sarker sircar
mondal mandal
das dass
fernando fernandoe
perera pereira
gunawardena gunawardene gunewardena
bandara bandera
wickramasinghe wickremesinghe
khan kahn
jatt jat
ansari ansary
siddique siddiqui siddiq
mirza meerza
"""

CHINESE_ROWS: Final = """
wang wong ong heng
li lee lei lie
zhang chang cheung teo cheong tiong
liu lau liew low
chen chan tan chin
yang yeung yeong yong young
huang wong hwang ng oei whang
zhao chao chiu chew
wu ng woo goh
zhou chow chou chew chau
xu hsu tsui hui chee
sun suen soon
ma mah mar
zhu chu choo chue
hu wu woo aw
guo kuo kwok kok quek gwo
he ho hoe
lin lam lim
gao ko kao
luo lo law loh
zheng cheng cheang tay jeng
liang leung leong neo
xie hsieh tse chia cheah
song sung soong
tang tong
deng tang teng
feng fung fong
han hon
cao tsao cho
zeng tsang tseng chan
xiao hsiao siu seow shaw
tian tien tin
dong tung
pan poon phua
yuan yuen
tsai cai choi chua chai
jiang chiang cheung keung
yu yue yee
du to tu
ye yip yeh yap
wei ngai
su so soh
lu lo loo look
ding ting
ren yam jen
shen sum shum
yao yiu yeow
zhong chung
cui tsui choi
tan tam tham
qiu chiu yau khoo hiew
qian chien chin
xue hsueh sit
lei lui
hou hau
bai pak pai
long lung loong
fang fong
jin kam chin
mo mok
ouyang auyeung auyong owyang
situ szeto seeto
xin hsin shin
jia chia
yi yee
zixuan tzuhsuan zishuan
zihan tzuhan
yuxin yuhsin
xiaoming hsiaoming shiaoming
qing ching tsing
zhi chih
mei may
jun chun
park bak pak
kim gim
choi choe
jung jeong chung
lee yi rhee
"""

VIETNAMESE_ROWS: Final = """
nguyen nguyn nguen nuyen ngyen
gurpreet gurprit
harpreet harprit
jaspreet jasprit
nguyen nuwin newen nwin win
pham fam
tran chran
phuong fuong fong
hoang hwang huang
huynh hwin hwing whin
thao tao
thanh tanh
phuc fook fuk
quynh quin kwin
nghia ngia nia
ngoc nok
tuan twan
tuyet twiet
khanh kan
linh ling
duy zuy
thuy twee tui
hieu hew hue
xuan swan suan
dung zung
giang zang
vu voo
vo voh
thi ti tee
trinh trin
"""
