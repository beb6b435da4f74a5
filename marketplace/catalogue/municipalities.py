"""The five municipalities of the project with their towns and villages.

Coordinates are WGS 84 degrees of the place itself, as the Swedish employment service publishes them
with its job advertisements; the codes are those of SCB and of the JobTech taxonomy. Which of them
an installation serves is data in its database: this is what it is filled from.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalogue.entries import by_code


@dataclass(frozen=True, slots=True)
class Locality:
    """A town or village: the finest address that is kept of a member."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; its `code` is the slug that stands in URLs."""

    code: str
    name: str
    official_name: str
    scb_code: str
    jobtech_id: str
    county: str
    main_town: str
    localities: tuple[Locality, ...]

    def locality(self, name: str) -> Locality:
        """The place of that name; KeyError where the municipality has none."""
        for place in self.localities:
            if place.name == name:
                return place
        raise KeyError(name)

    @property
    def centre(self) -> Locality:
        """The main town."""
        return self.locality(self.main_town)


FINSPANG = Municipality(
    code="finspang",
    name="Finspång",
    official_name="Finspångs kommun",
    scb_code="0562",
    jobtech_id="dMFe_J6W_iJv",
    county="Östergötlands län",
    main_town="Finspång",
    localities=(
        Locality("Borggård", 58.72966, 15.55131),
        Locality("Butbro", 58.71065, 15.85004),
        Locality("Falla", 58.6821, 15.75028),
        Locality("Finspång", 58.71494, 15.77662),
        Locality("Grytgöl", 58.80418, 15.55981),
        Locality("Hällestad", 58.74025, 15.57462),
        Locality("Igelfors", 58.84618, 15.69856),
        Locality("Ljusfallshammar", 58.78736, 15.49605),
        Locality("Lotorp", 58.7559, 15.84188),
        Locality("Rejmyre", 58.82978, 15.93023),
        Locality("Sonstorp", 58.72314, 15.63662),
    ),
)

KATRINEHOLM = Municipality(
    code="katrineholm",
    name="Katrineholm",
    official_name="Katrineholms kommun",
    scb_code="0483",
    jobtech_id="snx9_qVD_Dr1",
    county="Södermanlands län",
    main_town="Katrineholm",
    localities=(
        Locality("Bie", 59.08838, 16.21477),
        Locality("Björkvik", 58.83102, 16.51817),
        Locality("Forssjö", 58.95553, 16.28884),
        Locality("Katrineholm", 58.99602, 16.21356),
        Locality("Sköldinge", 59.03201, 16.44886),
        Locality("Strångsjö", 58.90391, 16.1928),
        Locality("Valla", 59.0201, 16.37826),
        Locality("Äsköping", 59.14924, 16.06756),
    ),
)

KINDA = Municipality(
    code="kinda",
    name="Kinda",
    official_name="Kinda kommun",
    scb_code="0513",
    jobtech_id="U4XJ_hYF_FBA",
    county="Östergötlands län",
    main_town="Kisa",
    localities=(
        Locality("Horn", 57.89896, 15.83856),
        Locality("Kisa", 57.98713, 15.63448),
        Locality("Rimforsa", 58.13654, 15.68549),
    ),
)

LINKOPING = Municipality(
    code="linkoping",
    name="Linköping",
    official_name="Linköpings kommun",
    scb_code="0580",
    jobtech_id="bm2x_1mr_Qhx",
    county="Östergötlands län",
    main_town="Linköping",
    localities=(
        Locality("Askeby", 58.4079, 15.84999),
        Locality("Bankekind", 58.37475, 15.82548),
        Locality("Bergs Slussar", 58.48566, 15.52533),
        Locality("Bestorp", 58.23358, 15.7365),
        Locality("Brokind", 58.21615, 15.67801),
        Locality("Ekängen", 58.46867, 15.63522),
        Locality("Gistad", 58.46768, 15.89283),
        Locality("Kränge", 58.43797, 15.46931),
        Locality("Linghem", 58.43648, 15.78991),
        Locality("Linköping", 58.40277, 15.62678),
        Locality("Ljungsbro", 58.52387, 15.50862),
        Locality("Malmslätt", 58.4146, 15.52026),
        Locality("Nykil", 58.2881, 15.44792),
        Locality("Rappestad", 58.4009, 15.42004),
        Locality("Sjögestad", 58.36577, 15.37147),
        Locality("Skeda Udde", 58.29044, 15.56033),
        Locality("Slaka", 58.36624, 15.55874),
        Locality("Sturefors", 58.28026, 15.74639),
        Locality("Tallboda", 58.42773, 15.6812),
        Locality("Ulrika", 58.12676, 15.43274),
        Locality("Vikingstad", 58.36796, 15.4188),
        Locality("Västerlösa", 58.42043, 15.33849),
    ),
)

VINGAKER = Municipality(
    code="vingaker",
    name="Vingåker",
    official_name="Vingåkers kommun",
    scb_code="0428",
    jobtech_id="rut9_f5W_kTX",
    county="Södermanlands län",
    main_town="Vingåker",
    localities=(
        Locality("Baggetorp", 59.01667, 16.06667),
        Locality("Högsjö", 59.02838, 15.66592),
        Locality("Läppe", 59.12928, 15.83203),
        Locality("Marmorbyn", 59.04607, 16.06985),
        Locality("Vingåker", 59.03103, 15.89166),
    ),
)

MUNICIPALITIES = (FINSPANG, KATRINEHOLM, KINDA, LINKOPING, VINGAKER)
MUNICIPALITY_BY_CODE: Mapping[str, Municipality] = by_code(MUNICIPALITIES)
