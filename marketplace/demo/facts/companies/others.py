"""Customers that are no companies: invented public bodies and private persons."""

from marketplace.demo.facts.company import (
    SERVICE,
    THURSDAY_TO_SATURDAY,
    WEEKDAYS,
    CompanyFact,
    Peak,
    SiteFact,
)

PUBLIC_BODIES = (
    CompanyFact(
        code="kommunalforbundet-sjobygden",
        name="Kommunalförbundet Sjöbygden",
        business="Park och natur i flera kommuner",
        municipality="linkoping",
        organisation_number="222999-0011",
        contact="Lisbeth Tornéus",
        phone="08-465 004 70",
        street="Rådhusgränd 2",
        employees=140,
        sector="public",
        site=SiteFact(
            locality="Linköping",
            profile="outdoors",
            yes=("small_group", "public_transport"),
            peaks=(
                Peak("clean_outdoors", SERVICE, (15, 22), 5, WEEKDAYS, "09:00-13:00"),
                Peak("clear_brush", SERVICE, (37, 43), 3, WEEKDAYS, "08:00-13:00"),
            ),
        ),
    ),
    CompanyFact(
        code="kommunalforbundet-skogsbygden",
        name="Kommunalförbundet Skogsbygden",
        business="Arkiv och måltider i flera kommuner",
        municipality="katrineholm",
        organisation_number="222999-0029",
        contact="Anders Wikman",
        phone="08-465 004 71",
        street="Gröna Kullen 1",
        employees=95,
        sector="public",
        site=SiteFact(
            locality="Katrineholm",
            profile="office",
            yes=("step_free", "accessible_toilet", "public_transport"),
            peaks=(
                Peak("scan_documents", SERVICE, (6, 18), 3, WEEKDAYS, "08:30-12:00"),
                Peak("move_offices", SERVICE, (24, 27), 4, WEEKDAYS, "08:00-13:00"),
            ),
        ),
    ),
)


PRIVATE_PERSONS = (
    CompanyFact(
        code="malva-hjortstam",
        name="Malva Hjortstam",
        business="Privatperson",
        municipality="finspang",
        organisation_number=None,
        contact="Malva Hjortstam",
        phone="040-628 04 90",
        street="Syrenvägen 3",
        employees=0,
        sector="private_person",
        site=SiteFact(
            locality="Lotorp",
            profile="outdoors",
            peaks=(
                Peak("care_for_garden", SERVICE, (17, 40), 2, THURSDAY_TO_SATURDAY, "09:00-12:00"),
            ),
        ),
    ),
    CompanyFact(
        code="sixten-rosenback",
        name="Sixten Rosenback",
        business="Privatperson",
        municipality="kinda",
        organisation_number=None,
        contact="Sixten Rosenback",
        phone="040-628 04 91",
        street="Sjöstigen 12",
        employees=0,
        sector="private_person",
        site=SiteFact(
            locality="Rimforsa",
            profile="outdoors",
            peaks=(
                Peak("stack_firewood", SERVICE, (34, 39), 2, THURSDAY_TO_SATURDAY, "09:00-13:00"),
            ),
        ),
    ),
    CompanyFact(
        code="tuva-och-leo-brohult",
        name="Tuva och Leo Brohult",
        business="Privatperson",
        municipality="linkoping",
        organisation_number=None,
        contact="Tuva och Leo Brohult",
        phone="040-628 04 92",
        street="Ekbacken 7",
        employees=0,
        sector="private_person",
        site=SiteFact(
            locality="Malmslätt",
            profile="outdoors",
            peaks=(Peak("move_homes", SERVICE, (25, 26), 3, THURSDAY_TO_SATURDAY, "09:00-14:00"),),
        ),
    ),
    CompanyFact(
        code="rut-kvarnlid",
        name="Rut Kvarnlid",
        business="Privatperson",
        municipality="vingaker",
        organisation_number=None,
        contact="Rut Kvarnlid",
        phone="040-628 04 93",
        street="Åkergränd 5",
        employees=0,
        sector="private_person",
        site=SiteFact(
            locality="Vingåker",
            profile="outdoors",
            peaks=(Peak("clear_snow", SERVICE, (49, 9), 1, THURSDAY_TO_SATURDAY, "07:00-09:00"),),
        ),
    ),
)
