"""Skills of kitchen, bakery, café and serving."""

from marketplace.catalogue.skills.skill import Skill

FOOD = (
    Skill(
        "food_hygiene",
        "Livsmedelshygien",
        "Du kan reglerna för ren mat.",
        "Food hygiene",
        "Dywf_BPg_usG",
    ),
    Skill("dish_washing", "Disk", "Du kan diska i ett stort kök.", "Dish washing"),
    Skill("cold_kitchen", "Kallkök", "Du kan göra kalla rätter.", "Cold kitchen", "HtgZ_Ukp_YEX"),
    Skill("hot_kitchen", "Varmkök", "Du kan laga varm mat.", "Hot kitchen", "7kNn_jPk_Cm3"),
    Skill(
        "canteen_kitchen",
        "Storkök",
        "Du kan arbeta i ett storkök.",
        "Large kitchen",
        "GQ9R_2Za_Awt",
    ),
    Skill("food_allergies", "Specialkost", "Du kan laga mat vid allergi.", "Special diets"),
    Skill(
        "table_service",
        "Bordsservering",
        "Du kan servera vid bord.",
        "Table service",
        "5fAq_Squ_o7p",
    ),
    Skill(
        "coffee_making",
        "Kaffe och barista",
        "Du kan göra kaffe på maskin.",
        "Coffee making",
        "UTCj_FNR_wcp",
    ),
    Skill("baking", "Bakning", "Du kan baka bröd och bullar.", "Baking"),
    Skill("cake_decorating", "Tårtdekorering", "Du kan dekorera tårtor.", "Cake decorating"),
    Skill(
        "food_production",
        "Livsmedelstillverkning",
        "Du kan arbeta i en matfabrik.",
        "Food production",
        "AP6y_xf5_4WK",
    ),
)
