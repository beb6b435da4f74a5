"""The four invented cooperatives: what they do, what an hour costs them and what they charge.

Money is integer öre, shares are basis points (1 200 = 12 %). Organisation numbers begin with
769999, which the register of economic associations is far from; bankgiro numbers with 9999.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalogue.entries import by_code
from marketplace.demo.facts.company import SiteFact


@dataclass(frozen=True, slots=True)
class Business:
    """One thing a cooperative does as its own business, with its price and use of material."""

    sv: str
    tasks: tuple[str, ...]
    ore_per_hour: int
    material_ore_per_hour: int = 0


@dataclass(frozen=True, slots=True)
class HourCosts:
    """What an hour costs, from 1 January so many years before the demo's today; 0 = this year.

    The price floor of an hour is the wage with holiday pay, with charges on both, plus overhead
    and the material of the business.
    """

    years_ago: int
    wage_ore: int
    overhead_ore: int
    holiday_pay_basis_points: int = 1200
    employer_charges_basis_points: int = 3142


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperativeFact:
    """An invented social work cooperative; `code` is its slug. `ore_per_hour` is the usual rate."""

    code: str
    name: str
    legal_name: str
    organisation_number: str
    bankgiro: str
    municipalities: tuple[str, ...]
    phone: str
    street: str
    postal_code: str
    city: str
    ore_per_hour: int
    businesses: tuple[Business, ...]
    costs: tuple[HourCosts, ...]
    workplaces: tuple[SiteFact, ...]

    @property
    def email(self) -> str:
        """Its address, in a domain that cannot exist."""
        return f"hej@{self.code}.example"


COOPERATIVES = (
    CooperativeFact(
        code="glasverandan",
        name="Glasverandan",
        legal_name="Arbetskooperativet Glasverandan ek. för.",
        organisation_number="769999-0011",
        bankgiro="9999-0012",
        municipalities=("finspang",),
        phone="0980-31 92 90",
        street="Verandagatan 2",
        postal_code="612 30",
        city="Finspång",
        ore_per_hour=28_500,
        businesses=(
            Business(
                "Second hand",
                ("sort_second_hand", "value_second_hand", "sort_clothes", "steam_clothes"),
                27_500,
            ),
            Business(
                "Trädgård",
                (
                    "care_for_garden",
                    "mow_lawns",
                    "weed_beds",
                    "rake_leaves",
                    "trim_hedges",
                    "clear_snow",
                ),
                29_800,
                900,
            ),
            Business(
                "Städning",
                ("clean_offices", "deep_clean", "clean_after_move", "clean_cabins"),
                30_500,
                700,
            ),
        ),
        costs=(HourCosts(1, 14_500, 3000), HourCosts(0, 14_900, 3100)),
        workplaces=(
            SiteFact(locality="Finspång", profile="cooperative", called="Köket i Glasverandan"),
            SiteFact(locality="Finspång", profile="cooperative", called="Återbruket"),
        ),
    ),
    CooperativeFact(
        code="vintertradgarden",
        name="Vinterträdgården",
        legal_name="Arbetskooperativet Vinterträdgården ek. för.",
        organisation_number="769999-0029",
        bankgiro="9999-0020",
        municipalities=("katrineholm", "vingaker"),
        phone="0980-31 92 91",
        street="Orangeristigen 5",
        postal_code="641 30",
        city="Katrineholm",
        ore_per_hour=28_900,
        businesses=(
            Business(
                "Snickeri",
                ("build_simple_things", "repair_furniture", "sand_wood", "assemble_furniture"),
                33_800,
                1400,
            ),
            Business(
                "Städning",
                ("clean_offices", "clean_industry", "clean_after_move", "clean_windows"),
                30_800,
                700,
            ),
            Business(
                "Flytt och transport",
                ("move_homes", "move_offices", "clear_homes", "drive_with_trailer"),
                32_500,
                1500,
            ),
        ),
        costs=(HourCosts(1, 14_600, 3100), HourCosts(0, 15_000, 3200)),
        workplaces=(
            SiteFact(
                locality="Katrineholm", profile="cooperative", called="Köket i Vinterträdgården"
            ),
            SiteFact(locality="Vingåker", profile="cooperative", called="Snickeriet i Vingåker"),
        ),
    ),
    CooperativeFact(
        code="drivbanken",
        name="Drivbänken",
        legal_name="Arbetskooperativet Drivbänken ek. för.",
        organisation_number="769999-0037",
        bankgiro="9999-0038",
        municipalities=("kinda",),
        phone="0980-31 92 92",
        street="Drivhusgränd 1",
        postal_code="590 40",
        city="Kisa",
        ore_per_hour=27_800,
        businesses=(
            Business(
                "Tårtor och bakverk",
                ("decorate_cakes", "bake_buns", "bake_bread", "bake_for_christmas"),
                31_500,
                1600,
            ),
            Business(
                "Hunddagis", ("mind_dogs", "walk_dogs", "wash_dogs", "clean_dog_rooms"), 27_000, 500
            ),
            Business(
                "Trädgård",
                ("care_for_garden", "tend_graves", "weed_beds", "rake_leaves", "clear_snow"),
                29_200,
                800,
            ),
        ),
        costs=(HourCosts(1, 14_400, 2800), HourCosts(0, 14_800, 2900)),
        workplaces=(
            SiteFact(locality="Kisa", profile="cooperative", called="Köket i Drivbänken"),
            SiteFact(locality="Kisa", profile="cooperative", called="Hunddagiset Drivbänken"),
        ),
    ),
    CooperativeFact(
        code="palmhuset",
        name="Palmhuset",
        legal_name="Arbetskooperativet Palmhuset ek. för.",
        organisation_number="769999-0045",
        bankgiro="9999-0046",
        municipalities=("linkoping",),
        phone="0980-31 92 93",
        street="Palmgatan 8",
        postal_code="582 24",
        city="Linköping",
        ore_per_hour=29_500,
        businesses=(
            Business(
                "Flytt och transport",
                ("move_homes", "move_offices", "clear_homes", "drive_deliveries", "load_vehicles"),
                33_500,
                1500,
            ),
            Business(
                "Bokföring och kontor",
                ("sort_receipts", "enter_data", "scan_documents", "archive_papers"),
                34_000,
                300,
            ),
            Business(
                "Second hand",
                ("sort_second_hand", "value_second_hand", "sort_clothes", "dismantle_electronics"),
                28_000,
            ),
            Business(
                "Evenemang",
                ("set_out_chairs", "put_up_tents", "take_down_event", "clean_after_event"),
                31_000,
                400,
            ),
        ),
        costs=(HourCosts(1, 14_800, 3300), HourCosts(0, 15_200, 3400)),
        workplaces=(
            SiteFact(locality="Linköping", profile="cooperative", called="Köket i Palmhuset"),
            SiteFact(locality="Linköping", profile="cooperative", called="Kontoret i Palmhuset"),
            SiteFact(locality="Tallboda", profile="cooperative", called="Lagret i Tallboda"),
        ),
    ),
)
COOPERATIVE_BY_CODE: Mapping[str, CooperativeFact] = by_code(COOPERATIVES)
