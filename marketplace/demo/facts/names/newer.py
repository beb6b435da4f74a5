"""Names that came to Sweden with their bearers.

Chosen and counted from general knowledge: the counts are approximate and serve as weights for
drawing only, the shares as a plausible mixture and no statement about anybody.
"""

from marketplace.demo.facts.names.pool import NamePool, counted

ARABIC = NamePool(
    "ar",
    160,
    counted(
        """
        Fatima 8600, Maryam 5200, Noor 4100, Zainab 4000, Amina 3800, Aya 3300, Hanan 3200,
        Rana 2500, Hiba 2300, Rima 2200, Samira 2100, Nour 2100, Layla 2000, Huda 1900,
        Salma 1900, Sanaa 1700, Iman 1600, Khadija 1600, Lina 1500, Abir 1200, Ghada 900,
        Rasha 900, Suha 600, Widad 400
        """
    ),
    counted(
        """
        Mohamad 7400, Ahmad 9600, Ali 15900, Omar 6100, Hassan 5900, Ibrahim 5800,
        Mahmoud 3900, Yousef 3600, Khaled 3100, Mustafa 4800, Hussein 3700, Samir 2600,
        Bilal 2400, Karim 2300, Nabil 1700, Tarek 1500, Walid 1500, Fadi 1700, Rami 1600,
        Bashar 1200, Anas 1400, Jamal 1900, Issa 1000, Ziad 900
        """
    ),
    counted(
        """
        Ali 12400, Ahmed 12000, Mohammad 5000, Hassan 8000, Ibrahim 6000, Hussein 5300,
        Khalil 2600, Haddad 1500, Saleh 3100, Abbas 2400, Hamid 1900, Mansour 1500,
        Saeed 1500, Khalaf 1100, Darwish 1000, Nasser 1300, Issa 1100, Yousef 1800,
        Aziz 1400, Salem 900, Shahin 500, Kanaan 300, Jabbour 250, Sabbagh 250
        """
    ),
)

SOMALI = NamePool(
    "so",
    100,
    counted(
        """
        Fadumo 2300, Hodan 1500, Amina 2500, Halimo 1300, Sahra 1400, Ayaan 1500, Hawa 1300,
        Khadra 900, Nimco 800, Ifrah 900, Faduma 700, Hibo 800, Ubah 700, Sagal 500,
        Maryan 900, Shukri 600, Zahra 900, Deeqa 500, Raho 350, Ladan 400
        """
    ),
    counted(
        """
        Abdi 2100, Mohamed 6000, Abdirahman 1400, Hassan 2200, Mahad 700, Yusuf 1900,
        Abdullahi 1500, Ismail 1300, Liban 900, Guled 350, Said 900, Farah 500, Nuur 300,
        Bashir 600, Mahamed 800, Ayanle 200, Warsame 250, Dahir 350, Jama 350, Idris 500
        """
    ),
    counted(
        """
        Mohamed 9000, Abdi 5200, Ali 5000, Hassan 4200, Ahmed 4500, Farah 2000,
        Warsame 1300, Omar 2200, Jama 1500, Nur 1200, Osman 1900, Abdullahi 1800,
        Hussein 1600, Yusuf 1500, Isse 500, Elmi 700, Aden 900, Mohamud 1200, Hersi 350,
        Dirie 250
        """
    ),
)

DARI = NamePool(
    "fa",
    90,
    counted(
        """
        Zahra 3600, Fatemeh 1600, Maryam 2900, Leila 2100, Shirin 1300, Parisa 900,
        Mina 1300, Nasrin 900, Masoumeh 500, Somayeh 500, Zohreh 450, Roya 700,
        Farzaneh 450, Laleh 400, Nargis 500, Soraya 500, Marzia 450, Hamida 350,
        Shabnam 450, Golnaz 250
        """
    ),
    counted(
        """
        Reza 3000, Ali 5000, Mehdi 1500, Hossein 1600, Amir 2900, Mohammad 5000, Hamid 1400,
        Mostafa 900, Javad 700, Arash 900, Navid 700, Farhad 900, Omid 900, Behrouz 350,
        Qasem 250, Najib 350, Habib 500, Daryush 250, Murtaza 450, Esmat 150
        """
    ),
    counted(
        """
        Hosseini 3600, Rezai 2000, Mohammadi 3900, Ahmadi 3300, Karimi 1900, Moradi 1300,
        Rahimi 1800, Jafari 1700, Haidari 1400, Sharifi 1100, Alizadeh 700, Nazari 1100,
        Sadeghi 700, Akbari 1000, Amiri 1200, Noori 900, Rostami 700, Azizi 1200,
        Yousefi 700, Mousavi 900
        """
    ),
)

TIGRINYA = NamePool(
    "ti",
    70,
    counted(
        """
        Selam 900, Luwam 350, Helen 1200, Senait 450, Bethlehem 350, Rahel 700, Mebrat 250,
        Tsega 200, Eden 700, Winta 250, Almaz 350, Yordanos 500, Feven 450, Saba 500,
        Abeba 250, Letebrhan 150, Semhar 350, Mihret 250, Genet 300, Hiwet 200
        """
    ),
    counted(
        """
        Yonas 900, Samuel 1200, Tesfay 250, Filmon 500, Biniam 450, Abel 700, Daniel 1500,
        Kidane 200, Mehari 200, Dawit 500, Yohannes 450, Robel 400, Haile 150, Natnael 400,
        Mussie 250, Temesgen 200, Isaias 150, Medhanie 250, Amanuel 450, Berhane 200
        """
    ),
    counted(
        """
        Tesfay 900, Haile 900, Tekle 700, Ghebre 250, Kidane 600, Habte 350, Berhane 500,
        Mehari 400, Yohannes 600, Abraha 500, Weldu 250, Kahsay 350, Gebremedhin 250,
        Asefaw 150, Negash 350, Woldemichael 250, Araya 350, Teklu 250, Mengisteab 100,
        Ogbazghi 150
        """
    ),
)

THAI = NamePool(
    "th",
    35,
    counted(
        """
        Siriporn 500, Malee 350, Somjai 300, Wanida 350, Kanya 400, Nok 250, Pranee 350,
        Ratree 300, Suda 350, Supaporn 450, Duangjai 250, Noi 200
        """
    ),
    counted(
        """
        Somchai 200, Anan 150, Niran 120, Chai 150, Prasert 100, Sakda 100, Wichai 80,
        Thanakorn 100
        """
    ),
    counted(
        """
        Srisuk 150, Saetang 200, Wongsa 150, Thongdee 120, Chaiyasit 80, Phromma 120,
        Kaewmanee 90, Boonmee 150, Sukjai 90, Inthasorn 60
        """
    ),
)

POLISH = NamePool(
    "pl",
    30,
    counted(
        """
        Agnieszka 2500, Katarzyna 2300, Anna 5000, Magdalena 2600, Joanna 2300, Monika 2500,
        Ewa 3000, Barbara 2400, Dorota 1500, Beata 1500, Iwona 1200, Renata 1300
        """
    ),
    counted(
        """
        Piotr 2400, Krzysztof 2300, Tomasz 2400, Marcin 2100, Andrzej 1900, Pawel 1900,
        Jacek 1000, Marek 1700, Grzegorz 1400, Dariusz 1300, Wojciech 900, Zbigniew 800
        """
    ),
    counted(
        """
        Nowak 1500, Wójcik 700, Mazur 500, Krawczyk 400, Kaczmarek 450, Zając 350, Król 350,
        Wieczorek 300, Dudek 350, Adamczyk 300, Pawlak 300, Sikora 350, Walczak 250,
        Duda 250, Baran 300
        """
    ),
)

BOSNIAN = NamePool(
    "bs",
    30,
    counted(
        """
        Amra 700, Emina 900, Azra 900, Mirsada 700, Sanela 700, Fikreta 400, Jasmina 1800,
        Senada 500, Mersiha 350, Amela 700, Indira 500, Selma 2000
        """
    ),
    counted(
        """
        Emir 900, Admir 700, Senad 700, Mirza 700, Adnan 1500, Edin 900, Haris 700,
        Nermin 450, Jasmin 450, Damir 600, Elvir 450, Samir 1200
        """
    ),
    counted(
        """
        Hodzic 1200, Begic 700, Omerovic 600, Hasanovic 800, Mujkic 350, Delic 600,
        Halilovic 650, Kovacevic 900, Salihovic 500, Avdic 600, Mehmedovic 500, Suljic 350,
        Imamovic 350, Dedic 400
        """
    ),
)

UKRAINIAN = NamePool(
    "uk",
    25,
    counted(
        """
        Oksana 900, Olena 800, Iryna 900, Natalia 1500, Svitlana 600, Tetiana 700,
        Halyna 450, Yuliia 700, Kateryna 600, Liudmyla 400, Nadiia 300, Viktoriia 600
        """
    ),
    counted(
        """
        Oleksandr 700, Serhii 600, Andrii 600, Volodymyr 500, Ivan 900, Dmytro 500,
        Mykola 350, Yurii 350, Vasyl 300, Bohdan 300, Taras 200, Oleh 250
        """
    ),
    counted(
        """
        Shevchenko 350, Kovalenko 250, Bondarenko 220, Tkachenko 200, Kravchenko 180,
        Melnyk 250, Kovalchuk 200, Boiko 180, Marchenko 150, Savchenko 150, Moroz 130,
        Lysenko 120, Rudenko 110, Petrenko 130
        """
    ),
)

FINNISH = NamePool(
    "fi",
    40,
    counted(
        """
        Ritva 2500, Marjatta 1500, Tuula 1700, Pirjo 2600, Anneli 2500, Leena 2200,
        Seija 1700, Päivi 1600, Kaija 1400, Sirpa 1300, Eila 1100, Tarja 1200
        """
    ),
    counted(
        """
        Pekka 1800, Timo 2200, Jari 1700, Kari 1900, Matti 1500, Juha 1600, Heikki 1000,
        Seppo 1200, Esa 1000, Markku 1100, Antti 1000, Reijo 1300
        """
    ),
    counted(
        """
        Korhonen 1500, Virtanen 1500, Niemi 1400, Nieminen 1200, Mäkinen 1100, Laine 1200,
        Heikkinen 1100, Koskinen 1100, Hämäläinen 900, Järvinen 900, Lehtonen 800,
        Salminen 800, Rantanen 700, Heinonen 700
        """
    ),
)

MORE_POOLS = (ARABIC, SOMALI, DARI, TIGRINYA, THAI, POLISH, BOSNIAN, UKRAINIAN, FINNISH)
