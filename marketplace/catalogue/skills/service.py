"""Skills of shop, office, events, animals and people."""

from marketplace.catalogue.skills.skill import Skill

SERVICE = (
    Skill("till_work", "Kassa", "Du kan sitta i kassa.", "Till work"),
    Skill("shop_work", "Butiksarbete", "Du kan arbeta i butik.", "Shop work", "Q5Gj_qVb_1AY"),
    Skill(
        "second_hand_valuing",
        "Värdera begagnat",
        "Du kan sätta pris på begagnade saker.",
        "Valuing second-hand goods",
    ),
    Skill("customer_meeting", "Kundbemötande", "Du kan ta hand om kunder.", "Meeting customers"),
    Skill("stocktaking", "Inventering", "Du kan räkna varor på hyllan.", "Stocktaking"),
    Skill("reception", "Reception", "Du kan ta emot besökare.", "Reception", "7H4j_dRM_Vbo"),
    Skill(
        "telephone",
        "Svara i telefon",
        "Du kan svara i telefon på jobbet.",
        "Answering the telephone",
    ),
    Skill(
        "office_service",
        "Kontorsservice",
        "Du kan hjälpa till på ett kontor.",
        "Office service",
        "Vhek_ASS_ouZ",
    ),
    Skill("scanning", "Skanning", "Du kan skanna papper till datorn.", "Scanning", "6s37_N7Y_UuC"),
    Skill(
        "data_entry", "Registrering i dator", "Du kan skriva in uppgifter i en dator.", "Data entry"
    ),
    Skill(
        "spreadsheets", "Kalkylblad", "Du kan arbeta i kalkylblad.", "Spreadsheets", "5wab_aFK_gdL"
    ),
    Skill("book_keeping", "Bokföring", "Du kan bokföra kvitton.", "Book-keeping", "Fiq4_siu_LXn"),
    Skill("dog_care", "Hundskötsel", "Du kan ta hand om hundar.", "Dog care", "DYvh_2Z1_WNr"),
    Skill(
        "small_animal_care",
        "Smådjursskötsel",
        "Du kan sköta små djur.",
        "Small-animal care",
        "T47Z_9sQ_cGY",
    ),
    Skill(
        "keeping_company",
        "Sällskap och omsorg",
        "Du kan vara ett gott sällskap.",
        "Company and care",
    ),
    Skill(
        "first_aid", "Första hjälpen", "Du kan första hjälpen.", "First aid", is_certificate=True
    ),
    Skill(
        "event_setup", "Bygga upp evenemang", "Du kan bygga upp ett evenemang.", "Setting up events"
    ),
)
