"""Dimensions of the senses and of speech."""

from marketplace.catalogue.dimensions.dimension import Dimension, Level

SENSES = (
    Dimension(
        code="sight",
        group="senses",
        sv="Se",
        easy_sv="Hur små saker kan du se?",
        en="Seeing",
        levels=(
            Level("Synen behövs inte", "Du behöver inte se.", "Sight is not needed"),
            Level(
                "Se var man går och se stora saker",
                "Du ser var du går.",
                "Seeing where one goes and large things",
            ),
            Level(
                "Se vanliga föremål och text",
                "Du ser saker och vanlig text.",
                "Seeing ordinary things and print",
            ),
            Level("Se små detaljer", "Du ser små detaljer.", "Seeing small details"),
            Level(
                "Se mycket små detaljer länge",
                "Du letar länge efter små fel.",
                "Seeing very small details for long",
            ),
        ),
    ),
    Dimension(
        code="hearing",
        group="senses",
        sv="Höra",
        easy_sv="Vad behöver du kunna höra?",
        en="Hearing",
        levels=(
            Level("Hörseln behövs inte", "Du behöver inte höra.", "Hearing is not needed"),
            Level("Höra rop och larm", "Du hör rop och larm.", "Hearing shouts and alarms"),
            Level(
                "Höra tal där det är lugnt",
                "Du hör när någon pratar i lugn miljö.",
                "Hearing speech where it is quiet",
            ),
            Level(
                "Höra tal när det låter runt omkring",
                "Du hör prat fast det låter omkring.",
                "Hearing speech among other sounds",
            ),
            Level(
                "Höra tal i buller eller i telefon",
                "Du hör bra i telefon.",
                "Hearing speech in noise or by telephone",
            ),
        ),
    ),
    Dimension(
        code="speaking",
        group="senses",
        sv="Tala",
        easy_sv="Hur mycket vill du tala?",
        en="Speaking",
        levels=(
            Level("Behöver inte tala", "Du behöver inte prata.", "No need to speak"),
            Level("Säga enstaka ord", "Du säger några ord.", "Saying single words"),
            Level(
                "Korta samtal med kollegor",
                "Du pratar lite med andra.",
                "Short talks with colleagues",
            ),
            Level(
                "Samtal en stor del av passet",
                "Du pratar mycket under passet.",
                "Talking for much of the shift",
            ),
            Level(
                "Tala tydligt nästan hela passet",
                "Du pratar tydligt nästan hela tiden.",
                "Speaking clearly nearly all the time",
            ),
        ),
    ),
)
