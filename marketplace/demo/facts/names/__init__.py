"""Names to draw the demo's people from. Drawing one says nothing about any living person."""

from marketplace.demo.facts.names.newer import MORE_POOLS
from marketplace.demo.facts.names.pool import NamePool
from marketplace.demo.facts.names.swedish import SWEDISH

__all__ = ["NAME_POOLS", "NamePool"]

NAME_POOLS = (SWEDISH, *MORE_POOLS)
