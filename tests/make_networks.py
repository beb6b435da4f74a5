"""The companies' network of a municipality, and a company that asks to join. See tests/make.py."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from marketplace import clock
from marketplace.models.companies import Company
from marketplace.models.network_applications import ApplicationStatus, NetworkApplication
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus
from tests.make import kept, make_municipality
from tests.make_numbers import organisation_number

_number = count(1)


def make_network(
    municipality: Municipality | None = None,
    companies: Iterable[Company] = (),
    status: NetworkStatus = NetworkStatus.ACTIVE,
) -> Network:
    """The company network of a municipality, with these companies in it."""
    network = kept(Network(municipality=municipality or make_municipality()))
    for company in companies:
        kept(NetworkMembership(network=network, company_id=company.id, status=status))
    return network


def make_application(network: Network | None = None, **columns: Any) -> NetworkApplication:
    """A company nobody knows that asks to join a network, and waits."""
    number = next(_number)
    defaults = {
        "network": network or make_network(),
        "company_name": f"Nykomling {number} AB",
        "organisation_number": organisation_number("556"),
        "contact_name": "Nina Ny",
        "email": f"nykomling{number}@example.com",
        "status": ApplicationStatus.WAITING,
        "applied_at": clock.now(),
    }
    return kept(NetworkApplication(**{**defaults, **columns}))
