"""One name in several spellings, short and pet names, and the English names that teachers and parents put instead."""

SAME_NAMES = """
Mohammed Muhammad Mohammad Mohamed Muhammed Mohamad Mohammod Muhamad|Md Md. Mohd Muhd Mohammed|
Ahmed Ahmad Ahmet Achmed|
Yusuf Yousef Yousuf Yousaf Youssef Yusef|Ibrahim Ebrahim Ibraheem|Hussain Hussein Husain Hossain Husayn|
Hassan Hasan Hassaan|
Aisha Ayesha Aysha Aishah Aaisha Aicha|Fatima Fatimah Fathima Fatema Fatma|Khadija Khadijah Khadeeja Khadiza|
Zainab Zaynab Zeinab Zaineb|
Maryam Mariam Mariyam Maryan Meryem|Amina Aminah Ameena Aamina|Umar Omar Omer Umer|Usman Uthman Osman Othman Usmaan|
Isa Eesa Issa Isse Essa|
Musa Moosa Mousa Muse|Bilal Belal Bilaal|Abdullah Abdulla Abdallah Abdullahi|Idris Idrees Edris|
Yaseen Yasin Yassin Yaasin|Sulaiman Suleiman
Sulayman Suliman Soleiman|Zakariya Zakaria Zakariyah Sakariye|Yahya Yahia Yehia|Rehman Rahman Rahmaan Rehmaan|
Chaudhry Choudhry Chowdhury
Chaudhary Choudhury Chaudhari|Sheikh Shaikh Sheik Sheekh|Qureshi Kureshi Quraishi|Siddiqui Siddiqi Siddique|
Mahmood Mehmood Mahmoud Mahamud|
Akhtar Akther Akter Aktar|Begum Begam|Khatun Khatoon Khatton|Khanom Khanum Khanam|Miah Mia Miya Meah|
Uddin Udin Ud_Din|Hoque Haque Huq Haq|
Saeed Said Sayeed Saeid|Farooq Faruk Farouk Farouq|Noor Nur Nour|Layla Leila Laila Leyla|
Yasmin Yasmeen Yasmine Jasmin|Sara Sarah|Zahra Zahraa Zara|
Karim Kareem Abdul_Karim Abdulkarim|Rashid Rasheed Rachid|Hamid Hameed|Saleem Salim|Aziz Azeez|Tariq Tareq Tarik|
Khalid Khaled|Iqbal Ikbal|
Rukhsana Ruksana|Hafsa Hafza Hafsah|Abdul_Rahman Abdulrahman Abdirahman Abdur_Rahman|Al-Hassan Alhassan El-Hassan|
Fadumo Faduma Fatuma|Hodan Hodhan|
Warsame Warsama|Xaliimo Halimo Haliimo|Cawo Awo|Adan Aden Aadan|Maxamed Mohamed|Xasan Hassan|Cali Ali|Cumar Omar|
Jama Jamac|Farah Faarax|Dahir Daahir|
Oleksandr Aleksandr Alexander Olexandr|Oleksandra Aleksandra Alexandra|Dmytro Dmitro Dmitry|
Mykhailo Mikhailo Mykhaylo Mihailo|Andriy Andrii Andrey Andrij|
Serhiy Sergiy Sergei Serhii|Volodymyr Vladimir Wolodymyr|Mykola Nikolai Mikola|
Kateryna Katerina Ekaterina Catherine|Sofiia Sofia Sophia Sofiya|
Anastasiia Anastasia Anastasiya|Mariia Maria Mariya|Viktoriia Victoria Viktoria|Yelyzaveta Elizaveta Yelizaveta|
Khrystyna Kristina Christina Hrystyna|
Nataliia Natalia Nataliya|Yuliia Yulia Julia|Bohdan Bogdan|Artem Artyom|Yevhen Evgeny Yevgen|Yurii Yuri Yuriy Jurij|
Maksym Maxim Maksim|
Tymofiy Timofey Tymofii|Matviy Matvii Matvey|Oleksiy Oleksii Alexey|Polishchuk Polischuk|Oliynyk Oliinyk Oleinik|
Boyko Boiko|Bondarenko Bondarencko|
Kovalchuk Kovalchuck|Shevchenko Schevchenko Szewczenko|Tkachenko Tkatchenko|Hordiienko Gordienko|Savchenko Sawchenko|
Stephen Steven Stefan|Philip Phillip Philippe|Geoffrey Jeffrey|Katherine Catherine Kathryn Katharine|
Sean Shaun Shawn Seán|Rachel Rachael|Ann Anne|
Clark Clarke|Thompson Thomson|Smith Smyth Smythe|Brown Browne|Davis Davies|Reid Reed Read|Philips Phillips|
Stevens Stephens|Stevenson Stephenson|
Elliot Elliott Eliot|Matthews Mathews|Pearce Pierce|Whittaker Whitaker|Jeffries Jefferies|Nicholson Nicolson|
Lilly Lily Lillie|Zoe Zoë|Chloe Chloë|
Jasmine Jasmin Yasmin|Maisie Maisy Maizie|Isabelle Isabel Isobel|Teresa Theresa|Alison Allison|Darcey Darcy|
Connor Conor|Callum Calum|Aidan Aiden|
Niamh Neve Niav|Aoife Eefa|Caoimhe Keeva|Siobhán Siobhan Shivaun|Sinéad Sinead|Róisín Roisin Rosheen|
Órla Orla Orlagh Orlaith|Aisling Ashling Aislinn|
O'Reilly O'Riley Reilly|O'Connor O'Conor Connor|O'Neill O'Neil Neill|McCarthy MacCarthy Mac_Carthy|
MacDonald McDonald Mac_Donald|MacKenzie McKenzie|
McKay Mackay|MacLeod McLeod|Doherty O'Doherty Docherty|Byrne Burne Byrnes|Rhys Rees Reece|Siôn Sion Shôn Sean|
Siân Sian Shan|Catrin Katrin Kathryn|
Dafydd David|Ffion Fion|Gruffydd Griffith|Llywelyn Llewelyn Llewellyn|Llewellyn Llywelyn Llewelyn|Cai Kai|
Steffan Stephan Stefan|Ifan Ieuan Evan|Owain Owen|
Carys Cerys|Lowri Lowry|Gwen Gwenn|Rees Rhys Reece|Davies Davis|Gittins Gittens|Hopkin Hopkins|Bevan Beavan|
Pugh Pughe|Humphreys Humphries|Lloyd Loyd|
Aleksander Alexander|Wiktoria Victoria Viktoria|Katarzyna Katharina|Zofia Sofia|Wojciech Vojtech|Jakub Jacob|
Michał Michal Michael|Wiśniewski Wisniewski|
Wójcik Wojcik|Ștefan Stefan|Ionuț Ionut|Ioana Joana|Gheorghe George Gheorge|Popescu Popesku|Șerban Serban|Kaya Kaia|
Öztürk Ozturk Oeztuerk|Yıldız Yildiz|
Nguyễn Nguyen Nguyên Ngyuen|Gurpreet Gurprit Gurpreeth|Harpreet Harprit|Jaspreet Jasprit|Manvir Manveer|
Sukhvir Sukhveer|Kulvir Kulveer|Sandhu Sandu Sindhu|
Dhillon Dillon|Dhaliwal Dhaliwaal Daliwal|Virk Wirk|Sidhu Siddhu Sidu|Aarav Arav Aarv|Vivaan Vivan|Ishaan Ishan|
Siddharth Sidharth Siddarth|Lakshmi Laxmi|
Vikram Vikraam|Shreya Sreya Shreeya|Anjali Anjalee|Deepa Dipa|Pooja Puja|Neel Nil|Kavya Kaavya|Mehta Metha|
Joshi Joshee|Mukherjee Mukherji|Chatterjee Chatterji|
Chinedu Chinedum|Okafor Okafo|Ifeoma Ifoma|Oluwaseun Seun|Folasade Folashade Sade|Kwame Kwami|Kofi Koffi|Yaw Yao|
Akosua Akosuah|Xu Hsu|Zhang Chang Cheung|
Wang Wong|Li Lee|Zhou Chow|Huang Wong|Chen Chan|Xin Hsin|Jun Chun|Silva Da_Silva|Santos Dos_Santos|Sousa Souza|
Luís Luiz Luis|Teresa Tereza|Inês Ines Inez
"""
"""Names between bars are one name."""

SHORT_NAMES = """
Benjamin:Ben,Benji,Benny|Thomas:Tom,Tommy|James:Jim,Jamie,Jimmy|William:Will,Bill,Billy,Liam|
Robert:Rob,Bob,Robbie,Bobby|Joseph:Joe,Joey|
Samuel:Sam,Sammy|Daniel:Dan,Danny|Joshua:Josh|Matthew:Matt,Matty|Alexander:Alex,Xander,Sandy|
Edward:Ed,Eddie,Ted,Teddy|Charles:Charlie|
Henry:Harry|Nicholas:Nick,Nicky|Jonathan:Jon,Jonny|Christopher:Chris,Kit|Anthony:Tony|Andrew:Andy|
Michael:Mike,Mick,Mikey|Nathaniel:Nathan,Nate|
Zachary:Zac,Zack|Oliver:Ollie,Olly|Archie:Arch|Frederick:Fred,Freddie|Theo:Ted|Jacob:Jake|Harrison:Harry|
Cameron:Cam|Patrick:Paddy,Pat|Stephen:Steve|
Steven:Steve|Philip:Phil|Peter:Pete|Richard:Rich,Ricky,Dick|Timothy:Tim|Gabriel:Gabe|Dominic:Dom|Gregory:Greg|
Elizabeth:Beth,Lizzie,Liz,Eliza,Betty,Libby|
Katherine:Kate,Katie,Kathy|Catherine:Cath,Cathy,Katie|Kathryn:Kate,Kathy|Margaret:Maggie,Meg,Peggy|
Rebecca:Becky,Becca|Abigail:Abi,Abbie|Jessica:Jess,Jessie|
Isabella:Bella,Izzy|Isabelle:Izzy,Belle|Charlotte:Lottie,Charlie|Olivia:Liv,Livvy|Amelia:Millie,Amy,Mia|
Matilda:Tilly,Tilda|Victoria:Vicky,Tori|Eleanor:Ellie,Nell|
Samantha:Sam,Sammy|Alexandra:Alex,Sasha,Lexi|Josephine:Josie,Jo|Jasmine:Jas,Jaz|Penelope:Penny|Georgia:Georgie|
Madison:Maddie|Harriet:Hattie|Annabelle:Anna,Belle|
Susannah:Sue,Susie|Jacqueline:Jackie|Philippa:Pippa,Pip|Stephanie:Steph|Gabriella:Gabby,Ella|Beatrice:Bea|
Florence:Flo,Flossie|Daisy:Margaret|Megan:Meg|
Dafydd:Dai,Dewi|Gruffydd:Gruff,Guto|Llywelyn:Llew,Llelo|Ieuan:Ianto|Gwilym:Gwil,Wil|Gwenllian:Gwen,Llio|
Angharad:Hari|Catrin:Cadi,Cati|Margaret:Mared|
Tomos:Twm,Tom|Steffan:Steff|Myfanwy:Myfi|Bronwen:Bron|Rhiannon:Rhi|Elizabeth:Leusa|Taliesin:Tal|Geraint:Ger|
Hywel:Hyw|Iorwerth:Iolo|
Séamus:Shay|Pádraig:Paddy|Diarmuid:Dermot|Kathleen:Kath|Fionnuala:Nuala|Catriona:Cat,Trina|
Jakub:Kuba|Aleksandra:Ola|Katarzyna:Kasia|Małgorzata:Gosia|Joanna:Asia|Anna:Ania|Maria:Marysia,Maja|Magdalena:Magda|
Agnieszka:Aga|Barbara:Basia|Elżbieta:Ela|
Zuzanna:Zuzia|Wojciech:Wojtek|Krzysztof:Krzysiek|Grzegorz:Grzesiek|Stanisław:Staś|Piotr:Piotrek|Tomasz:Tomek|
Michał:Michałek|Aleksander:Olek|Franciszek:Franek|
Antoni:Antek|Bartosz:Bartek|Mateusz:Mati|Zofia:Zosia|Hanna:Hania|Natalia:Natalka|Ewa:Ewunia|Jan:Janek|
Łukasz:Łukaszek|Andrzej:Jędrek|Józef:Józek|
Alexandru:Alex,Sandu|Ștefan:Fane,Fănel|Gheorghe:Gigi,Ghiță|Ioan:Ionel,Ionuț|Constantin:Costel|Elena:Lenuța,Ileana|
Maria:Măriuca|Ecaterina:Cati|Gabriela:Gabi|
Mihaela:Miha|Georgiana:Geo|Nicolae:Nicu|Vasile:Vasilică|Oleksandr:Sasha,Sashko|Oleksandra:Sasha,Lesia|
Anastasiia:Nastia|Kateryna:Katia|Mykhailo:Misha,Mykhas|
Volodymyr:Volodia,Vova|Dmytro:Dima|Maria:Masha|Mariia:Marichka,Masha|Yelyzaveta:Liza|Sofiia:Sonia|Serhiy:Serhiyko|
Oleksiy:Oleksa,Lyosha|Mykola:Kolia|
Viktoriia:Vika|Nataliia:Natasha|Tetiana:Tania|Yevhen:Zhenia|Yuliia:Yulia|Bohdan:Danko|Vladyslav:Vlad|Stanislav:Stas|
Khrystyna:Khrystia|
Mohammed:Mo,Moe,Mohd|Muhammad:Mo|Mohamed:Mo|Abdullah:Abdul|Abdul Rahman:Abdul|Abdirahman:Abdi|Abdullahi:Abdi|
Abdirizak:Abdi|Khadija:Dija|Fatima:Fati|Zainab:Zee|
Ibrahim:Ibby|Yusuf:Yus|Mustafa:Mus,Musty|Sulaiman:Sully|Ayesha:Esha|Maryam:Mimi|Tanvir:Tan|Nusrat:Nush|
Harpreet:Harry,Preeti|Gurpreet:Gary,Guri|Manpreet:Mani|
Jaspreet:Jas|Sukhdeep:Sukhi|Kuljit:Kully|Ravinder:Ravi|Simran:Simi|Siddharth:Sid|Aditya:Adi|Vikram:Vicky|
Anirudh:Ani|Aishwarya:Aish|Lakshmi:Lucky|Krishna:Krish|
Oluwaseun:Seun|Oluwatobi:Tobi|Oluwatobiloba:Tobi|Oluwadamilola:Dami,Damilola|Oluwadamilare:Dami|Ayomide:Ayo|
Temitope:Temi,Tope|Temiloluwa:Temi|Babatunde:Tunde|
Folasade:Sade|Oluwafemi:Femi|Opeyemi:Ope,Yemi|Ibukunoluwa:Ibukun|Adewale:Wale|Gbolahan:Gbola|Titilayo:Titi|
Funmilayo:Funmi|Omolara:Lara|Tolulope:Tolu|
Chukwuemeka:Emeka|Chinedu:Edu,Nedu|Chidinma:Dinma|Chiamaka:Amaka|Chioma:Chi|Somtochukwu:Somto|Kosisochukwu:Kosi|
Kamsiyochukwu:Kamsi|Ikechukwu:Ike,IK|
Onyekachi:Onyeka,Kachi|Tochukwu:Tochi|Ugochukwu:Ugo|Nnamdi:Nam|Emmanuel:Emma,Manny|Emmanuella:Ella|Kenechukwu:Kene|
Obinna:Obi|Ebenezer:Eben|Nathaniel:Nat|
Francisco:Chico,Xico|José:Zé|António:Tó|Eduardo:Edu|Guilherme:Gui|Beatriz:Bia|Leonor:Nonô|Gabriela:Gabi|Isabel:Bela|
Manuel:Manel|Maria:Mia|Joana:Ju|
Mehmet:Memo|Mustafa:Mıstık|Fatma:Fatoş|Ayşe:Ayşegül|İbrahim:İbo|Zeynep:Zeyno|Elif:Elifcan|Alejandro:Alex,Jandro|
Francesco:Franco,Checco|Aleksandar:Sasho|
Georgi:Gosho|Ivan:Vanyo|László:Laci|István:Pista|Judit:Jutka|Katharina:Kathi|Maximilian:Max|Konstantinos:Kostas|
Georgios:Giorgos|Boglárka:Bogi|Zsófia:Zsófi
"""
"""Whole name: what the child is called; between bars."""

ENGLISH_NAMES = """
Siôn:John|Ieuan:John|Ifan:Evan|Dafydd:David|Steffan:Stephen|Gwilym:William|Tomos:Thomas|Mali:Molly|Elin:Ellen|
Catrin:Catherine|Siân:Jane|Mari:Mary|Alys:Alice|
Martha:Marty|Lili:Lily|Huw:Hugh|Iestyn:Justin|Emrys:Ambrose|Owain:Owen|Marged:Margaret|Seán:John|Liam:William|
Séamus:James|Pádraig:Patrick|Eoin:Owen|Máire:Mary|
Caitlin:Kathleen|Niamh:Neve|Saoirse:Sasha|Tadhg:Tim|Aleksander:Alexander|Jakub:Jacob|Michał:Michael|Tomasz:Thomas|
Piotr:Peter|Paweł:Paul|Krzysztof:Christopher|
Katarzyna:Catherine|Małgorzata:Margaret|Aleksandra:Alexandra|Zofia:Sophie|Hanna:Hannah|Zuzanna:Susanna|Łukasz:Luke|
Mateusz:Matthew|Jan:John|Andrzej:Andrew|
Wojciech:Albert|Szymon:Simon|Mikołaj:Nicholas|Kacper:Casper|Ewa:Eve|Elżbieta:Elizabeth|Alexandru:Alexander|
Ștefan:Stephen|Mihai:Michael|Andrei:Andrew|
Ioan:John|Ioana:Joanna|Gheorghe:George|Elena:Helen|Maria:Mary|Ecaterina:Catherine|Matei:Matthew|Nicolae:Nicholas|
Oleksandr:Alexander|Mykhailo:Michael|
Andriy:Andrew|Dmytro:Dmitri|Mykola:Nicholas|Volodymyr:Walter|Kateryna:Catherine|Sofiia:Sophie|Anna:Annie|
Nataliia:Natalie|Danylo:Daniel|Ivan:John|Petro:Peter|
Pavlo:Paul|João:John|Tiago:James|Pedro:Peter|Miguel:Michael|José:Joe|António:Anthony|Luís:Lewis|Catarina:Catherine|
Inês:Agnes|Yusuf:Joseph|Ibrahim:Abraham|
Musa:Moses|Dawood:David|Sulaiman:Solomon|Yahya:John|Isa:Jesus|Maryam:Mary|Mariam:Mary|Adam:Addy|Bilal:Billy|Ali:Al|
Zakariya:Zach|Haris:Harris|Harpreet:Harry|
Manvir:Manny|Gurpreet:Gary|Jasmeet:Jasmine|Vijay:VJ|Nikhil:Nick|Arjun:AJ|Neel:Neil|Rohan:Rowan|Samir:Sam|
Kwame:Kenny|Kofi:Kevin|Yaw:Joe|Chidi:Chris|Tunde:Tony|
Mehmet:Matt|Deniz:Dennis|Yusuf:Joe|Melisa:Melissa|Georgios:George|Konstantinos:Dean|Dimitar:James|Mateo:Matthew|
Pablo:Paul|Diego:James|Giulia:Julia|Tereza:Teresa
"""


def read_alternatives(text: str) -> dict[str, tuple[str, ...]]:
    """Return "A:b,c|D:e" as a table of what stands for each name; a name may stand there twice."""
    found: dict[str, list[str]] = {}
    for line in text.replace("\n", "").split("|"):
        name, _, others = line.partition(":")
        found.setdefault(name, []).extend(others.split(","))
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


def read_groups(text: str) -> dict[str, tuple[str, ...]]:
    """Return "A B|C D" as a table of the other spellings of each name."""
    found: dict[str, list[str]] = {}
    for line in text.replace("\n", " ").split("|"):
        group = [name.replace("_", " ") for name in line.split()]
        for name in group:
            found.setdefault(name, []).extend(other for other in group if other != name)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


SPELLINGS_OF = read_groups(SAME_NAMES)
SHORT_OF = read_alternatives(SHORT_NAMES)
ENGLISH_OF = read_alternatives(ENGLISH_NAMES)
