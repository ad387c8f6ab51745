"""Names of families from Arab countries, Somalia, Nigeria and Ghana."""

from benchmarks.second_county.weighted import compose, weigh

ARABIC_FAMILIES = weigh(
    "30 Al-Hassan Al-Ahmad Al-Masri Al-Khatib Al-Najjar Al-Hariri Al-Sayed Al-Jabouri Al-Tamimi Al-Dulaimi "
    "Al-Obaidi Al-Rashid "
    "Haddad Khoury Mansour Nasser Saleh Saeed Hamdan Darwish Kassem Shaheen Zaki Farouk Hamid Ibrahim Ismail "
    "Mahmoud Mustafa Osman "
    "Salem Suleiman Taha Younes Barakat El-Sayed El-Masry El-Amin Abdallah Abdelrahman Abdulkarim Abu_Bakr "
    "Abu_Hassan Abbas Aziz "
    "Bakri Fadel Ghanem Halabi Hijazi Jaber Kanaan Khalil Makki Nassar Othman Qasem Rahal Sabbagh Sharif "
    "Shehadeh Tayeb Wahbi Yassin Zein "
    "15 Al-Zoubi Al-Shami Al-Kurdi Al-Baghdadi Al-Basri Al-Mosuli Al-Omari Al-Qahtani Al-Harbi Al-Ghamdi Bouazza "
    "Benali Belkacem Bouzid"
)
ARABIC_BOYS = weigh(
    "110 Mohammed Ahmad 80 Omar Yousef Ali Ibrahim Khaled Hassan Mahmoud Abdullah 60 Adam Amir Anas Ayman Bashar "
    "Bilal Fadi Faisal Firas "
    "Ghaith Hadi Hamza Haytham Hussein Ismail Jamal Karim Laith Majd Malik Mazen Mustafa Nabil Nour Omran Osama "
    "Qusay Rami Rayan Saif Salim "
    "Sami Tareq Walid Wassim Yahya Yaman Yassin Zaid Ziad 40 Abdulrahman Abdulaziz Abdelkader Abdul_Rahman "
    "Abdul_Karim Moaz Muath Obada Louay"
)
ARABIC_GIRLS = weigh(
    "90 Fatima Maryam Aya 70 Noor Sara Layla Zainab Hala Rana Rima Salma Yasmin 50 Amal Aisha Alaa Amina Asma "
    "Aseel Batoul Bayan Dana Dima "
    "Duaa Eman Farah Ghada Hadeel Hanan Hiba Huda Iman Israa Jana Joud Khadija Lamar Leen Lina Lujain Maha Malak "
    "Marwa Maya Mona Nada Nadine "
    "Nisreen Ola Rahaf Rawan Razan Reem Ruba Safa Sana Shaima Shahd Sham Sidra Tala Tasneem Wafa Wiam Yara Zahra"
)
SOMALI_BOYS = weigh(
    "140 Mohamed 100 Abdi Ahmed Ali Hassan Abdullahi 80 Abdirahman Ibrahim Omar Yusuf Ismail Abdirizak Mahad "
    "Liban 60 Abdikarim Abdinasir "
    "Abdiqani Abdisalan Abshir Adan Ayanle Bashir Dahir Daud Farah Faisal Guled Hamse Hirsi Hussein Idris Isse "
    "Jama Jamal Khalid Mahamud "
    "Mukhtar Musa Mustafa Nuh Osman Said Sakariye Salman Samatar Shire Suleiman Warsame Yahye Yasin Yonis Zakaria"
)
SOMALI_GIRLS = weigh(
    "100 Fadumo Hodan Amina Ayaan 80 Asha Khadija Maryan Ifrah Ikran Sagal Zahra Hamdi Nasra Sahra 60 Anab Amran "
    "Bilan Deqa Fardowsa Farhiya "
    "Filsan Halima Hafsa Hibaq Hibo Idil Ilhan Kaltun Ladan Layla Luul Muna Nimco Naima Rahma Ruqiya Ruwayda "
    "Safiya Samira Shukri Sumaya "
    "Suad Ubah Umaymah Warsan Yasmin Zamzam Xaliimo Cawo"
)
SOMALI_FATHERS = weigh(
    "160 Mohamed 120 Ali Hassan Ahmed Abdi 90 Yusuf Omar Hussein Ibrahim Ismail Osman Farah Adan Jama 60 Warsame "
    "Hirsi Abdullahi Abdirahman "
    "Abshir Aden Barre Bile Dirie Duale Egal Elmi Gedi Guled Haji Hersi Isse Jibril Mahamud Mire Mohamud Muse "
    "Nur Roble Said Samatar Sheikh "
    "Shire Sugulle Suleiman Waabari Wehliye Yasin Yonis"
)
YORUBA_SURNAMES = weigh(
    "30 Adebayo Adeyemi Ogunleye Okunola Oladipo Olawale Balogun Bakare Ajayi Afolabi Akinola Alabi Adeleke "
    "Adewale Adesina Oyelade Salami "
    "Sanusi Lawal Bello Yusuf Odunsi Fashola Coker Williams Johnson Dada Ojo Oni Ige Idowu Sowande",
    compose(
        "Ade Ola Olu Ogun Oye Akin Ayo Fa Ola Owo Odu",
        "bola bayo dele dapo femi gbenga kunle lade leye niyi ola sanya sola tayo wale yemi yinka mola",
    ),
    0.4,
)
YORUBA_BOYS = weigh(
    "30 Oluwaseun Oluwatobi Oluwadamilare Ayomide Temitope Babatunde Adewale Olamide Oluwafemi Kehinde Taiwo "
    "Ibukunoluwa Opeyemi Tunde Kolade "
    "Adeola Folarin Gbolahan Ademola Damilola Ayodeji Oluwaseyi Toluwani Emmanuel Samuel David Daniel Joshua "
    "Michael Gabriel Victor Moses"
)
YORUBA_GIRLS = weigh(
    "30 Oluwadamilola Oluwatobiloba Ayomide Temiloluwa Folasade Titilayo Abisola Adeola Bolanle Funmilayo "
    "Ifeoluwa Kehinde Taiwo Modupe Morenike "
    "Omolara Oluwaseyi Simisola Tolulope Yetunde Adaeze Opeyemi Anjolaoluwa Darasimi Esther Deborah Grace Favour "
    "Blessing Mercy Precious Victoria"
)
IGBO_SURNAMES = weigh(
    "30 Okafor Okonkwo Eze Nwosu Obi Okeke Chukwu Nnamdi Onyeka Igwe Uche Nwachukwu Onwuka Okoro Okoye Umeh "
    "Anyanwu Ibe Ibeh Ezeani Mbah Ugwu "
    "Udeh Emeka Ekwueme Iwu Madu Njoku Odoh Ogbonna Onuoha Uzor Orji Osuji",
    compose(
        "Chukwu Nwa Oko Eze Ony Ugo Ike",
        "ka ma mere nna di wuka gbo ebuka emeka neme ora",
    ),
    0.25,
)
IGBO_BOYS = weigh(
    "30 Chidi Chinedu Chukwuemeka Chukwudi Chijioke Chibuzor Chinonso Chidera Ebuka Emeka Ifeanyi Ikechukwu "
    "Kelechi Kenechukwu Nnamdi Obinna "
    "Okechukwu Onyekachi Somtochukwu Tochukwu Uchenna Ugochukwu Kamsiyochukwu Kosisochukwu Emmanuel Samuel David "
    "Daniel Michael Anthony Prince"
)
IGBO_GIRLS = weigh(
    "30 Chioma Chiamaka Chinelo Chidinma Chinyere Chizoba Adaeze Adaobi Amarachi Amaka Ebele Ezinne Ifeoma "
    "Ijeoma Kamsiyochukwu Kosisochukwu "
    "Ngozi Nkechi Nneka Nnenna Obioma Oluchi Onyinyechi Somtochukwu Uchechi Uzoamaka Chimamanda Favour Blessing "
    "Esther Mary Divine Princess Miracle"
)
GHANAIAN_SURNAMES = weigh(
    "60 Mensah Owusu 50 Osei Boateng Asante 40 Appiah Amoah Addo Adjei Agyemang Ansah Antwi Acheampong Opoku "
    "Boakye Frimpong Ofori Sarpong Yeboah "
    "30 Amponsah Ankomah Arthur Asamoah Bonsu Darko Donkor Gyamfi Kwarteng Nkrumah Nyarko Obeng Oppong "
    "Osei-Bonsu Owusu-Ansah Quaye Tetteh Lamptey "
    "Nartey Quartey Quansah Dzifa Agbeko Amegashie Sackey Tagoe Baidoo Essien Eshun Aidoo Annan"
)
GHANAIAN_DAYS_BOYS = ["Kwadwo", "Kwabena", "Kwaku", "Yaw", "Kofi", "Kwame", "Kwasi"]
GHANAIAN_DAYS_GIRLS = ["Adwoa", "Abena", "Akua", "Yaa", "Afua", "Ama", "Akosua"]
"""By the day of the week of the birth, Monday first."""
GHANAIAN_BOYS = weigh(
    "30 Emmanuel Samuel Daniel Isaac Joseph Michael Prince Ebenezer Benjamin David Nathaniel Jeremiah Elijah "
    "Caleb Jayden Eric Felix Bright Derrick "
    "Desmond Gideon Godfred Joel Kelvin Nana Papa Ransford Richmond Stephen"
)
GHANAIAN_GIRLS = weigh(
    "30 Grace Abigail Emmanuella Priscilla Blessing Esther Mary Michelle Josephine Comfort Gifty Patience Vida "
    "Beatrice Princess Nana Maame Adriana "
    "Bernice Christabel Dorcas Erica Gloria Hannah Jessica Joyce Lydia Mavis Naomi Rita Sandra"
)
