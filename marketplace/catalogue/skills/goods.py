"""Skills of warehouse, workshop, textiles and recycling."""

from marketplace.catalogue.skills.skill import Skill

GOODS = (
    Skill("packing", "Packning", "Du kan packa varor.", "Packing", "4hcs_Goq_H55"),
    Skill(
        "gift_wrapping",
        "Presentinslagning",
        "Du kan slå in fina paket.",
        "Gift wrapping",
        "YLhy_8ru_gZw",
    ),
    Skill(
        "order_picking",
        "Orderplockning",
        "Du kan plocka varor efter en lista.",
        "Order picking",
        "S1ZP_o8S_Jxf",
    ),
    Skill(
        "warehouse_work",
        "Lagerarbete",
        "Du kan arbeta på ett lager.",
        "Warehouse work",
        "3RBh_oUj_58E",
    ),
    Skill(
        "parcel_sorting",
        "Paketsortering",
        "Du kan sortera paket.",
        "Parcel sorting",
        "1Pk2_4TN_aeL",
    ),
    Skill("mail_sorting", "Brevsortering", "Du kan sortera brev.", "Mail sorting", "9j7V_XZf_yeh"),
    Skill(
        "forklift_licence",
        "Truckkort",
        "Du har truckkort.",
        "Fork-lift licence",
        "CiMi_7ax_tXs",
        is_certificate=True,
    ),
    Skill(
        "hand_truck", "Handtruck och palldragare", "Du kan köra palldragare.", "Hand pallet truck"
    ),
    Skill(
        "driving_licence_b",
        "B-körkort",
        "Du har körkort för bil.",
        "Driving licence B",
        is_certificate=True,
    ),
    Skill(
        "driving_licence_be",
        "Körkort för tungt släp (BE)",
        "Du får köra bil med tungt släp.",
        "Driving licence BE",
        is_certificate=True,
    ),
    Skill(
        "trailer_driving",
        "Köra med släp",
        "Du kan köra bil med släp.",
        "Driving with a trailer",
        "XGCK_5qV_wPd",
    ),
    Skill("van_driving", "Köra skåpbil", "Du kan köra skåpbil.", "Driving a van"),
    Skill(
        "carrying_technique",
        "Bära och lyfta rätt",
        "Du kan lyfta på rätt sätt.",
        "Carrying and lifting well",
    ),
    Skill("assembly", "Montering", "Du kan sätta ihop delar.", "Assembly", "SMLj_ds3_Qe7"),
    Skill(
        "cable_assembly",
        "Kablagemontering",
        "Du kan sätta ihop kablar.",
        "Cable assembly",
        "NiuC_Egy_dim",
    ),
    Skill("furniture_assembly", "Möbelmontering", "Du kan montera möbler.", "Furniture assembly"),
    Skill("hand_tools", "Handverktyg", "Du kan använda hammare och skruvdragare.", "Hand tools"),
    Skill("machine_minding", "Passa maskin", "Du kan passa en maskin.", "Minding a machine"),
    Skill("quality_control", "Kvalitetskontroll", "Du kan se om något är fel.", "Quality control"),
    Skill("measuring", "Mäta och väga", "Du kan mäta och väga rätt.", "Measuring and weighing"),
    Skill("welding", "Svetsning", "Du kan svetsa.", "Welding", "Q1D1_Pdc_rnT"),
    Skill(
        "hot_work_certificate",
        "Heta arbeten",
        "Du har kort för heta arbeten.",
        "Hot-work certificate",
        "Q7eC_B7g_QiU",
        is_certificate=True,
    ),
    Skill("joinery", "Snickeri", "Du kan snickra.", "Joinery", "K84U_fRp_jCj"),
    Skill(
        "sanding",
        "Slipning och ytbehandling",
        "Du kan slipa och olja trä.",
        "Sanding and finishing",
    ),
    Skill("bicycle_repair", "Cykelreparation", "Du kan laga cyklar.", "Bicycle repair"),
    Skill("sewing", "Sömnad", "Du kan sy för hand och på maskin.", "Sewing", "2H6W_q67_ygJ"),
    Skill(
        "industrial_sewing",
        "Industrisömnad",
        "Du kan sy på industrimaskin.",
        "Industrial sewing",
        "2BMt_rba_YgK",
    ),
    Skill("laundry", "Tvätt", "Du kan tvätta kläder och textilier.", "Laundry", "23oc_Z6a_Gp9"),
    Skill("ironing", "Strykning och mangling", "Du kan stryka och mangla.", "Ironing and mangling"),
    Skill(
        "waste_sorting", "Källsortering", "Du kan sortera avfall.", "Waste sorting", "JN6h_juH_8FP"
    ),
    Skill(
        "electronics_dismantling",
        "Demontering av elektronik",
        "Du kan ta isär elektronik.",
        "Dismantling electronics",
    ),
)
