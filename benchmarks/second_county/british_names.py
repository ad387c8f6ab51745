"""Names of families from Wales, England, Ireland and Scotland, as common as they are there (per 10,000)."""

from benchmarks.second_county.weighted import compose, weigh

ENGLISH_SURNAMES = weigh(
    "126 Smith 75 Jones 59 Taylor 56 Brown 39 Williams Wilson 37 Johnson 34 Davies 32 Robinson Wright 31 "
    "Thompson Evans "
    "30 Walker White 28 Roberts Green Hall 26 Wood Jackson Clarke Patel 24 Khan 23 Lewis James Phillips Hughes Edwards "
    "Turner Hill Cooper Moore Ward 21 Harris Morris Martin Clark Morgan Baker 19 Harrison Watson King Lee Allen Davis "
    "Scott Young 17 Mitchell Anderson Parker Bennett Carter Cook Shaw Griffiths Collins Bailey Marshall 15 Richardson "
    "Adams Bell Cox Stevens Simpson Chapman Webb Miller Ellis Wilkinson Rogers Gray Mills Hunt Foster Knight Murray "
    "13 Palmer Butler Barnes Pearson Holmes Rose Matthews Lloyd Powell Barker Dixon Fletcher Fisher Jenkins Price Owen "
    "12 Ford Stewart Harvey Lawrence Graham Gibson Hamilton Russell Reynolds Hart Andrews Day Brooks Saunders Watts "
    "11 Payne Elliott Walsh Armstrong Bradley Burton West Pearce Fox Cole Lane Burns Spencer Hudson Dean Bishop Newman "
    "10 Porter Barrett Lowe Riley Hawkins Booth Byrne Hunter Harding Barber Grant Nicholson Carr Osborne Berry Cross "
    "9 Perry Reed Coleman Holland Gilbert Francis Day Knowles Sutton Page Lamb Warren Woods Baldwin Atkinson Moss Ball "
    "8 Austin Sharp Fuller Gardner Goodwin Gregory Hardy Hodgson Howard Ingram Jarvis Kirk Lambert May Norris Oliver "
    "Parsons Potter Quinn Reid Schofield Stephenson Stone Thornton Tucker Vincent Wade Wallis Watkins Wheeler Yates "
    "7 Akhtar Abbott Bates Bird Blake Bond Bowen Briggs Bull Bush Chambers Charlton Cooke Curtis Dale Daniels Dawson "
    "Dunn Doyle Farmer Field Finch Fowler Frost Garner George Gill Glover Gordon Green Griffin Hancock Harper Hayes "
    "Heath Hewitt Higgins Hobbs Hope Horton Howe Hughes Humphries Hutchinson Iqbal Jennings Jordan Kelly Kemp Kent "
    "Lawson Leach Little Long Lord Love Lucas Lyons Mann Marsh Mason Middleton Miles Morton Mosley Naylor Newton Nolan "
    "Norman North Page Parkin Peacock Perkins Pickering Pope Power Pratt Preston Randall Rhodes Robson Rowe Sanderson "
    "Savage Shepherd Short Skinner Slater Smart Spencer Stanley Steele Stokes Swift Sykes Tate Todd Townsend Tyler "
    "Walters Walton Waters Weston Whitehead Wilkins Willis Winter Wise Wyatt Pye Stephens Philips Reeves Reeve "
    "Philpott "
    "Clough Brearley Greaves Sherwood Farrow Rayner Raynor Ainsworth Aynsley Whittaker Whitaker Jeffries Jefferies",
    compose(
        "Ash Ald Ack Apple Bark Barn Beck Ben Bir Black Brad Bram Bran Brom Brough Buck Bur Cal Car Chad Charl "
        "Ches Clif "
        "Col Comp Cran Crom Dal Den Dray Dun Ead Eccle El Fair Far Farn Gar Glad Gold Grim Had Hal Ham Har Hart Hazel "
        "Heb Hor Hum Hux Ing Kel Kirk Lang Lin Long Lud Mar Mel Mid Mil Mor Nor Oak Or Pem Pin Pres Rad Ram Raw "
        "Red Rip "
        "Ros Rud Sal Sed Shel Sher Ship Sil Stan Staf Strat Sut Swin Tam Thorn Til Tor Und Wal War Wes Whit Wil "
        "Win Wool",
        "ton ley ford worth well wood field ham by combe bury croft den don dale er gate hurst land man more over "
        "ridge shaw stock thorpe wick sley",
    ),
    whole=10_000,
)
WELSH_SURNAMES = weigh(
    "575 Jones 372 Davies 371 Williams 317 Evans 230 Thomas 150 Roberts 147 Lewis 134 Hughes 120 Morgan 110 Griffiths "
    "105 Edwards 90 Owen 80 James 75 Rees 74 Jenkins Phillips Price 70 Morris Richards 60 Lloyd Parry 50 Powell Harris "
    "45 Rowlands Bowen 40 Watkins Ellis Howells Pritchard Llewellyn 35 Humphreys Matthews Francis 30 Bevan John Jarman "
    "Vaughan Probert Pugh Hopkins Gwynne 25 Jeremiah Prosser Beynon Meredith Daniel Davis Pearce 20 Gittins Bebb "
    "Prothero "
    "Penry Mathias Nicholas George Hopkin Maddocks Picton 15 Breeze Cadwaladr Craddock Dyer Eynon Foulkes Gough "
    "Hywel Ifans Kyffin Leyshon Mostyn Nevett Onions Peate Rhydderch Sayce Tudor Wynne Yorath Ceredig Glyn Gruffydd "
    "Emrys Bowyer Treharne Gethin Gwilym Havard Hier Hamer Landeg Loosmore Mainwaring Maybery Mendus Nash Popkin "
    "Rosser Scourfield Swancott Tanner Trahearn Ithell Anwyl Bengough Bithell Blayney Brace Brigstocke Cadogan "
    "Coslett Clement",
    compose(
        "Aber Bryn Caer Cwm Dol Garth Glas Gor Hen Llan Maes Mor Nant Pen Pont Rhiw Tal Tre Ty Ystrad",
        "fan field gain law lle mor ogan rees way wyn wallis gwyn on ton eth",
    ),
    whole=8_800,
)
CELTIC_SURNAMES = weigh(
    "90 Murphy 75 Kelly 60 O'Sullivan Walsh 55 Smith O'Brien Byrne 50 Ryan O'Connor O'Neill 45 O'Reilly Doyle McCarthy "
    "40 Gallagher Doherty Kennedy Lynch Murray Quinn Moore McLoughlin 35 Connolly Daly Wilson Dunne Brennan "
    "Burke Collins "
    "Campbell Clarke Johnston Hughes Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson 30 O'Callaghan "
    "O'Donnell "
    "Duffy Mahony Boyle Healy O'Shea White Sweeney Hayes Kavanagh Power McGrath Moran Brady Stewart MacDonald Campbell "
    "Robertson Anderson Scott 25 MacKenzie MacLeod Cameron Ross Paterson Fraser Morrison Ferguson Duncan "
    "Hamilton Grant "
    "McKay Sutherland McIntosh Sinclair Buchanan Gunn 20 Casey Foley Fitzpatrick O'Leary McDonnell McMahon "
    "Donnelly Regan "
    "Donovan Burns Flanagan Mullan Barry Kane Robinson Cunningham Griffin Kenny Sheehan Ward Whelan Lyons Reid Graham "
    "Higgins Cullen Keane King Maher McKenna Bell Scott Hogan O'Keeffe Magee McNamara McDonagh O'Dwyer Ó_Briain "
    "15 Delaney Molloy Hickey Tobin Coyle Nugent McBride McGuinness McGinty McArdle O'Hare O'Rourke O'Grady Mac_Giolla "
    "Ní_Dhomhnaill De_Búrca Gilmore Rafferty Toner Tully Tierney Shanahan Ruane Quigley Prendergast Phelan Mulcahy",
    compose(
        "O' Mc Mac",
        "Ginley Gann Elroy Entee Evoy Fadden Gee Govern Inerney Kee Kenna Keown Laverty Manus Nally Nulty "
        "Parland Quaid Queen Quillan Rory Shane Sorley Swiggan Tague Ternan Vey Vicar Whirter Hara Hanlon Kane Meara "
        "Malley Mara Toole Doherty Flaherty Gara Halloran",
    ),
    0.15,
)
WELSH_BOYS = weigh(
    "90 Dylan Osian Harri 80 Rhys Evan Jac Macsen Ioan Owain 70 Elis Tomos Gruffydd Llew Morgan Iwan 60 Ifan "
    "Emrys Guto "
    "Cai Steffan Siôn Aled 50 Bedwyr Gethin Gwion Hari Huw Idris Iestyn Lloyd Mabon Macsen Math Meilyr Trystan "
    "40 Alun Aneurin Arthur Bryn Carwyn Cian Dafydd Deio Deiniol Efan Emyr Gareth Geraint Glyn Griff Gwern "
    "Gwilym Hefin "
    "Hywel Ieuan Iolo Llŷr Llywelyn Lewys Madog Mostyn Nedw Ned Taliesin Tegid Tudur Twm Wil Ynyr 20 Brychan Caradog "
    "Cledwyn Dewi Ednyfed Eirwyn Elgan Elidir Eurwyn Gwallter Heulyn Ianto Ithel Maredudd Myrddin Peredur Prys "
    "Rhodri Sulwyn"
)
WELSH_GIRLS = weigh(
    "90 Seren Mali Erin Cadi 80 Megan Eira Efa Alys Mabli Nia Ffion 70 Lowri Gwen Beca Cari Elin Nansi Martha Lili "
    "60 Alaw Anest Betsan Carys Catrin Eleri Eluned Enfys Fflur Gwenllian Hana Heledd Leusa Lleucu Llinos Lois Mared "
    "Non Siân Sioned 50 Angharad Bethan Branwen Bronwen Casi Ceri Cerys Del Eiri Elan Elen Elliw Esyllt Gwawr "
    "Haf Hawys "
    "Jodie Luned Maisie Manon Mari Medi Menna Meleri Mirain Moli Myfanwy Nel Nerys Olwen Rhian Rhiannon Sara "
    "Siwan Tegan "
    "Tirion 20 Aeronwen Anwen Awel Briallen Ceinwen Creirwy Dwynwen Eirlys Eirian Gladys Glesni Gwladys Hâf "
    "Lluan Tegwen"
)
BRITISH_BOYS = weigh(
    "150 Oliver Jack Harry 130 George Noah Charlie Jacob 110 Alfie Freddie Oscar Thomas James William Joshua Leo Henry "
    "90 Archie Ethan Joseph Samuel Daniel Max Logan Lucas Isaac Mason Benjamin Alexander 70 Edward Teddy Theo "
    "Arthur Jake "
    "Tyler Riley Finley Adam Dylan Harrison Lewis Luke Toby Zachary Matthew Sebastian 50 Elijah Jayden Kai Liam Nathan "
    "Callum Cameron Connor Jamie Louis Reuben Tommy Ollie Bobby Frankie Stanley Albert Michael David Jude Hugo "
    "Rory Ryan "
    "Aaron Kyle Leon Owen Hayden Kayden Caleb Luca Blake Robert Christopher Nicholas Jonathan Anthony Andrew Patrick "
    "30 Stephen Steven Philip Phillip Peter Paul Mark Simon Timothy Richard Charles Francis Frederick Gabriel "
    "Jasper Felix "
    "Ralph Rowan Roman Ronnie Reggie Rupert Seth Spencer Sonny Stefan Tobias Vincent Wilfred Zac Jeffrey "
    "Geoffrey Gregory "
    "Dominic Elliot Elliott Eliot Ellis Ezra Gerard Gideon Jared Jarrod Joel Jon John Jon-Paul John-Paul Lee "
    "Leigh Lennon "
    "Marcus Martin Maxwell Miles Myles Neil Niall Nathaniel Preston Quentin Raymond Reece Ross Russell Shaun "
    "Shane Sean "
    "Taylor Terence Tristan Tyrone Wayne Xander Zack Brandon Bradley Brody Corey Damian Declan Dexter Ashton "
    "Austin Alan",
    compose(
        "Jax Brax Kais Ray Ash Col Har Hen Kar Lan Mar Nor Wes Win Brent",
        "on en ton ley lan ric win son",
    ),
    0.12,
)
BRITISH_GIRLS = weigh(
    "150 Olivia Amelia Isla 130 Emily Ava Lily Mia Sophia 110 Isabella Grace Poppy Ella Evie Charlotte Jessica Daisy "
    "90 Sophie Freya Alice Sienna Ivy Harper Ruby Isabelle Evelyn Phoebe Florence Scarlett Chloe 70 Matilda "
    "Millie Rosie "
    "Eva Willow Layla Elsie Ellie Erin Lucy Lola Holly Imogen Martha Elizabeth Molly Maisie Summer Amber Megan Abigail "
    "50 Eleanor Hannah Rose Jasmine Katie Lexi Lilly Darcey Darcy Bella Annabelle Beatrice Penelope Victoria "
    "Georgia Gracie "
    "Zara Zoe Emma Anna Amy Heidi Harriet Eliza Lacey Lydia Leah Paige Skye Tilly Madison Faith Eden Maddison "
    "Katherine "
    "Catherine Kathryn Margaret Rebecca Rachel Rachael Sarah Sara Nicole Natalie Nathalie Samantha Alexandra Josephine "
    "30 Anne-Marie Anne-Louise Ann-Marie Lily-Mae Lily-Rose Ella-Mae Ella-Rose Gracie-Mae Lillie-Mae Ellie-Mae "
    "Amelia-Rose "
    "Ava-Grace Ava-May Mary-Jane Mary-Kate Bobbie-Jo Orla Niamh Caitlin Kaitlyn Katelyn Lara Laura Louisa Louise "
    "Lorraine "
    "Theresa Teresa Jacqueline Philippa Pippa Rosalind Rosemary Ruth Saffron Savannah Stella Stephanie Susannah Sylvia "
    "Tabitha Tamsin Thea Verity Vivienne Yasmin Aisling Alison Allison Angela Bethany Bryony Bridget Cecilia "
    "Clara Claire "
    "Clare Constance Cora Deborah Debra Edith Esme Esther Frances Felicity Gabriella Gillian Hazel Helen Helena Hope",
    compose(
        "Aly Bri Cae Dar Eme Jae Kay Lei Mae Ry Tay Ari Eli Eve",
        "la lee leigh na nna ssa lyn rose mae",
    ),
    0.12,
)
CELTIC_BOYS = weigh(
    "80 Conor Seán Jack Oisín Cian 70 Fionn Liam Darragh Patrick Rían Cillian Tadhg 60 Ciarán Eoin Finn Cathal Aodhán "
    "Callan Fergus Hamish Angus Rory Lachlan 50 Diarmuid Donnacha Ruairí Séamus Pádraig Odhrán Colm Cormac "
    "Brendan Declan "
    "Aidan Ronan Niall Eoghan Killian Kieran Kevin Shay Shane Euan Ewan Callum Fraser Duncan Iain Gregor Murdo Struan"
)
CELTIC_GIRLS = weigh(
    "80 Aoife Saoirse Caoimhe Niamh 70 Fiadh Róisín Ciara Clodagh Aoibhinn Éabha Gráinne 60 Sinéad Siobhán "
    "Orlaith Órla "
    "Maeve Aisling Áine Síofra Sadhbh 50 Bríd Bronagh Cara Deirdre Dearbhla Eimear Emer Fionnuala Muireann Nuala "
    "Oonagh "
    "Shauna Tara Úna Kathleen Maura Eilidh Mairi Isla Catriona Skye Ailsa Iona Morag Fiona Kirsty Rhona Mhairi "
    "Sorcha Blathnaid"
)
BRITISH_MIDDLES_BOYS = weigh(
    "90 James 70 John William 60 Thomas David 50 Alexander George Robert Edward Michael Joseph Daniel Peter "
    "Charles 40 Lee "
    "Paul Arthur Richard Henry Anthony Jack Andrew Patrick Stephen Christopher Matthew Alan Mark Philip Samuel Ray Ian "
    "20 Francis Frederick Graham Keith Kenneth Martin Neil Raymond Roy Stuart Terence Alfred Albert Ernest Leslie Simon"
)
BRITISH_MIDDLES_GIRLS = weigh(
    "120 Rose Grace 100 Louise May Elizabeth 80 Mae Jane Marie Anne 60 Ann Catherine Mary Lily Faith Hope "
    "Victoria Alice "
    "40 Margaret Sophia Isabella Eve Ellen Lucy Olivia Charlotte Kate Ruby Jade Amy Sarah Helen Claire Joy Lynn Nicole "
    "20 Beatrice Dawn Dorothy Emma Florence Frances Georgina Hannah Irene Jean Joan Lynne Patricia Pearl Rosemary Susan"
)
