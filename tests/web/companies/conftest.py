"""A company with one site, a cooperative that serves it with three people, and its owner."""

from dataclasses import dataclass

import pytest

from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.users import Role
from tests.browser import Browser
from tests.make import make_company, make_cooperative, make_member, make_site, make_user


@dataclass(frozen=True)
class World:
    """What a company's pages stand on."""

    company: Company
    site: Site
    cooperative: Cooperative
    members: list


@pytest.fixture
def world(session):
    """The rows."""
    company = make_company(name="Packarna AB", reference="Olle Owner")
    site = make_site(company, name="Packhallen")
    cooperative = make_cooperative(site.municipality)
    return World(company, site, cooperative, [make_member(cooperative) for _ in range(3)])


@pytest.fixture
def owner(world, browser) -> Browser:
    """The browser of the company's owner."""
    return browser.sign_in(make_user(Role.COMPANY, company=world.company))


@pytest.fixture
def stranger(new_browser) -> Browser:
    """The browser of another company's owner."""
    return new_browser().sign_in(make_user(Role.COMPANY))
