"""Hazards and circumstances of a task that a person may want to stay away from.

A posting lists those it has, a member those to avoid; nobody asks why. They are yes or no, unlike
the dimensions: how high, how cold or how loud is settled on the place with the risk check.
The question is put to the company in the same words whoever is meant to come.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalogue.entries import by_code


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something about a task that members may avoid."""

    code: str
    sv: str
    easy_sv: str
    en: str
    question_sv: str


HAZARDS = (
    Hazard(
        code="heights",
        sv="Arbete på höjd",
        easy_sv="Du arbetar högt upp.",
        en="Work at heights",
        question_sv="Ingår arbete på stege, ställning eller lift?",
    ),
    Hazard(
        code="cold",
        sv="Kyla",
        easy_sv="Det är kallt på jobbet.",
        en="Cold",
        question_sv="Är det under tio grader där arbetet görs?",
    ),
    Hazard(
        code="heat",
        sv="Värme",
        easy_sv="Det är varmt på jobbet.",
        en="Heat",
        question_sv="Blir det mycket varmt, till exempel vid ugn eller i växthus?",
    ),
    Hazard(
        code="weather",
        sv="Arbete ute i alla väder",
        easy_sv="Du arbetar ute. Det kan regna eller blåsa.",
        en="Outdoor work in all weather",
        question_sv="Görs arbetet utomhus även när vädret är dåligt?",
    ),
    Hazard(
        code="darkness",
        sv="Mörker eller svagt ljus",
        easy_sv="Det är mörkt där du arbetar.",
        en="Darkness or dim light",
        question_sv="Är det mörkt eller svagt upplyst där arbetet görs?",
    ),
    Hazard(
        code="dust",
        sv="Damm",
        easy_sv="Det dammar på jobbet.",
        en="Dust",
        question_sv="Dammar arbetet, till exempel av trä, jord eller gammalt material?",
    ),
    Hazard(
        code="flour_dust",
        sv="Mjöldamm",
        easy_sv="Det finns mjöl i luften.",
        en="Flour dust",
        question_sv="Hanteras mjöl så att det dammar?",
    ),
    Hazard(
        code="chemicals",
        sv="Kemikalier",
        easy_sv="Du arbetar med starka medel.",
        en="Chemicals",
        question_sv="Används starka rengöringsmedel, färger eller andra kemikalier?",
    ),
    Hazard(
        code="strong_smells",
        sv="Starka dofter",
        easy_sv="Det luktar starkt på jobbet.",
        en="Strong smells",
        question_sv="Förekommer starka dofter, till exempel parfym, färg eller sopor?",
    ),
    Hazard(
        code="nuts",
        sv="Nötter och mandel",
        easy_sv="Det finns nötter på jobbet.",
        en="Nuts and almonds",
        question_sv="Hanteras nötter eller mandel?",
    ),
    Hazard(
        code="pollen",
        sv="Pollen och starkt doftande växter",
        easy_sv="Det finns mycket växter och pollen.",
        en="Pollen and scented plants",
        question_sv="Görs arbetet bland gräs, blommor eller andra växter som ger pollen?",
    ),
    Hazard(
        code="animals",
        sv="Kontakt med djur",
        easy_sv="Det finns djur på jobbet.",
        en="Contact with animals",
        question_sv="Finns det djur där arbetet görs?",
    ),
    Hazard(
        code="noise",
        sv="Buller",
        easy_sv="Det är högt ljud på jobbet.",
        en="Noise",
        question_sv="Behövs hörselskydd någon del av dagen?",
    ),
    Hazard(
        code="vibration",
        sv="Vibrationer",
        easy_sv="Du håller i en maskin som skakar.",
        en="Vibration",
        question_sv="Används maskiner som vibrerar i händerna eller i sätet?",
    ),
    Hazard(
        code="machines",
        sv="Maskiner",
        easy_sv="Du arbetar vid en maskin.",
        en="Machines",
        question_sv="Sköts eller passas maskiner i arbetet?",
    ),
    Hazard(
        code="sharp_tools",
        sv="Vassa verktyg",
        easy_sv="Du använder kniv eller andra vassa saker.",
        en="Sharp tools",
        question_sv="Används knivar, saxar eller andra vassa verktyg?",
    ),
    Hazard(
        code="hot_surfaces",
        sv="Heta ytor och ånga",
        easy_sv="Du arbetar nära sådant som är hett.",
        en="Hot surfaces and steam",
        question_sv="Görs arbetet nära spis, ugn, ånga eller annat hett?",
    ),
    Hazard(
        code="wet_work",
        sv="Blöta händer",
        easy_sv="Du har händerna i vatten.",
        en="Wet hands",
        question_sv="Är händerna i vatten eller i täta handskar mycket av tiden?",
    ),
    Hazard(
        code="slippery_floor",
        sv="Halt underlag",
        easy_sv="Det kan vara halt på jobbet.",
        en="Slippery ground",
        question_sv="Kan golvet eller marken vara hal?",
    ),
    Hazard(
        code="dirt",
        sv="Smuts och avfall",
        easy_sv="Du kan bli smutsig.",
        en="Dirt and waste",
        question_sv="Hanteras sopor, smutstvätt eller annat smutsigt?",
    ),
    Hazard(
        code="traffic",
        sv="Trafik och truckar",
        easy_sv="Bilar eller truckar kör nära dig.",
        en="Traffic and fork-lifts",
        question_sv="Rör sig fordon eller truckar där arbetet görs?",
    ),
    Hazard(
        code="crowds",
        sv="Mycket folk",
        easy_sv="Det är mycket folk på jobbet.",
        en="Crowds",
        question_sv="Är det mycket folk i rörelse runt arbetet?",
    ),
    Hazard(
        code="narrow_spaces",
        sv="Trånga utrymmen",
        easy_sv="Det är trångt där du arbetar.",
        en="Narrow spaces",
        question_sv="Görs arbetet i trånga eller låga utrymmen?",
    ),
    Hazard(
        code="screens",
        sv="Skärm hela dagen",
        easy_sv="Du tittar på en skärm hela dagen.",
        en="Screen all day",
        question_sv="Görs arbetet vid skärm större delen av dagen?",
    ),
    Hazard(
        code="alcohol",
        sv="Alkohol",
        easy_sv="Det finns öl, vin eller sprit på jobbet.",
        en="Alcohol",
        question_sv="Hanteras eller serveras alkohol?",
    ),
    Hazard(
        code="meat",
        sv="Kött och fläsk",
        easy_sv="Du tar i kött eller fläsk.",
        en="Meat and pork",
        question_sv="Hanteras kött eller fläsk?",
    ),
)

HAZARD_BY_CODE: Mapping[str, Hazard] = by_code(HAZARDS)
