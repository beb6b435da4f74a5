"""The invented people who run it: coaches, administrators, Kooptjänst and the operator."""

from collections.abc import Mapping
from dataclasses import dataclass

KOOPTJANST_AREAS: Mapping[str, str] = {
    "economy": "Ekonomi",
    "management": "Företagsledning",
    "occupational_therapy": "Arbetsterapi",
    "work_environment": "Arbetsmiljö",
    "personnel": "Personal",
    "marketing": "Marknadsföring",
    "sales": "Sälj",
    "cooperation": "Kooperation",
}


@dataclass(frozen=True, slots=True)
class StaffFact:
    """One who signs in to work. `place` is a cooperative's code, or an area of Kooptjänst."""

    name: str
    gender: str
    role: str
    place: str
    phone: str
    email: str


STAFF = (
    StaffFact(
        "Eva Tallhed",
        "woman",
        "coach",
        "glasverandan",
        "070-174 06 05",
        "eva.tallhed@glasverandan.example",
    ),
    StaffFact(
        "Mikael Bruhn",
        "man",
        "coach",
        "glasverandan",
        "070-174 06 06",
        "mikael.bruhn@glasverandan.example",
    ),
    StaffFact(
        "Hodan Farah",
        "woman",
        "cooperative_admin",
        "glasverandan",
        "070-174 06 07",
        "hodan.farah@glasverandan.example",
    ),
    StaffFact(
        "Johan Lindeskog",
        "man",
        "coach",
        "vintertradgarden",
        "070-174 06 08",
        "johan.lindeskog@vintertradgarden.example",
    ),
    StaffFact(
        "Samira Haddad",
        "woman",
        "coach",
        "vintertradgarden",
        "070-174 06 09",
        "samira.haddad@vintertradgarden.example",
    ),
    StaffFact(
        "Maria Ståhlros",
        "woman",
        "coach",
        "vintertradgarden",
        "070-174 06 10",
        "maria.stahlros@vintertradgarden.example",
    ),
    StaffFact(
        "Per Ängsvik",
        "man",
        "cooperative_admin",
        "vintertradgarden",
        "070-174 06 11",
        "per.angsvik@vintertradgarden.example",
    ),
    StaffFact(
        "Karin Björkhage",
        "woman",
        "coach",
        "drivbanken",
        "070-174 06 12",
        "karin.bjorkhage@drivbanken.example",
    ),
    StaffFact(
        "Filmon Haile",
        "man",
        "coach",
        "drivbanken",
        "070-174 06 13",
        "filmon.haile@drivbanken.example",
    ),
    StaffFact(
        "Lena Sjöhult",
        "woman",
        "cooperative_admin",
        "drivbanken",
        "070-174 06 14",
        "lena.sjohult@drivbanken.example",
    ),
    StaffFact(
        "Ahmad Karimi",
        "man",
        "coach",
        "palmhuset",
        "070-174 06 15",
        "ahmad.karimi@palmhuset.example",
    ),
    StaffFact(
        "Sofia Almkvist",
        "woman",
        "coach",
        "palmhuset",
        "070-174 06 16",
        "sofia.almkvist@palmhuset.example",
    ),
    StaffFact(
        "Daniel Forsmark",
        "man",
        "coach",
        "palmhuset",
        "070-174 06 17",
        "daniel.forsmark@palmhuset.example",
    ),
    StaffFact(
        "Ulrika Hagström",
        "woman",
        "cooperative_admin",
        "palmhuset",
        "070-174 06 18",
        "ulrika.hagstrom@palmhuset.example",
    ),
    StaffFact(
        "Margareta Wik",
        "woman",
        "kooptjanst",
        "economy",
        "070-174 06 19",
        "margareta.wik@kooptjanst.example",
    ),
    StaffFact(
        "Anders Källgren",
        "man",
        "kooptjanst",
        "management",
        "070-174 06 20",
        "anders.kallgren@kooptjanst.example",
    ),
    StaffFact(
        "Elin Rosengård",
        "woman",
        "kooptjanst",
        "occupational_therapy",
        "070-174 06 21",
        "elin.rosengard@kooptjanst.example",
    ),
    StaffFact(
        "Hassan Nuur",
        "man",
        "kooptjanst",
        "work_environment",
        "070-174 06 22",
        "hassan.nuur@kooptjanst.example",
    ),
    StaffFact(
        "Birgitta Vallmo",
        "woman",
        "kooptjanst",
        "personnel",
        "070-174 06 23",
        "birgitta.vallmo@kooptjanst.example",
    ),
    StaffFact(
        "Jonas Ekehult",
        "man",
        "kooptjanst",
        "marketing",
        "070-174 06 24",
        "jonas.ekehult@kooptjanst.example",
    ),
    StaffFact(
        "Annika Törnros",
        "woman",
        "kooptjanst",
        "sales",
        "070-174 06 25",
        "annika.tornros@kooptjanst.example",
    ),
    StaffFact(
        "Tomas Lövstedt",
        "man",
        "kooptjanst",
        "cooperation",
        "070-174 06 26",
        "tomas.lovstedt@kooptjanst.example",
    ),
    StaffFact(
        "Åsa Murgrön", "woman", "sysadmin", "", "070-174 06 27", "asa.murgron@orangeriet.example"
    ),
)
