"""Dimensions of other people, language and figures."""

from marketplace.catalogue.dimensions.dimension import Dimension, Level

PEOPLE = (
    Dimension(
        code="customers",
        group="people",
        sv="Möta kunder",
        easy_sv="Hur gärna möter du kunder?",
        en="Meeting customers",
        levels=(
            Level("Inga kunder", "Du möter inga kunder.", "No customers"),
            Level("Kunder finns i närheten", "Det finns kunder nära dig.", "Customers are near"),
            Level(
                "Hälsa och svara på enkla frågor",
                "Du hälsar och svarar på enkla frågor.",
                "Greeting and answering simple questions",
            ),
            Level(
                "Hjälpa kunder en stor del av passet",
                "Du hjälper kunder mycket.",
                "Helping customers for much of the shift",
            ),
            Level(
                "Kunder hela passet, även missnöjda",
                "Du möter kunder hela tiden.",
                "Customers all through, also unhappy ones",
            ),
        ),
    ),
    Dimension(
        code="teamwork",
        group="people",
        sv="Arbeta ihop",
        easy_sv="Hur vill du arbeta med andra?",
        en="Working together",
        levels=(
            Level("Arbeta för sig själv", "Du arbetar för dig själv.", "Working by oneself"),
            Level("Arbeta bredvid andra", "Du arbetar bredvid andra.", "Working beside others"),
            Level(
                "Samarbeta med en person",
                "Du arbetar ihop med en person.",
                "Working with one other",
            ),
            Level("Samarbeta i en grupp", "Du arbetar ihop med flera.", "Working in a group"),
            Level(
                "Grupp där alla väntar på varandra",
                "Ni i gruppen väntar på varandra.",
                "A group in which each waits for the other",
            ),
        ),
    ),
    Dimension(
        code="instructions",
        group="people",
        sv="Ta emot instruktioner",
        easy_sv="Hur vill du få veta vad du ska göra?",
        en="Taking instructions",
        levels=(
            Level("Inga nya instruktioner", "Du vet redan allt.", "No new instructions"),
            Level(
                "En visad instruktion i taget",
                "Någon visar en sak i taget.",
                "One thing shown at a time",
            ),
            Level(
                "Några muntliga instruktioner",
                "Någon berättar vad du ska göra.",
                "A few spoken instructions",
            ),
            Level(
                "Flera muntliga instruktioner i rad",
                "Någon berättar flera saker i rad.",
                "Several spoken instructions in a row",
            ),
            Level(
                "Nya instruktioner ofta, även i skrift",
                "Du får ofta nya saker att läsa.",
                "New instructions often, also in writing",
            ),
        ),
    ),
)

LANGUAGE = (
    Dimension(
        code="swedish",
        group="language",
        sv="Svenska i tal",
        easy_sv="Hur mycket svenska talar du?",
        en="Spoken Swedish",
        levels=(
            Level("Ingen svenska behövs", "Du behöver inte kunna svenska.", "No Swedish needed"),
            Level(
                "Enstaka ord och gester",
                "Du kan några ord på svenska.",
                "Single words and gestures",
            ),
            Level("Enkla meningar", "Du kan enkla meningar på svenska.", "Simple sentences"),
            Level("Vardagligt samtal", "Du kan prata svenska till vardags.", "Everyday talk"),
            Level(
                "Svenska utan svårighet, även i telefon",
                "Du pratar svenska lätt, även i telefon.",
                "Swedish with ease, also by telephone",
            ),
        ),
    ),
    Dimension(
        code="reading",
        group="language",
        sv="Läsa",
        easy_sv="Hur mycket kan du läsa på svenska?",
        en="Reading",
        levels=(
            Level("Ingen läsning", "Du behöver inte läsa.", "No reading"),
            Level(
                "Känna igen ord och bilder",
                "Du känner igen ord och bilder.",
                "Recognising words and pictures",
            ),
            Level(
                "Läsa korta lappar och etiketter",
                "Du läser korta lappar.",
                "Reading short notes and labels",
            ),
            Level(
                "Läsa enkla instruktioner", "Du läser lätta texter.", "Reading simple instructions"
            ),
            Level(
                "Läsa och skriva längre texter",
                "Du läser och skriver långa texter.",
                "Reading and writing longer texts",
            ),
        ),
    ),
    Dimension(
        code="numbers",
        group="language",
        sv="Räkna",
        easy_sv="Hur mycket kan du räkna?",
        en="Counting",
        levels=(
            Level("Inga siffror", "Du behöver inte räkna.", "No figures"),
            Level("Känna igen siffror", "Du känner igen siffror.", "Recognising figures"),
            Level(
                "Räkna antal upp till hundra", "Du räknar till hundra.", "Counting up to a hundred"
            ),
            Level(
                "Räkna, väga och mäta",
                "Du räknar, väger och mäter.",
                "Counting, weighing and measuring",
            ),
            Level("Räkna med pengar", "Du räknar med pengar.", "Reckoning with money"),
        ),
    ),
)
