"""The invented companies of the five municipalities: no real one is meant.

Their organisation numbers begin with 559999, a series that is not reached yet; the 556 series is
full of real companies.
"""

from collections.abc import Mapping

from marketplace.catalogue.entries import by_code
from marketplace.demo.facts.companies.finspang import FINSPANG
from marketplace.demo.facts.companies.katrineholm import KATRINEHOLM
from marketplace.demo.facts.companies.kinda import KINDA
from marketplace.demo.facts.companies.linkoping import LINKOPING
from marketplace.demo.facts.companies.linkoping_villages import LINKOPING_VILLAGES
from marketplace.demo.facts.companies.others import PRIVATE_PERSONS, PUBLIC_BODIES
from marketplace.demo.facts.companies.vingaker import VINGAKER
from marketplace.demo.facts.company import CompanyFact

__all__ = ["COMPANIES", "CUSTOMERS", "CUSTOMER_BY_CODE", "PRIVATE_PERSONS", "PUBLIC_BODIES"]

COMPANIES = FINSPANG + KATRINEHOLM + KINDA + LINKOPING + LINKOPING_VILLAGES + VINGAKER
CUSTOMERS = COMPANIES + PUBLIC_BODIES + PRIVATE_PERSONS
CUSTOMER_BY_CODE: Mapping[str, CompanyFact] = by_code(CUSTOMERS)
