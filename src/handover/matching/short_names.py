"""Short and pet forms of forenames, which share neither spelling nor sound with the whole name. A table alone.

The first word of a row is the whole name, the others stand for it. A short form may stand for several names (Alex), so it
joins none of them: Alexander and Alexandra are two names. That a name is the beginning of another (Ben, Benjamin) needs
no row. Words are folded. The rows are what is commonly known.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from handover.matching.equal_names import EQUALS

MEMORY: Final = 1 << 16

_ROWS: Final = """
abigail abby abi abbie
adelaide addie heidi
alexander sandy xander lex alec sasha
alexandra sandra sasha lexi lexie
alfred freddie fred
alistair ali
amelia millie milly mia
andrew drew
angharad hari haz ancs
anthony tony
arabella bella
augustus gus
barbara babs
beatrice bea trixie bee betsi
benjamin benji
caroline carrie lina
cassandra sandra
catherine kate katie kathy kitty cathy cat cadi
catrin cadi cat trin
charles charlie chas chuck
charlotte lottie lotty charlie tottie
christina tina chris kirsty
christopher kit topher chrissy
constance connie
cordelia delia
daniel danny
dafydd dai dewi deio taff
david davey davie dai
dorothy dot dolly dottie
edmund ned ted
edward ned ted teddy eddie
eirlys lysi
eleanor nell nellie ellie nora lena
elisabeth betsy beth bess lisa liz lizzie libby eliza elsie betty bet betsan beti lili
elizabeth betsy beth bess lisa liz lizzie libby eliza elsie betty bet betsan beti lili
emily millie milly
esther essie hetty
evangeline eva evie
evelyn evie
florence flo flossie florrie
frances fran fanny frankie
francis frank frankie
frederick fred freddie
gabriel gabe
gabrielle gaby ella ellie
genevieve evie
geraint ger
gerald gerry jerry
gillian jill
grace gracie
gruffydd guto gruff griff
guinevere gwen
gwenllian llio lleucu llian gwenno
gwilym gwil wil will
harriet hattie hatty
harold harry hal
helen nell nellie lena
henry harry hal hank
isabel izzy bella belle
isabella izzy bella belle ella bell
isabelle izzy bella belle elle
jacob jake
jacqueline jackie
james jim jimmy jamie jem
jennifer jenny jen
jessica jess jessie
joanna jo
john jack johnny jackie
jonathan jonty jonny jon
joseph joe joey josie jo
josephine josie jo posy
joshua josh
judith judy
katherine kate katie kathy kitty kat
kathryn kate katie kathy kitty
lawrence larry laurie
leonard len lenny
llewelyn llew lew
llywelyn llew llelo lew
louisa lulu
lucille lucy
madeleine maddie maddy
madison maddie maddy
magdalena lena magda
margaret maggie meg peg peggy daisy greta rita mag madge
marged megan mared meg
maredudd mered
martha mattie patty
mary molly polly mamie may
matilda tilly tillie mattie
matthew matty
maximilian max
megan meg
meredith merry
michael mick mickey mike mikey
mohammed mo moh
montgomery monty
morgan mog moc
myfanwy myf fanw fan
natalie nat tally
nathaniel nate nat nathan
nicholas nick nicky nico colin
nicola nicky
olivia liv livvy livi ollie
oliver ollie
patricia pat patty tricia trish
patrick pat paddy
penelope penny
persephone percy
peter pete
philip pip pip phil
philippa pippa pip
priscilla cilla
rachel rach
raymond ray
rebecca becky becca beca
reginald reggie reg rex
rhiannon rhi non nonny
richard dick rick ricky dickie rich richie
robert bob bobby rob robbie bert
roderick rod rory
ronald ron ronnie
rosalind ros rosie
rosemary rosie romy
rosamund rosie ros
rupert rupes
samantha sam sammy
samuel sam sammy
seren ser
sophia sophie
stephanie steph steff
stephen steve
steffan steff
susannah susie sue sukie
susan susie sue
tabitha tabby
teresa terry tess tessa
theodora thea dora
theodore theo ted teddy
theresa terry tess tessa
thomas tom tommy tomos twm
timothy tim timmy
tomos tom twm tomi
tobias toby
valentina tina
victoria vicky tori tory vic
vincent vinny vince
virginia ginny
vivienne viv
walter wally wat
wilfred wilf fred freddie
wilhelmina mina minnie billie
william bill billy will willy liam
winifred winnie freda
yasmin yaz
yusuf yus
zachariah zach zack zak
zachary zac zach zack zak
"""


def _forms() -> dict[str, frozenset[str]]:
    stand_for: dict[str, set[str]] = {}
    for whole, *forms in (line.split() for line in _ROWS.strip().splitlines()):
        stand_for.setdefault(whole, set()).add(whole)
        for form in forms:
            stand_for.setdefault(form, set()).add(whole)
    return {name: frozenset(wholes) for name, wholes in stand_for.items()}


WHOLE_NAMES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(_forms())
"""Every name of the table, with the whole names that it may stand for; a whole name stands for itself."""

LEAST: Final = 3
"""Letters from which the beginning of a name is a short form of it."""


@lru_cache(MEMORY)
def whole_names_of(word: str) -> frozenset[str]:
    """Return the whole names that a folded name may stand for, each also as the first of its equals: `mo`, mohammed.

    Names are of one child, as far as the tables know, if they have one of these in common.
    """
    wholes = WHOLE_NAMES.get(word, frozenset((word,)))
    return wholes.union(EQUALS.get(word, ()), *(EQUALS.get(whole, ()) for whole in wholes))


def share_whole_name(one: str, other: str) -> bool:
    """Say whether one of two folded names is a short form of the other, or both are of a third, by the tables."""
    return not whole_names_of(one).isdisjoint(whole_names_of(other))


def is_short_form(one: str, other: str) -> bool:
    """Say whether one of two folded names is a short form of the other, by its beginning or by the tables."""
    short, long = sorted((one, other), key=len)
    return (len(short) >= LEAST and long.startswith(short)) or share_whole_name(one, other)
