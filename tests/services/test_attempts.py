"""Counting tries holds over all processes, and no burst gets past it."""

import subprocess
import sys
from pathlib import Path

from marketplace.database import db
from marketplace.services import accounts
from tests.make import make_user

CHECKOUT = Path(__file__).parents[2]
GUESSES_A_PROCESS = 12
GUESS = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from marketplace import create_app
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.services import accounts
from marketplace.settings import Settings

app = create_app(Settings.from_env())

def guess(number):
    with app.app_context():
        try:
            accounts.by_password("kim@example.com", f"wrong {{number}}", f"192.0.2.{{number}}")
        except Invalid as told:
            return str(told)
        finally:
            db.session.commit()

sys.stdin.readline()
with ThreadPoolExecutor(4) as guessers:
    for told in guessers.map(guess, range({GUESSES_A_PROCESS})):
        print(told)
"""


def test_a_burst_of_guesses_from_two_processes_gets_five_tries_in_all(clean_database):
    with clean_database.app.app_context():
        make_user(email="kim@example.com", password="en lång mening om äpplen")
        db.session.commit()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", GUESS],
            cwd=CHECKOUT,
            env=clean_database.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        process.stdin.write("now\n")
        process.stdin.flush()
    told = [line for process in processes for line in process.communicate()[0].splitlines()]
    assert len(told) == 2 * GUESSES_A_PROCESS
    tried = [line for line in told if "stämmer inte" in line]
    assert len(tried) == accounts.TRIES_AN_ACCOUNT
    assert sum("För många försök" in line for line in told) == len(told) - len(tried)
