"""Short and pet names of Welsh children."""

from typing import Final

from handover.matching.pet_name_table import PetNameTable

WELSH: Final = PetNameTable(
    "Welsh",
    "General knowledge of Welsh. Names that families use in Welsh or in English (Edward, Iorwerth) stand here too.",
    """
angharad hari haz ancs
bronwen bron
cadwaladr dwalad
caradog crad
catherine catrin cadi
catrin cadi cat trin
ceridwen ceri
dafydd dai dewi deio taff daf dei
david dafydd dai dei
edward iorwerth ned
eirlys lysi
elen nel neli len
elisabeth beti betsan bethan lisi
elizabeth beti betsan bethan
eluned lun
emrys em
evan ianto ifan
ffion fi
geraint ger
gruffydd guto gruff griff
gwendoline gwen
gwenhwyfar gwen
gwenllian llio lleucu llian gwenno gwen
gwilym gwil wil will
gwladys glad
heledd hel hels
henri hari
hugh huw
hywel hyw
iestyn iest
ieuan ianto iant
ifan ifs ianto iant
iorwerth iori
jane sian
john sion ioan jac
katherine catrin cadi
llewelyn llew lew
llywelyn llew llelo lew llewelyn llyw
mair mairwen mari
mared mag
maredudd mered
margaret mared marged megan magi
marged megan mared meg
mari malan
mary mair mari mali
meredydd mered
morfydd mor
morwenna mor mo
myfanwy myf fanw fan
nest nesta
owain ow ows
rhiannon rhi non nonny
rhisiart dic
rhodri rhods
rhydian rhyds
richard dic rhisiart
robert robat
seren ser
sioned sion
siwan siws
steffan steff
tegwen teg
teleri tels
thomas tomos twm
tomos tom twm tomi
tudur tud
wiliam wil gwil
william wil
    """,
)
