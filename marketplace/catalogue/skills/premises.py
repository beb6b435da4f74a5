"""Skills of cleaning, building, garden and outdoors."""

from marketplace.catalogue.skills.skill import Skill

PREMISES = (
    Skill("cleaning", "Städning", "Du kan städa.", "Cleaning"),
    Skill("deep_cleaning", "Storstädning", "Du kan storstäda.", "Deep cleaning", "SHkX_Qc7_Xx3"),
    Skill(
        "hotel_cleaning",
        "Hotellstädning",
        "Du kan städa hotellrum.",
        "Hotel cleaning",
        "Ljxo_4Zn_ygo",
    ),
    Skill(
        "hygiene_cleaning",
        "Hygienstädning",
        "Du kan städa där det måste vara mycket rent.",
        "Hygiene cleaning",
        "N9ho_NPL_JBg",
    ),
    Skill(
        "move_out_cleaning",
        "Flyttstädning",
        "Du kan städa efter en flytt.",
        "Move-out cleaning",
        "PNwF_wJR_fmW",
    ),
    Skill("floor_care", "Golvvård", "Du kan köra skurmaskin.", "Floor care", "T4gk_cvU_TWk"),
    Skill(
        "window_cleaning",
        "Fönsterputsning",
        "Du kan putsa fönster.",
        "Window cleaning",
        "BQPp_SQs_dtc",
    ),
    Skill(
        "chemical_safety",
        "Säkra städkemikalier",
        "Du kan använda starka medel säkert.",
        "Safe use of cleaning agents",
    ),
    Skill(
        "vehicle_cleaning",
        "Biltvätt och rekond",
        "Du kan tvätta och vårda bilar.",
        "Vehicle cleaning",
    ),
    Skill(
        "property_care",
        "Fastighetsskötsel",
        "Du kan sköta om hus och gård.",
        "Property care",
        "J5Xc_doF_TUR",
    ),
    Skill("interior_painting", "Målning inomhus", "Du kan måla väggar och tak.", "Indoor painting"),
    Skill("outdoor_painting", "Målning utomhus", "Du kan måla hus och staket.", "Outdoor painting"),
    Skill(
        "gardening", "Trädgårdsskötsel", "Du kan sköta en trädgård.", "Garden care", "AAaS_o41_sEg"
    ),
    Skill("lawn_mowing", "Gräsklippning", "Du kan klippa gräs med maskin.", "Lawn mowing"),
    Skill(
        "greenhouse_work",
        "Växthusarbete",
        "Du kan arbeta i växthus.",
        "Greenhouse work",
        "2ZCT_iLL_F2v",
    ),
    Skill(
        "harvesting",
        "Skörd och bärplockning",
        "Du kan plocka bär och grönsaker.",
        "Harvesting and berry picking",
        "ZRNy_Z9P_iuc",
    ),
    Skill("hedge_trimming", "Häckklippning", "Du kan klippa häckar.", "Hedge trimming"),
    Skill(
        "brush_saw_training",
        "Röjsåg",
        "Du har utbildning på röjsåg.",
        "Brush-saw training",
        "6Rxx_zRM_Dqc",
        is_certificate=True,
    ),
    Skill(
        "chainsaw_licence",
        "Motorsågskörkort",
        "Du har motorsågskörkort.",
        "Chainsaw licence",
        "AUrv_buc_hYw",
        is_certificate=True,
    ),
    Skill("snow_clearing", "Snöskottning", "Du kan skotta snö.", "Snow clearing", "Am5W_fAR_RqU"),
)
