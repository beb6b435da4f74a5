"""Production starts with secrets of its own or not at all."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from flask import request

from marketplace import create_app
from marketplace.settings import Settings, UnsafeSettings
from tests.database import SECRETS

CHECKOUT = Path(__file__).parents[1]
GOOD = {
    "ORANGERIET_PRODUCTION": "1",
    "SECRET_KEY": secrets.token_hex(32),
    "ORANGERIET_KEYS": "1:" + base64.b64encode(secrets.token_bytes(32)).decode(),
    "PUBLIC_URL": "https://orangeriet.kommun.example",
    "DATABASE_URL": "postgresql://nobody@localhost/nowhere",
}


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ORANGERIET_KEYS", "PUBLIC_URL"])
def test_production_says_what_it_lacks(missing):
    with pytest.raises(UnsafeSettings, match=missing):
        Settings.from_env({name: value for name, value in GOOD.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 64),
        ("SECRET_KEY", "change-me-change-me-change-me-change-me"),
        ("SECRET_KEY", SECRETS["SECRET_KEY"]),
        ("ORANGERIET_KEYS", "1:"),
        ("ORANGERIET_KEYS", "1:c2hvcnQ="),
        ("ORANGERIET_KEYS", SECRETS["ORANGERIET_KEYS"]),
        ("ORANGERIET_KEYS", "no key at all"),
        ("PUBLIC_URL", "http://orangeriet.kommun.example"),
    ],
)
def test_production_refuses_well_known_and_broken_values_without_repeating_them(name, value):
    with pytest.raises(UnsafeSettings, match=name) as told:
        Settings.from_env({**GOOD, name: value})
    assert value not in str(told.value)


def test_everything_that_is_missing_is_said_at_once():
    with pytest.raises(UnsafeSettings) as told:
        Settings.from_env({"ORANGERIET_PRODUCTION": "1"})
    assert all(name in str(told.value) for name in ("SECRET_KEY", "ORANGERIET_KEYS", "PUBLIC_URL"))


@pytest.mark.parametrize("switch", ["true", "yes", "on", "2", " 1"])
def test_production_is_never_missed_by_the_wrong_word(switch):
    with pytest.raises(UnsafeSettings, match="ORANGERIET_PRODUCTION"):
        Settings.from_env({**GOOD, "ORANGERIET_PRODUCTION": switch})


def test_the_site_itself_does_not_start_and_makes_no_secrets_of_its_own(tmp_path):
    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=CHECKOUT,
        env={
            "PATH": os.environ["PATH"],
            "ORANGERIET_PRODUCTION": "1",
            "ORANGERIET_INSTANCE": str(tmp_path / "instance"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "production needs" in started.stderr
    assert not (tmp_path / "instance").exists()


def test_production_binds_its_cookie_to_host_and_tls(tmp_path):
    app = create_app(Settings.from_env({**GOOD, "ORANGERIET_INSTANCE": str(tmp_path)}))
    answer = app.test_client().get("/sign-in", base_url="https://orangeriet.kommun.example")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-orangeriet=")
    for wanted in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert wanted in cookie
    assert "Domain" not in cookie
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(("proxies", "address"), [("", "127.0.0.1"), ("1", "203.0.113.9")])
def test_the_callers_address_is_believed_of_our_own_proxy_alone(tmp_path, proxies, address):
    settings = Settings.from_env({**GOOD, "PROXIES": proxies, "ORANGERIET_INSTANCE": str(tmp_path)})
    app = create_app(settings)
    seen = []
    app.before_request_funcs[None].insert(0, lambda: seen.append(request.remote_addr))
    app.test_client().get("/components", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert seen == [address]
