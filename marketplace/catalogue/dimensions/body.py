"""Dimensions of the body."""

from marketplace.catalogue.dimensions.dimension import Dimension, Level

BODY = (
    Dimension(
        code="standing",
        group="body",
        sv="Stå",
        easy_sv="Hur länge kan du stå i taget?",
        en="Standing",
        levels=(
            Level("Inget stående", "Du behöver inte stå.", "No standing"),
            Level(
                "Stå en kvart i taget",
                "Du står en kvart i taget.",
                "Standing a quarter of an hour at a time",
            ),
            Level(
                "Stå en timme i taget", "Du står en timme i taget.", "Standing an hour at a time"
            ),
            Level("Stå halva passet", "Du står halva passet.", "Standing half the shift"),
            Level("Stå hela passet", "Du står hela passet.", "Standing the whole shift"),
        ),
    ),
    Dimension(
        code="walking",
        group="body",
        sv="Gå",
        easy_sv="Hur mycket kan du gå?",
        en="Walking",
        levels=(
            Level("Nästan inget gående", "Du behöver nästan inte gå.", "Hardly any walking"),
            Level("Gå korta sträckor inomhus", "Du går korta bitar inne.", "Short walks indoors"),
            Level(
                "Gå upp till en kilometer under passet",
                "Du går en kilometer under passet.",
                "Up to a kilometre in a shift",
            ),
            Level(
                "Gå flera kilometer under passet",
                "Du går flera kilometer under passet.",
                "Several kilometres in a shift",
            ),
            Level(
                "Gå nästan hela passet, även i trappor eller terräng",
                "Du går hela tiden, även i trappor och skog.",
                "Walking nearly all the time, also stairs or rough ground",
            ),
        ),
    ),
    Dimension(
        code="sitting",
        group="body",
        sv="Sitta",
        easy_sv="Hur länge kan du sitta i taget?",
        en="Sitting",
        levels=(
            Level("Inget stillasittande", "Du behöver inte sitta still.", "No sitting still"),
            Level(
                "Sitta en kvart i taget",
                "Du sitter en kvart i taget.",
                "Sitting a quarter of an hour at a time",
            ),
            Level(
                "Sitta en timme i taget", "Du sitter en timme i taget.", "Sitting an hour at a time"
            ),
            Level("Sitta halva passet", "Du sitter halva passet.", "Sitting half the shift"),
            Level("Sitta hela passet", "Du sitter hela passet.", "Sitting the whole shift"),
        ),
    ),
    Dimension(
        code="lifting",
        group="body",
        sv="Lyfta",
        easy_sv="Hur tungt kan du lyfta?",
        en="Lifting",
        levels=(
            Level("Inga lyft", "Du lyfter ingenting.", "No lifting"),
            Level("Lyfta upp till 3 kilo", "Du lyfter högst 3 kilo.", "Lifting up to 3 kilos"),
            Level("Lyfta upp till 7 kilo", "Du lyfter högst 7 kilo.", "Lifting up to 7 kilos"),
            Level("Lyfta upp till 15 kilo", "Du lyfter högst 15 kilo.", "Lifting up to 15 kilos"),
            Level("Lyfta upp till 25 kilo", "Du lyfter högst 25 kilo.", "Lifting up to 25 kilos"),
        ),
    ),
    Dimension(
        code="reaching",
        group="body",
        sv="Böja och sträcka sig",
        easy_sv="Kan du böja och sträcka dig?",
        en="Bending and reaching",
        levels=(
            Level("Allt inom nära räckhåll", "Allt finns nära dig.", "Everything close by"),
            Level(
                "Sträcka sig över ett bord",
                "Du sträcker dig över ett bord.",
                "Reaching across a table",
            ),
            Level(
                "Böja eller sträcka sig ibland",
                "Du böjer dig ibland.",
                "Bending or reaching now and then",
            ),
            Level(
                "Böja, sträcka och vrida sig ofta",
                "Du böjer och sträcker dig ofta.",
                "Often bending, reaching and turning",
            ),
            Level(
                "På knä, på huk eller med höjda armar länge",
                "Du sitter på knä eller huk länge.",
                "Long spells kneeling, squatting or with raised arms",
            ),
        ),
    ),
    Dimension(
        code="hands",
        group="body",
        sv="Händer och fingrar",
        easy_sv="Hur små saker kan du arbeta med?",
        en="Hands and fingers",
        levels=(
            Level("Händerna används knappt", "Du använder knappt händerna.", "Hands hardly used"),
            Level("Ta i stora saker", "Du tar i stora saker.", "Handling large things"),
            Level(
                "Ta i vanliga saker, som påsar och verktyg",
                "Du tar i påsar, lådor och verktyg.",
                "Handling ordinary things such as bags and tools",
            ),
            Level("Arbeta med små delar", "Du arbetar med små delar.", "Working with small parts"),
            Level(
                "Arbeta länge och noga med mycket små delar",
                "Du arbetar noga med mycket små delar.",
                "Long, careful work with very small parts",
            ),
        ),
    ),
)
