"""Common Swedish given names and surnames.

Given names with bearers in Sweden on 31 December 2020 (Statistics Sweden); the counts of surnames
are rounded and from general knowledge.
"""

from marketplace.demo.facts.names.pool import NamePool, counted

WOMEN = counted(
    """
    Anna 97287, Maria 82731, Eva 79365, Karin 60039, Lena 55301, Emma 50468, Kerstin 47564,
    Sara 44668, Malin 40340, Ingrid 40300, Linda 38125, Elin 37161, Birgitta 37103, Marie 36678,
    Inger 34316, Johanna 33976, Hanna 32142, Sofia 31234, Annika 30923, Ulla 30546, Julia 30461,
    Susanne 30387, Jenny 29979, Carina 29589, Ida 28637, Christina 28287, Helena 27261,
    Åsa 26936, Kristina 26598, Camilla 25787, Gunilla 25611, Sandra 24988, Anita 24723,
    Monica 24574, Amanda 24520, Cecilia 23274, Emelie 21909, Margareta 21832, Jessica 21688,
    Frida 21659, Elsa 21142, Alice 21141, Barbro 21048, Marianne 20479, Lisa 20112,
    Elisabeth 19725, Siv 19532, Maja 19232, Ulrika 19135, Anette 19123, Ebba 19076,
    Caroline 18727, Katarina 18026, Agneta 17318, Lina 17228, Matilda 16847, Pia 16801,
    Berit 16676, Gun 16389, Ella 16373, Ellen 15930, Astrid 15846, Yvonne 15657, Moa 15632,
    Louise 15278, Agnes 15165, Mona 15116, Linnéa 15096, Olivia 15093, Britt 15000,
    Emilia 14934, Therese 14928, Alva 14851, Ann 14812, Anneli 14662, Felicia 14333,
    Linnea 14163, Alexandra 13169, Pernilla 13136, Sofie 13120, Wilma 13023, Gunnel 12509,
    Monika 12353, Lovisa 12322, Nina 12118, Ingela 12060, Stina 12028, Madeleine 11956,
    Charlotte 11953, Linn 11951, Saga 11851, Alma 11672, Sonja 11501, Petra 11048, Birgit 10935,
    Rebecca 10738, Erika 10537, Alicia 10508, Josefin 10453, Josefine 10446, Britt-Marie 10399,
    Inga 10351, Klara 10299, Gerd 10123, Elisabet 10012, Isabelle 9997, Jeanette 9912,
    Jennifer 9825, Vera 9683, Lisbeth 9613, Evelina 9560, Nathalie 9353, Anne 9125,
    Veronica 9120, Signe 8952, Isabella 8912, Helen 8894, Sanna 8888, Marita 8838, Clara 8829,
    Irene 8786, Jennie 8706, Annelie 8568, Selma 8466, Kajsa 8461, Molly 8393, Stella 8378,
    Victoria 8281, Solveig 8182, Rebecka 8159, Angelica 8061, Fanny 7961, Laila 7738,
    Elvira 7577, Ylva 7566, Filippa 7539, Martina 7484, Nora 7420, Märta 7380, Maj 7319,
    Nellie 7254, Rut 7245, Helene 7137, Freja 7072, Mikaela 7047, Maud 7046, Tina 7000,
    Nova 6910, Annette 6861, Sarah 6799
    """
)

MEN = counted(
    """
    Lars 83360, Anders 76812, Johan 73657, Peter 61624, Jan 57832, Daniel 56676, Mikael 56053,
    Erik 55968, Per 55952, Fredrik 51755, Hans 45262, Andreas 43896, Stefan 43746, Magnus 41642,
    Mats 40842, Jonas 40186, Bengt 39590, Alexander 39052, Martin 39027, Thomas 37722, Bo 37535,
    Karl 36689, Nils 35687, Björn 34656, Leif 33083, David 32606, Emil 31798, Ulf 31585,
    Sven 31115, Simon 30970, Henrik 30588, Mattias 30240, Marcus 29666, Anton 28256,
    Patrik 27947, Robert 27200, William 27145, Kjell 26700, Joakim 26270, Håkan 25508,
    Tommy 24809, Göran 24544, Christer 24440, Adam 24406, Carl 24070, Rolf 23330, Lennart 22976,
    Robin 22667, Niklas 22408, Oscar 22384, Sebastian 22113, Elias 22040, Tobias 21799,
    John 21195, Tomas 21093, Gustav 21044, Stig 20800, Michael 20540, Filip 20135, Axel 20121,
    Linus 19945, Christian 19800, Viktor 19528, Hugo 19035, Roger 18570, Oskar 18409,
    Jonathan 17573, Jesper 17455, Oliver 17263, Albin 17077, Kent 16505, Rasmus 16177,
    Max 15923, Jörgen 15572, Joel 15140, Gunnar 14850, Victor 14561, Olle 14105, Liam 14065,
    Lucas 13800, Leo 13724, Jimmy 13383, Åke 13345, Pontus 13287, Markus 13103, Kenneth 12812,
    Samuel 12737, Kevin 12470, Dennis 12463, Christoffer 12293, Gabriel 12189, Arvid 12186,
    Felix 12127, Isak 12092, Philip 12090, Lukas 11669, Dan 11505, Hampus 11388, Rickard 11304,
    Torbjörn 11220, Ludvig 11206, Olof 10923, Jacob 10854, Jens 10835, Benjamin 10813,
    Kurt 10784, Arne 10754, Jakob 10478, Bertil 10174, Johannes 10106, Roland 10031,
    Adrian 9868, Noah 9855, Mathias 9817, Niclas 9811, Alfred 9737, Vincent 9731, Tony 9661,
    Ola 9548, Charlie 9436, Eric 9407, Claes 9350, Edvin 9154, Richard 9086, Sten 9048,
    Alf 8668, Tim 8579, Theo 8557, Kim 8356, Conny 8236, Elliot 8194, Bernt 8164, Ove 8047,
    Pär 7819, Ingemar 7521, Nicklas 7212, Kristoffer 7183, Leon 7154, Melvin 7092, Harry 6982,
    Staffan 6910, Johnny 6848, Krister 6831, Gustaf 6821, Melker 6682, Viggo 6659, Rune 6603,
    Börje 6507, Ronny 6497, André 6423
    """
)

SURNAMES = counted(
    """
    Andersson 215000, Johansson 214000, Karlsson 190000, Nilsson 146000, Eriksson 128000,
    Larsson 109000, Olsson 96000, Persson 93000, Svensson 86000, Gustafsson 82000,
    Pettersson 80000, Jonsson 63000, Jansson 42000, Hansson 37000, Bengtsson 30000,
    Jönsson 26000, Lindberg 28000, Jakobsson 23000, Magnusson 24000, Olofsson 23000,
    Lindström 26000, Lindqvist 20000, Lindgren 23000, Axelsson 22000, Berg 21000,
    Bergström 22000, Lundberg 22000, Lind 19000, Lundgren 20000, Lundqvist 20000,
    Mattsson 19000, Berglund 19000, Fredriksson 18000, Sandberg 18000, Henriksson 17000,
    Forsberg 17000, Sjöberg 17000, Wallin 16000, Engström 16000, Eklund 16000, Danielsson 15000,
    Lundin 16000, Håkansson 15000, Björk 14500, Bergman 15000, Gunnarsson 14500, Holm 14000,
    Wikström 13500, Samuelsson 13500, Isaksson 13500, Fransson 13500, Bergqvist 13000,
    Nyström 13500, Holmberg 13000, Arvidsson 13000, Löfgren 12500, Söderberg 12500,
    Nyberg 12500, Blomqvist 12500, Claesson 11500, Nordström 12000, Mårtensson 11000,
    Lundström 11500, Eliasson 11000, Pålsson 11000, Björklund 11000, Viklund 10500,
    Berggren 10500, Sandström 10500, Nordin 10000, Lund 10000, Falk 10000, Ström 10000,
    Åberg 10000, Ekström 10000, Hermansson 10000, Holmgren 10000, Hellström 9500, Dahlberg 9500,
    Hedlund 9500, Sundberg 9500, Sjögren 9500, Ek 9000, Blom 9000, Abrahamsson 9000, Öberg 9000,
    Martinsson 9000, Andreasson 8500, Strömberg 8500, Månsson 8500, Åkesson 8300, Hansen 8200,
    Norberg 8000, Lindholm 8000, Dahl 8000, Jonasson 7800, Sundström 7800, Åström 7500,
    Hedberg 7300, Palm 7000
    """
)

SWEDISH = NamePool("sv", 420, WOMEN, MEN, SURNAMES)
