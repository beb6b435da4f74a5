"""The demo draws its people from enough names, each once in its pool."""

import pytest

from marketplace.demo.facts.names import NAME_POOLS
from marketplace.demo.facts.names.pool import counted

POOLS = {pool.language: pool for pool in NAME_POOLS}


def test_the_shares_of_the_pools_make_a_whole():
    assert sum(pool.per_mille for pool in NAME_POOLS) == 1000
    assert len(POOLS) == len(NAME_POOLS)


def test_swedish_names_are_the_commonest_first():
    swedish = POOLS["sv"]
    for names in (swedish.women, swedish.men):
        assert len(names) == 150
        assert [number for _, number in names] == sorted((n for _, n in names), reverse=True)
    assert len(swedish.surnames) >= 80


@pytest.mark.parametrize("pool", NAME_POOLS, ids=lambda pool: pool.language)
def test_a_pool_holds_each_name_once_with_a_positive_count(pool):
    for names in (pool.women, pool.men, pool.surnames):
        assert len({name for name, _ in names}) == len(names) >= 8
        assert all(number > 0 for _, number in names)
        assert all(name[0].isupper() and name.strip() == name for name, _ in names)


def test_counted_reads_names_of_several_words_over_several_lines():
    assert counted("Anna Karin 12,\n  Per 3") == (("Anna Karin", 12), ("Per", 3))
