"""Names of families from Poland, Romania, Ukraine, Portugal, Turkey and the rest of Europe."""

from benchmarks.second_county.weighted import compose, weigh

POLISH_SURNAMES = weigh(
    "55 Nowak 40 Kowalski Wiśniewski Wójcik Kowalczyk 35 Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
    "30 Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski 25 Zając Pawłowski "
    "Michalski Król Nowakowski Wieczorek Wróbel Jabłoński Dudek Adamczyk Majewski Nowicki Olszewski Stępień Malinowski "
    "20 Jaworski Pawlak Górski Witkowski Walczak Sikora Rutkowski Baran Michalak Szewczyk Ostrowski Tomaszewski "
    "Pietrzak "
    "Duda Zalewski Wróblewski Jasiński Marciniak Bąk Zawadzki Sadowski Jakubowski Wilk Włodarczyk Chmielewski "
    "Borkowski "
    "Sokołowski Szczepański Sawicki Lis Kucharski Mazurek Kubiak Kalinowski Wysocki Maciejewski Czarnecki Kołodziej "
    "15 Urban Kaźmierczak Sobczak Konieczny Głowacki Zakrzewski Krupa Wasilewski Krajewski Adamski Sikorski Gajewski "
    "Mróz Szulc Brzeziński Laskowski Makowski Ziółkowski Przybylski Domański Błaszczyk Borowski Chojnacki Ciesielski",
    compose(
        "Bart Biel Brzoz Chrzan Czaj Dobrz Dzied Grzeg Jan Jędrz Kasprz Klim Kost Łuk Mac Mar Mikołaj Moraw Olsz Paw "
        "Piot Prz Rad Rog Rybick Stan Such Święt Szcz Tom Waw Wierz Wit Żuk Żół",
        "ak ek czyk ewicz owski iński ewski owicz",
    ),
    0.35,
)
POLISH_BOYS = weigh(
    "80 Jakub Kacper Antoni Filip Szymon Aleksander 60 Mateusz Michał Wojciech Adam Mikołaj Oskar Dawid Igor "
    "Bartosz Nikodem "
    "Piotr Wiktor Franciszek Jan Oliwier Krzysztof 40 Kamil Karol Krystian Łukasz Marcel Maksymilian Paweł "
    "Patryk Sebastian "
    "Tymon Tomasz Stanisław Grzegorz Hubert Marcin Miłosz Norbert Radosław Rafał Andrzej Leon Ignacy Tadeusz "
    "Zbigniew Józef"
)
POLISH_GIRLS = weigh(
    "80 Zuzanna Julia Maja Lena Hanna Amelia 60 Oliwia Zofia Aleksandra Wiktoria Natalia Nikola Maria Alicja "
    "Anna Martyna "
    "Gabriela Antonina Michalina Emilia Kornelia 40 Małgorzata Katarzyna Magdalena Joanna Agnieszka Weronika "
    "Dominika Karolina "
    "Patrycja Paulina Pola Nadia Laura Kinga Iga Jagoda Barbara Elżbieta Ewa Krystyna Justyna Milena Marcelina "
    "Urszula Żaneta"
)
ROMANIAN_SURNAMES = weigh(
    "70 Popa Popescu 50 Ionescu Radu Dumitru 45 Pop Gheorghe Stoica Stan 40 Munteanu Ilie Florea Rusu Matei Constantin "
    "35 Marin Șerban Diaconu Dobre Barbu Constantinescu Lazăr Andrei Nistor Moldovan Vasile Mihai Toma Petre Tudor "
    "30 Ciobanu Manea Cristea Sandu Oprea Neagu Bălan Ioniță Moraru Ene Ungureanu Cojocaru Voicu Stanciu Iancu Preda "
    "25 Costea Dragomir Enache Nedelcu Georgescu Gavrilă Olteanu Lupu Luca Suciu Rotaru Sava Nicolae Mocanu "
    "Mureșan Roman "
    "Negru Țăranu Vlad Zamfir Stănescu Petrescu Dinu Avram Anghel Ursu Bucur Coman Muntean Grigore Hodoroabă "
    "Chiriță Iordache",
    compose(
        "Andr Bog Bor Ciul Cost Dăn Dobr Drăg Făgăr Găv Gher Herm Ion Mărg Mih Năst Păun Pătr Răd Sănd Ștef Tăn "
        "Țur Văs Vlăd",
        "escu eanu oiu ean ică uț aru ache",
    ),
    0.3,
)
ROMANIAN_BOYS = weigh(
    "80 Andrei David Alexandru Ștefan Matei 60 Ionuț Gabriel Luca Darius Mihai Cristian Răzvan Vlad Rareș Tudor Robert "
    "40 Ioan Nicolae Constantin Bogdan Călin Cătălin Ciprian Cosmin Dragoș Eduard Florin Gheorghe Horia Iulian "
    "Laurențiu "
    "Marius Ovidiu Octavian Petru Radu Sebastian Sorin Tiberiu Toma Vasile Victor Viorel Codrin Beniamin Emanuel Eric"
)
ROMANIAN_GIRLS = weigh(
    "80 Maria Andreea Ioana Sofia 60 Alexandra Elena Ana Antonia Daria Ștefania Gabriela Bianca Denisa Teodora Raluca "
    "40 Mihaela Cristina Anastasia Larisa Roxana Simona Iulia Georgiana Delia Corina Carmen Diana Ecaterina "
    "Ilinca Loredana "
    "Mădălina Mălina Mara Miruna Natalia Oana Patricia Rebeca Ruxandra Sânziana Valentina Viorica Tatiana Țica Adelina"
)
UKRAINIAN_SURNAMES = weigh(
    "50 Melnyk Shevchenko 45 Bondarenko Kovalenko Boyko Tkachenko 40 Kravchenko Kovalchuk Koval Oliynyk Shevchuk "
    "Polishchuk "
    "35 Tkachuk Bondar Savchenko Rudenko Moroz Marchenko Lysenko Petrenko Pavlenko Klymenko Kravchuk Savchuk Kuzmenko "
    "30 Levchenko Panchenko Ponomarenko Vasylenko Kharchenko Karpenko Hnatiuk Mazur Romaniuk Lytvynenko Kushnir "
    "Sydorenko "
    "Khomenko Zinchenko Pylypenko Yurchenko Ivanchenko Hrytsenko Didenko Yakovenko Zakharchenko Voloshyn Hordiienko "
    "25 Zhuk Chernenko Shcherbak Yatsenko Fedorenko Havryliuk Dmytrenko Stetsenko Kotenko Nazarenko Tymoshenko "
    "Vlasenko Hrynko",
    compose(
        "And Bil Chub Dan Dor Dov Fed Hav Hon Iv Kar Kost Kul Kut Lav Lev Mak Mykh Nest Os Pav Pry Rom Skor Sol "
        "Ster Tar Yar Zub",
        "chenko enko iuk chuk ychuk yshyn ivskyi ienko",
    ),
    0.35,
)
UKRAINIAN_BOYS = weigh(
    "80 Oleksandr Maksym Artem Dmytro 60 Andriy Nazar Danylo Bohdan Mykhailo Vladyslav Matviy Ivan Mykyta "
    "Yaroslav Tymofiy "
    "40 Denys Oleh Serhiy Mykola Volodymyr Roman Taras Vasyl Yehor Kyrylo Illia Oleksiy Pavlo Petro Hlib David "
    "Rostyslav Yurii "
    "Zakhar Viktor Vitaliy Stanislav Semen Ruslan Ihor Hryhoriy Vsevolod Yevhen Tymur"
)
UKRAINIAN_GIRLS = weigh(
    "80 Sofiia Anastasiia Mariia Anna 60 Viktoriia Polina Daryna Yeva Solomiia Veronika Kateryna Zlata "
    "Oleksandra Yelyzaveta "
    "40 Alina Khrystyna Nataliia Olha Iryna Oksana Diana Uliana Valeriia Vira Yuliia Yana Yaryna Kira Milana "
    "Mariana Liubov "
    "Liudmyla Nadiia Halyna Emiliia Arina Marharyta Svitlana Tetiana Zhanna"
)
PORTUGUESE_SURNAMES = weigh(
    "90 Silva Santos 70 Ferreira Pereira Oliveira Costa 55 Rodrigues Martins Sousa Jesus Fernandes Gonçalves 45 "
    "Gomes Lopes "
    "Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes 35 Nunes Soares Vieira "
    "Monteiro Cardoso Rocha "
    "Raposo Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca Machado Araújo Barbosa Tavares "
    "Lourenço Castro "
    "25 Figueiredo Azevedo Freitas Magalhães Barros Brito Conceição Guerreiro Henriques Leite Nascimento "
    "Nogueira Pacheco Vaz Leão"
)
PORTUGUESE_BOYS = weigh(
    "80 João Martim Rodrigo Santiago 60 Afonso Tomás Gonçalo Duarte Francisco Miguel Diogo Guilherme Pedro Tiago "
    "Gabriel "
    "40 Rafael André Dinis Lucas Simão Vicente José Luís António Bernardo Eduardo Fábio Filipe Leandro Manuel "
    "Márcio Nuno "
    "Paulo Ricardo Rúben Salvador Sérgio Vasco Xavier Lourenço"
)
PORTUGUESE_GIRLS = weigh(
    "80 Maria Leonor Matilde Beatriz 60 Carolina Mariana Ana Inês Sofia Francisca Margarida Lara Joana Laura "
    "Clara Alice "
    "40 Bárbara Camila Catarina Cláudia Constança Daniela Eduarda Filipa Gabriela Helena Isabel Jéssica Juliana "
    "Letícia Luísa "
    "Madalena Marta Mónica Patrícia Raquel Rita Sílvia Tatiana Teresa Vitória Yara"
)
TURKISH_SURNAMES = weigh(
    "70 Yılmaz Kaya Demir 55 Çelik Şahin Yıldız Yıldırım Öztürk 45 Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin "
    "Kara Koç "
    "35 Kurt Özkan Şimşek Polat Korkmaz Özcan Çakır Erdoğan Can Acar Şen Aktaş Güneş Avcı Güler Bozkurt Bulut "
    "Keskin Ünal "
    "Turan Gül Özer Işık Kaplan Taş Aksoy Yavuz Uçar Tekin Köse Yüksel Coşkun Güzel Ateş Sarı Karaca Tunç Duman "
    "Toprak Bayram"
)
TURKISH_BOYS = weigh(
    "80 Yusuf Mustafa Mehmet Ömer Eymen 60 Emir Ahmet Kerem Berat Ali Hamza Enes Efe Mert Arda Kaan Burak "
    "40 Barış Batuhan Berk Can Cem Deniz Doruk Ege Emre Eren Furkan Görkem Hasan Hüseyin İbrahim İsmail Kağan "
    "Murat Oğuz Onur "
    "Ozan Serkan Tolga Umut Yiğit Çağan Şükrü"
)
TURKISH_GIRLS = weigh(
    "80 Zeynep Elif Defne Ecrin 60 Eylül Nehir Hiranur Azra Miray Ayşe Fatma Meryem Nisa Beren Ela Asya "
    "40 Aslı Aylin Büşra Cansu Ceren Damla Derya Ebru Esra Gizem Gül Hatice İrem Melek Melisa Merve Nur Özge "
    "Pınar Selin "
    "Sıla Şeyma Tuğba Yağmur Çağla Öykü"
)
OTHER_EUROPEAN_SURNAMES = weigh(
    "30 Kazlauskas García Rossi Müller Schmidt Nagy Kovács Ivanov Georgiev Petrov Horváth Novák Varga Tóth Fernández "
    "20 Stankevičius Petrauskas Jankauskas Žukauskas Butkus González Rodríguez López Martínez Sánchez Pérez "
    "Ferrari Esposito "
    "Bianchi Romano Ricci Marino Schneider Fischer Weber Wagner Dubois Moreau Laurent Lefèvre Durand Szabó Kiss "
    "Molnár Dimitrov "
    "Nikolov Todorov Hristov Stoyanov Angelov Bērziņš Kalniņš Ozols Papadopoulos Georgiou Ioannou Charalambous "
    "Hoxha Gashi "
    "Krasniqi Berisha Shala Dvořák Svoboda Černý Procházka Kučera Balog Hudák De_Vries Van_der_Berg Jansen "
    "Bakker Jørgensen "
    "Hansen Nilsson Lindström Virtanen Korhonen Tamm Saar Kask Popović Jovanović Petrović Horvat Babić Lakatos "
    "Oláh Farkas"
)
OTHER_EUROPEAN_BOYS = weigh(
    "30 Lukas Matas Jonas Nojus Alejandro Hugo Pablo Álvaro Diego Mateo Leonardo Francesco Lorenzo Andrea "
    "Alessandro Matteo "
    "Elias Finn Jonas Paul Maximilian Jürgen Bence Máté Levente Dominik Ádám Georgi Aleksandar Martin Ivan "
    "Nikola Dimitar "
    "Kristaps Artūrs Roberts Nikolaos Georgios Konstantinos Andreas Arben Besnik Erion Altin Tomáš Jakub Vojtěch "
    "Matěj Ondřej "
    "Lars Sven Emil Noah Théo Léo Raphaël Étienne Luca Rok Marko Stefan Zsolt László István Aivars Edgars Domas Rokas"
)
OTHER_EUROPEAN_GIRLS = weigh(
    "30 Emilija Gabija Ugnė Austėja Lucía Sofía Martina María Paula Carmen Giulia Aurora Ginevra Chiara "
    "Francesca Mia Emma "
    "Hannah Lina Marie Hanna Anna Luca Zsófia Boglárka Réka Eszter Viktoria Nikol Gergana Raya Desislava Elza "
    "Alise Elīna "
    "Eleni Maria Konstantina Despina Ardita Elira Teuta Blerina Eliška Tereza Natálie Adéla Karolína Ingrid "
    "Freja Chloé Zoé "
    "Inès Élise Amélie Camille Petra Ana Ivana Jelena Ilona Judit Krisztina Daiva Rasa Kristīne Liene Agnė"
)
