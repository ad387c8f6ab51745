"""Codes of languages. They are the census's own and not those of ISO 639: FRN is French, PNJ is Panjabi."""

from typing import Final

from handover.common.codes import CodeSet, read_code_rows
from handover.common.text import Text

LANGUAGE_TYPE: Final = CodeSet(
    "language_type",
    Text("What the language is to the pupil", "Beth yw'r iaith i'r disgybl"),
    "Common Basic Data Set",
    read_code_rows(
        """
        F | First language             | Iaith gyntaf
        M | One of several first ones  | Un o sawl iaith gyntaf
        H | Spoken at home             | Iaith y cartref
        S | Second language            | Ail iaith
        T | Language of lessons        | Iaith y gwersi
        C | Language for letters home  | Iaith llythyrau adref
        """
    ),
)

EAL_ACQUISITION: Final = CodeSet(
    "eal_acquisition",
    Text("Learning English as another language", "Dysgu Saesneg fel iaith ychwanegol"),
    "Common Basic Data Set, 190100 (Wales)",
    read_code_rows(
        """
        A | New to English       | Newydd i'r Saesneg
        B | Beginning to acquire | Yn dechrau caffael
        C | Growing competence   | Medr cynyddol
        D | Competent            | Medrus
        E | Fluent               | Rhugl
        0 | Does not apply       | Ddim yn berthnasol
        """
    ),
)

LANGUAGE: Final = CodeSet(
    "language",
    Text("Language", "Iaith"),
    "Common Basic Data Set, 100047; the fourth letter is a refinement a local authority may choose",
    read_code_rows(
        """
        ACL  | Acholi
        ADA  | Adangme
        AFA  | Afar-Saho
        AFK  | Afrikaans | Affricaneg
        AKA  | Akan (Twi or Fante) | Akan (Twi neu Fante)
        AKAF | Akan (Fante)
        AKAT | Akan (Twi or Asante) | Akan (Twi neu Asante)
        ALB  | Albanian | Albaneg
        ALU  | Alur
        AMR  | Amharic | Amhareg
        ARA  | Arabic | Arabeg
        ARAA | Arabic, other | Arabeg, arall
        ARAG | Arabic (Algeria) | Arabeg (Algeria)
        ARAI | Arabic (Iraq) | Arabeg (Irac)
        ARAM | Arabic (Morocco) | Arabeg (Moroco)
        ARAS | Arabic (Sudan) | Arabeg (Swdan)
        ARAY | Arabic (Yemen) | Arabeg (Yemen)
        ARM  | Armenian | Armeneg
        ASM  | Assamese | Asameg
        ASR  | Assyrian or Aramaic | Asyrieg neu Aramaeg
        AYB  | Anyi-Baule
        AYM  | Aymara
        AZE  | Azeri | Aserbaijaneg
        BAI  | Bamileke
        BAL  | Balochi
        BEJ  | Beja
        BEL  | Belarusian | Belarwseg
        BEM  | Bemba
        BHO  | Bhojpuri
        BIK  | Bikol
        BLT  | Balti Tibetan
        BMA  | Burmese | Byrmaneg
        BNG  | Bengali | Bengaleg
        BNGA | Bengali, other | Bengaleg, arall
        BNGC | Bengali (Chittagong or Noakhali) | Bengaleg (Chittagong neu Noakhali)
        BNGS | Bengali (Sylheti) | Bengaleg (Sylheti)
        BSL  | British Sign Language | Iaith Arwyddion Prydain
        BSQ  | Basque | Basgeg
        BUL  | Bulgarian | Bwlgareg
        CAM  | Cambodian (Khmer) | Chmereg
        CAT  | Catalan | Catalaneg
        CCE  | Caribbean Creole English | Creol Saesneg y Caribî
        CCF  | Caribbean Creole French | Creol Ffrangeg y Caribî
        CGA  | Chaga
        CGR  | Chattisgarhi
        CHE  | Chechen | Tsietsieneg
        CHI  | Chinese | Tsieineeg
        CHIA | Chinese, other | Tsieineeg, arall
        CHIC | Chinese (Cantonese) | Tsieineeg (Cantoneg)
        CHIH | Chinese (Hokkien) | Tsieineeg (Hokkien)
        CHIK | Chinese (Hakka) | Tsieineeg (Hakka)
        CHIM | Chinese (Mandarin) | Tsieineeg (Mandarin)
        CKW  | Chokwe
        CRN  | Cornish | Cernyweg
        CTR  | Chitrali
        CWA  | Chichewa
        CYM  | Welsh | Cymraeg
        CZE  | Czech | Tsieceg
        DAN  | Danish | Daneg
        DGA  | Dagaare
        DGB  | Dagbane
        DIN  | Dinka
        DUT  | Dutch or Flemish | Iseldireg neu Fflemeg
        DZO  | Dzongkha
        EBI  | Ebira
        EDO  | Edo
        EFI  | Efik or Ibibio | Efik neu Ibibio
        ENB  | Believed to be English | Saesneg, yn ôl pob tebyg
        ENG  | English | Saesneg
        ESA  | Esan
        EST  | Estonian | Estoneg
        EWE  | Ewe
        EWO  | Ewondo
        FAN  | Fang
        FIJ  | Fijian | Ffijieg
        FIN  | Finnish | Ffinneg
        FON  | Fon
        FRN  | French | Ffrangeg
        FUL  | Fula
        GAA  | Ga
        GAE  | Irish | Gwyddeleg
        GAL  | Scottish Gaelic | Gaeleg yr Alban
        GEO  | Georgian | Georgeg
        GER  | German | Almaeneg
        GGO  | Gogo or Chigogo | Gogo neu Chigogo
        GKY  | Kikuyu
        GLG  | Galician | Galisieg
        GRE  | Greek | Groeg
        GREA | Greek, other | Groeg, arall
        GREC | Greek (Cyprus) | Groeg (Cyprus)
        GRN  | Guarani
        GUJ  | Gujarati | Gwjarati
        GUN  | Gurenne
        GUR  | Gurma
        HAU  | Hausa | Hawsa
        HDK  | Hindko
        HEB  | Hebrew | Hebraeg
        HER  | Herero
        HGR  | Hungarian | Hwngareg
        HIN  | Hindi
        IBA  | Iban
        IDM  | Idoma
        IGA  | Igala
        IGB  | Igbo
        IJO  | Ijo
        ILO  | Ilokano
        ISK  | Itsekiri
        ISL  | Icelandic | Islandeg
        ITA  | Italian | Eidaleg
        ITAA | Italian, other | Eidaleg, arall
        ITAN | Italian (Neapolitan) | Eidaleg (Napoliteg)
        ITAS | Italian (Sicilian) | Eidaleg (Sisileg)
        JAV  | Javanese | Jafaneg
        JIN  | Jinghpaw
        JPN  | Japanese | Japaneeg
        KAM  | Kikamba
        KAN  | Kannada
        KAR  | Karen
        KAS  | Kashmiri | Cashmireg
        KAU  | Kanuri
        KAZ  | Kazakh | Casacheg
        KCH  | Katchi
        KGZ  | Kirghiz | Cirgiseg
        KHA  | Khasi
        KHY  | Kihaya
        KIN  | Kinyarwanda
        KIR  | Kirundi
        KIS  | Kisi
        KLN  | Kalenjin
        KMB  | Kimbundu
        KME  | Kimeru
        KNK  | Konkani
        KNY  | Kinyakyusa-Ngonde
        KON  | Kikongo
        KOR  | Korean | Corëeg
        KPE  | Kpelle
        KRI  | Krio
        KRU  | Kru
        KSI  | Kisii
        KSU  | Kisukuma
        KUR  | Kurdish | Cwrdeg
        KURA | Kurdish, other | Cwrdeg, arall
        KURM | Kurdish (Kurmanji) | Cwrdeg (Kurmanji)
        KURS | Kurdish (Sorani) | Cwrdeg (Sorani)
        LAO  | Lao | Laoeg
        LBA  | Luba
        LBAC | Luba (Chiluba)
        LBAK | Luba (Kiluba)
        LGA  | Luganda
        LGB  | Lugbara
        LGS  | Lugisu
        LIN  | Lingala
        LIT  | Lithuanian | Lithwaneg
        LNG  | Lango (Uganda)
        LOZ  | Lozi
        LSO  | Lusoga
        LTV  | Latvian | Latfieg
        LTZ  | Luxembourgish | Lwcsembwrgeg
        LUE  | Luvale
        LUN  | Lunda
        LUO  | Luo
        LUY  | Luhya
        MAG  | Magahi
        MAI  | Maithili
        MAK  | Makua
        MAN  | Manding or Malinke | Manding neu Malinke
        MANA | Manding or Malinke, other | Manding neu Malinke, arall
        MANB | Bambara
        MANJ | Dyula
        MAO  | Maori
        MAR  | Marathi
        MAS  | Maasai
        MDV  | Maldivian
        MEN  | Mende
        MKD  | Macedonian | Macedoneg
        MLG  | Malagasy | Malagaseg
        MLM  | Malayalam
        MLT  | Maltese | Malteg
        MLY  | Malay or Indonesian | Maleieg neu Indoneseg
        MLYA | Malay, other | Maleieg, arall
        MLYI | Indonesian | Indoneseg
        MNA  | Magindanao-Maranao
        MNG  | Mongolian | Mongoleg
        MNX  | Manx | Manaweg
        MOR  | Moore
        MSC  | Mauritian or Seychelles Creole | Creol Mawrisiws neu'r Seychelles
        MUN  | Munda
        MYA  | Maya
        NAH  | Nahuatl
        NAM  | Nama or Damara | Nama neu Damara
        NBN  | Nubian
        NDB  | Ndebele
        NDBS | Ndebele (South Africa) | Ndebele (De Affrica)
        NDBZ | Ndebele (Zimbabwe)
        NEP  | Nepali | Nepaleg
        NOR  | Norwegian | Norwyeg
        NOT  | Information not obtained | Heb gael yr wybodaeth
        NUE  | Nuer
        NUP  | Nupe
        NWA  | Newari
        NZM  | Nzema
        OAM  | Ambo
        OAMK | Ambo (Kwanyama)
        OAMN | Ambo (Ndonga)
        OGN  | Ogoni
        ORI  | Oriya
        ORM  | Oromo
        OTB  | Believed to be other than English | Heblaw Saesneg, yn ôl pob tebyg
        OTH  | Other than English | Heblaw Saesneg
        OTL  | Another language | Iaith arall
        PAG  | Pangasinan
        PAM  | Pampangan
        PAT  | Pashto
        PHA  | Pahari (India)
        PHR  | Pahari (Pakistan)
        PNJ  | Panjabi | Pwnjabeg
        PNJA | Panjabi, other | Pwnjabeg, arall
        PNJG | Panjabi (Gurmukhi) | Pwnjabeg (Gurmukhi)
        PNJM | Panjabi (Mirpuri) | Pwnjabeg (Mirpuri)
        PNJP | Panjabi (Pothwari) | Pwnjabeg (Pothwari)
        POL  | Polish | Pwyleg
        POR  | Portuguese | Portiwgaleg
        PORA | Portuguese, other | Portiwgaleg, arall
        PORB | Portuguese (Brazil) | Portiwgaleg (Brasil)
        PRS  | Persian (Farsi) | Perseg (Ffarsi)
        PRSA | Persian (Farsi), other | Perseg (Ffarsi), arall
        PRSD | Dari Persian | Perseg Dari
        PRST | Tajik Persian | Perseg Tajic
        QUE  | Quechua
        RAJ  | Rajasthani or Marwari | Rajasthani neu Marwari
        REF  | Refused | Gwrthodwyd
        RME  | English Romani | Romani Seisnig
        RMI  | Romani, international | Romani, rhyngwladol
        RMN  | Romanian | Rwmaneg
        RMNM | Romanian (Moldova) | Rwmaneg (Moldofa)
        RMNR | Romanian (Romania) | Rwmaneg (Rwmania)
        RMS  | Romansh | Románsh
        RNY  | Runyakitara
        RNYN | Runyankore
        RNYO | Runyoro
        RUS  | Russian | Rwseg
        SAM  | Samoan | Samöeg
        SCB  | Serbian, Croatian or Bosnian | Serbeg, Croateg neu Fosnieg
        SCBB | Bosnian | Bosnieg
        SCBC | Croatian | Croateg
        SCBS | Serbian | Serbeg
        SCO  | Scots | Sgoteg
        SHL  | Shilluk
        SHO  | Shona
        SID  | Sidamo
        SIO  | Another sign language | Iaith arwyddion arall
        SLO  | Slovak | Slofaceg
        SLV  | Slovenian | Slofeneg
        SND  | Sindhi
        SNG  | Sango
        SNH  | Sinhala
        SOM  | Somali | Somalieg
        SPA  | Spanish | Sbaeneg
        SRD  | Sardinian | Sardeg
        SRK  | Siraiki
        SSO  | Sotho
        SSOO | Sotho (Southern) | Sotho (y De)
        SSOT | Sotho (Northern) | Sotho (y Gogledd)
        SSW  | Swazi
        STS  | Tswana
        SUN  | Sundanese
        SWA  | Swahili
        SWAA | Swahili, other | Swahili, arall
        SWAC | Swahili (Comorian)
        SWAK | Swahili (Kingwana)
        SWAM | Swahili (Brava)
        SWAT | Swahili (Bajuni)
        SWE  | Swedish | Swedeg
        TAM  | Tamil | Tamileg
        TEL  | Telugu | Telwgw
        TEM  | Temne
        TES  | Teso
        TGE  | Tigre
        TGL  | Tagalog or Filipino | Tagalog neu Filipino
        TGLF | Filipino
        TGLG | Tagalog
        TGR  | Tigrinya
        THA  | Thai
        TIB  | Tibetan | Tibeteg
        TIV  | Tiv
        TMZ  | Berber (Tamazight)
        TMZA | Berber (Tamazight), other | Berber (Tamazight), arall
        TMZK | Berber (Kabyle)
        TMZT | Berber (Tamashek)
        TNG  | Tonga (Zambia)
        TON  | Tongan
        TPI  | Tok Pisin
        TRI  | Traveller Irish (Shelta) | Shelta (Teithwyr Gwyddelig)
        TSO  | Tsonga
        TUK  | Turkmen | Tyrcmeneg
        TUL  | Tulu
        TUM  | Tumbuka
        TUR  | Turkish | Tyrceg
        UKR  | Ukrainian | Wcreineg
        UMB  | Umbundu
        URD  | Urdu | Wrdw
        URH  | Urhobo or Isoko | Urhobo neu Isoko
        UYG  | Uyghur | Wigwreg
        UZB  | Uzbek | Wsbeceg
        VEN  | Venda
        VIE  | Vietnamese | Fietnameg
        VSY  | Visayan
        VSYA | Visayan, other | Visayan, arall
        VSYH | Hiligaynon
        VSYS | Cebuano
        VSYW | Waray
        WAP  | Wa
        WCP  | West African Creole Portuguese | Creol Portiwgaleg Gorllewin Affrica
        WOL  | Wolof
        WPE  | West African Pidgin English | Saesneg Pidgin Gorllewin Affrica
        XHO  | Xhosa
        YAO  | Yao
        YDI  | Yiddish | Iddeweg
        YOR  | Yoruba
        ZND  | Zande
        ZUL  | Zulu
        ZZZ  | Classification pending | Heb ei ddosbarthu eto
        """
    ),
)

SETS: Final = (LANGUAGE, LANGUAGE_TYPE, EAL_ACQUISITION)
