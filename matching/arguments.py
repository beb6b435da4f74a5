"""What several commands take on the command line."""

import argparse
from collections.abc import Callable
from pathlib import Path


def at_least(least: float, most: float, kind: type[int] | type[float]) -> Callable[[str], float]:
    """A reader of numbers between two bounds, both included."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"must be a number from {least} to {most}, was {text}")
        return value

    return read


def problem_and_plan(parser: argparse.ArgumentParser) -> None:
    """The two files that a question is about."""
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--json", action="store_true")
