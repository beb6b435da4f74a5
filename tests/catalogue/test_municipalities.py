"""The five municipalities and their places."""

from math import asin, cos, radians, sin, sqrt

import pytest

from marketplace.catalogue.municipalities import MUNICIPALITIES, MUNICIPALITY_BY_CODE, Locality


def kilometres(one: Locality, other: Locality) -> float:
    north, south = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(east / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def test_there_are_the_five_of_the_project_in_swedish_alphabetical_order():
    assert [place.name for place in MUNICIPALITIES] == [
        "Finspång",
        "Katrineholm",
        "Kinda",
        "Linköping",
        "Vingåker",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("katrineholm", "vingaker", 18.8),
        ("finspang", "linkoping", 35.8),
        ("finspang", "vingaker", 35.8),
        ("finspang", "katrineholm", 40.1),
        ("kinda", "linkoping", 46.2),
        ("kinda", "katrineholm", 117),
    ],
)
def test_main_towns_lie_as_far_apart_as_they_do(one, other, expected):
    distance = kilometres(MUNICIPALITY_BY_CODE[one].centre, MUNICIPALITY_BY_CODE[other].centre)
    assert distance == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("municipality", MUNICIPALITIES, ids=lambda place: place.code)
def test_localities_are_unique_and_near_their_main_town(municipality):
    names = [place.name for place in municipality.localities]
    assert len(names) == len(set(names))
    assert all(kilometres(municipality.centre, place) < 40 for place in municipality.localities)


def test_scb_and_jobtech_codes_are_unique():
    assert len({place.scb_code for place in MUNICIPALITIES}) == 5
    assert len({place.jobtech_id for place in MUNICIPALITIES}) == 5


def test_an_unknown_locality_is_named_in_the_error():
    with pytest.raises(KeyError, match="Atlantis"):
        MUNICIPALITY_BY_CODE["kinda"].locality("Atlantis")
