"""Short and pet names of English children."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

ENGLISH: Final = PetNameTable(
    "English",
    "General knowledge of English, completed from the published list `nicknames` of carltonnorthern (Apache-2.0): "
    "of its forms those that are in use today.",
    """
abigail abby abi abbie abbey gail
aidan aid
albert alby bert bertie
alexander sandy xander lex alec sasha alex alexi ali
alexandra sandra sasha lexi lexie alex alexa ali ally sandy
alfie alf
alfred freddie fred alfie freddy
alice ali allie
alison ali ally
alistair ali
amanda mandy
amelia millie milly mia amy emmy
andrew drew andy
angela ange angie
angelina angie lina
anna annie
annabel bella belle anna
annabelle bella belle anna
anne annie nan
anthony tony ant
antonia toni
arabella bella
archibald archie
archie arch
arthur art artie
barnaby barney
bartholomew bart
beatrice bea trixie bee betsi trixy
benedict ben benny
benjamin benji ben benny bennie benjy
bernadette bernie
bernard bernie
bethany beth
bradley brad
brandon bran
bridget bridie biddy
cameron cam
caroline carrie lina carol caz
carolyn carol lyn
cassandra sandra cass cassie
catherine kate katie kathy kitty cathy cat cadi katy kay trina kath kat kit kaz
cecilia cec celia cissy
charles charlie chas chuck charley chaz
charlotte lottie lotty charlie tottie char lotta
chloe clo
christian chris
christina tina chris kirsty chrissy christy kris
christine chris chrissie tina
christopher kit topher chrissy kris
clementine clem clemmie
connor con
constance connie
daniel danny dan
danielle dani danni elle ellie
david davey davie dai dave davy
dennis den denny
diana di
dominic dom nic
dorothy dot dolly dottie dora dotty
douglas doug dougie
dylan dyl
edmund ned ted ed eddie eddy
edward ned ted teddy eddie ed eddy
edwin ed eddie
eleanor nell nellie ellie nora lena ellen elle elly lenny
elijah eli
eliza liz lizzie liza
elizabeth betsy beth bess lisa liz lizzie libby eliza elsie betty bet betsan beti lili bessie ella ellie elle liza lizzy eli
ella ellie
ellen nell nellie
elspeth elsie
emily millie milly em emmy
emma em emmy
esther essie hetty
ethan eth
eugene gene
evangeline eva evie
evelyn evie eve
felicity fliss flick flissy fizz
finlay fin finn
finley fin finn
florence flo flossie florrie flora flossy
frances fran fanny frankie francie frannie
francesca fran frankie cesca chess francie
francis frank frankie
franklin frank frankie
frederick fred freddie freddy rick
freya frey
gabriel gabe gabby
gabrielle gaby ella ellie gabby gabs
genevieve evie
george georgie
georgia georgie
georgina georgie gina
gerald gerry jerry ger
grace gracie
grayson gray
gregory greg
guinevere gwen
gwendolen gwen
hannah han annie
harold harry hal
harriet hattie hatty harry
harrison harry harris
helen nell nellie lena ellie elle
henrietta hattie hettie etta
henry harry hal hank
hugo hugh
imogen immy immie immi
isaac ike zac zak
isabel izzy bella belle ib issy izzie bel
isabella izzy bella belle ella bell issy izzie bel isa
isla issy
isobel izzy bella issy belle
jack jackie
jacob jake jakey
jacqueline jackie jacqui
james jim jimmy jamie jem jimmie jay
jamie jay
jasmine jas jazz jazzy jaz mina
jason jay jase
jemima jem mima
jennifer jenny jen jennie jenni
jeremy jez jerry
jessica jess jessie jessy
joanna jo jody
joanne jo
john jack johnny jackie johnnie
jonathan jonty jonny jon jonathon johnny jono nathan
jordan jord jordy
joseph joe joey josie jo
josephine josie jo posy fifi josey
joshua josh joshy
judith judy
julia jules
julian jules
juliet jules
kathleen kath kathy kate katie kay
kayleigh kay kayls
kimberley kim kimmy
kirsten kirsty
kristina kris tina
laura lauri
lauren loz laurie
lawrence larry laurie lawrie
leah lee
leanne lee annie
leonard len lenny leo
leonardo leo
leopold leo
lewis lew louie lou
lillian lil lily lilly
lily lil
louis lou louie
louisa lulu lou eliza
louise lou lulu
lucas luke luc
lucinda lucy cindy
lucy luce lu
lydia lyd liddy
mackenzie mac kenzie mack
madeleine maddie maddy mads
madison maddie maddy mads
magdalena lena magda maggie
margaret maggie meg peg peggy daisy greta rita mag madge margie margo margot marge midge
maria mia ria
marianne mari annie
marie mari
martha mattie patty
martin marty
mary molly polly mamie may mae marie mimi
matilda tilly tillie mattie maud
matthew matty matt mattie mat
maximilian max
maxwell max
megan meg meggie
melanie mel
melissa mel lissa missy
meredith merry
mia mimi
michael mick mickey mike mikey mikie
michelle shell shelly mich
miranda mandy randa mira
mohammed mo moh
molly mol
morgan mog moc morg
nancy nan
natalie nat tally natty
natasha tash tasha
nathan nate nath
nathaniel nate nat nathan
nicholas nick nicky nico colin nickie nik nic
nicola nicky nic nikki nicki
nicole nic nikki nicky
oliver ollie olly ol
olivia liv livvy livi ollie livia livy olly
oscar ossie oz
oswald oz ozzie
patricia pat patty tricia trish patsy patti
patrick pat paddy
paul paulie
penelope penny nell
persephone percy
peter pete petey
philip pip phil
philippa pippa pip phil philly
phoebe pheebs bee
pippa pip
poppy pops
rachel rach shelly
rebecca becky becca beca beck becs reba
reuben rube
richard dick rick ricky dickie rich richie
robert bob bobby rob robbie bert bobbie
robin rob robbie
roderick rod rory
rosalind ros rosie rosalyn roz
rose rosie
rosemary rosie romy
rosie rose
rowan ro
ruby rubes
ryan ry
samantha sam sammy sammie
samson sam
samuel sam sammy sammie
sara sally sadie
sarah sally sadie sal
scarlett lettie
sebastian seb bas bastian baz
shannon shan
simon si
sophia sophie soph sophy fia
sophie soph
spencer spence
stanley stan
stephanie steph steff stephy steffi stevie
stephen steve stevie ste
stuart stu stew
susannah susie sue sukie suzie
sydney syd
tabitha tabby tabs
teresa terry tess tessa tessie
theo teddy
theodora thea dora
theodore theo ted teddy theodor
thomas tom tommy tomos twm tommie
timothy tim timmy timmo
tobias toby tobes
toby tobes
tristan tris
tyler ty
valentina tina
vanessa nessa ness
veronica ronnie vera vee
victor vic
victoria vicky tori tory vic vickie vick vix
vincent vinny vince vin vinnie
vivienne viv
walter wally wat walt
wilfred wilf fred freddie wilfie will
william bill billy will willy liam billie willie
xavier xavi zave
yasmin yaz
yusuf yus
zachariah zach zack zak zacky
zachary zac zach zack zak zacky zachy
zoe zo
    """,
)
