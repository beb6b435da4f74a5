"""Dimensions of thought and pace."""

from marketplace.catalogue.dimensions.dimension import Dimension, Level

MIND = (
    Dimension(
        code="focus",
        group="mind",
        sv="Hålla fokus",
        easy_sv="Hur länge kan du hålla fokus?",
        en="Focus",
        levels=(
            Level("Tankarna får vandra", "Du kan tänka på annat.", "The mind may wander"),
            Level(
                "Fokus några minuter i taget",
                "Du håller fokus några minuter.",
                "Focus for some minutes at a time",
            ),
            Level(
                "Fokus en halvtimme i taget",
                "Du håller fokus en halv timme.",
                "Focus for half an hour at a time",
            ),
            Level(
                "Fokus en timme i taget", "Du håller fokus en timme.", "Focus for an hour at a time"
            ),
            Level(
                "Fokus länge, små misstag får följder",
                "Du håller fokus länge. Små fel är viktiga.",
                "Long focus, small mistakes matter",
            ),
        ),
    ),
    Dimension(
        code="memory",
        group="mind",
        sv="Minnas steg",
        easy_sv="Hur många steg kan du minnas?",
        en="Remembering steps",
        levels=(
            Level(
                "Ett steg som upprepas", "Du gör samma sak om och om igen.", "One step, repeated"
            ),
            Level("Två eller tre steg", "Du gör två eller tre steg.", "Two or three steps"),
            Level("Fyra till sex steg", "Du gör fyra till sex steg.", "Four to six steps"),
            Level(
                "Många steg med lista",
                "Du gör många steg och har en lista.",
                "Many steps, with a list",
            ),
            Level(
                "Många steg utan lista", "Du minns många steg själv.", "Many steps, without a list"
            ),
        ),
    ),
    Dimension(
        code="planning",
        group="mind",
        sv="Planera och komma igång",
        easy_sv="Hur mycket vill du planera själv?",
        en="Planning and getting started",
        levels=(
            Level(
                "Någon säger till vid varje steg",
                "Någon säger till vid varje steg.",
                "Somebody tells each step",
            ),
            Level(
                "Någon säger till vid nästa uppgift",
                "Någon säger till när du ska byta.",
                "Somebody tells when to change task",
            ),
            Level("Följa en färdig plan", "Du följer en färdig plan.", "Following a given plan"),
            Level("Ordna sin egen dag", "Du ordnar din egen dag.", "Arranging one's own day"),
            Level(
                "Planera själv och lösa nya problem",
                "Du planerar och löser nya problem.",
                "Planning alone and solving new problems",
            ),
        ),
    ),
    Dimension(
        code="pace",
        group="mind",
        sv="Tempo",
        easy_sv="Vilket tempo passar dig?",
        en="Pace",
        levels=(
            Level("Helt eget tempo", "Du väljer tempo själv.", "Entirely at one's own pace"),
            Level("Lugnt tempo", "Du arbetar lugnt.", "A calm pace"),
            Level(
                "Jämnt tempo med möjlighet att stanna",
                "Du arbetar jämnt och kan stanna.",
                "A steady pace, stopping is possible",
            ),
            Level("Högt tempo ibland", "Det går fort ibland.", "A high pace at times"),
            Level("Högt tempo hela passet", "Det går fort hela tiden.", "A high pace all through"),
        ),
    ),
    Dimension(
        code="change",
        group="mind",
        sv="Ändringar",
        easy_sv="Hur tycker du om ändringar?",
        en="Change",
        levels=(
            Level("Alltid likadant", "Det är alltid likadant.", "Always the same"),
            Level(
                "Små ändringar som sägs dagen innan",
                "Du får veta ändringar dagen innan.",
                "Small changes, told the day before",
            ),
            Level(
                "Ändringar samma dag", "Det kan bli ändringar samma dag.", "Changes on the same day"
            ),
            Level(
                "Flera olika uppgifter under passet",
                "Du byter uppgift flera gånger.",
                "Several different tasks in a shift",
            ),
            Level(
                "Nya uppgifter med kort varsel",
                "Du får nya uppgifter hela tiden.",
                "New tasks at short notice",
            ),
        ),
    ),
    Dimension(
        code="pressure",
        group="mind",
        sv="Stress och intryck",
        easy_sv="Hur mycket ljud och stress är okej?",
        en="Stress and impressions",
        levels=(
            Level("Lugnt och förutsägbart", "Det är lugnt.", "Calm and predictable"),
            Level(
                "Lite ljud och rörelse omkring",
                "Det är lite ljud och rörelse.",
                "Some sound and movement around",
            ),
            Level("Mycket att göra ibland", "Det är mycket att göra ibland.", "Busy at times"),
            Level(
                "Ofta bråttom, med ljud och folk",
                "Det är ofta bråttom.",
                "Often hurried, with sound and people",
            ),
            Level(
                "Bråttom, ljud och folk hela passet",
                "Det är bråttom hela tiden.",
                "Hurry, sound and people all through",
            ),
        ),
    ),
)
