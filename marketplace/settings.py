"""Every setting, read once from the environment, with its meaning beside its default."""

import base64
import contextlib
import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from marketplace.sealing import Keyring

LEAST_SECRET = 32
LEAST_SORTS = 10
"""So many different characters or bytes are in any random secret of that length."""
WELL_KNOWN = re.compile("change|default|example|only-for|orangeriet|secret|test", re.IGNORECASE)
"""What stands in secrets that somebody copied from a text."""


class UnsafeSettings(RuntimeError):
    """Production was asked for with a missing or a well-known secret."""


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What the program was told from outside. Never printed: it holds secrets."""

    instance: Path
    """ORANGERIET_INSTANCE: the folder of data and generated keys (./instance)."""
    owner_url: str | None
    """DATABASE_URL: PostgreSQL as the owner of the schema; empty means the embedded one."""
    app_url: str | None
    """APP_DATABASE_URL: the same database as the application's role; empty means that the
    owner's connection steps down to that role."""
    secret_key: str
    """SECRET_KEY: signs cookies; generated into the instance folder outside production."""
    needs_keys: str
    """ORANGERIET_KEYS: "id:base64key[,id:base64key]", newest first; seals members' needs."""
    production: bool
    """ORANGERIET_PRODUCTION=1: cookies only over TLS, no generated secrets, no demo sign-in."""
    public_url: str
    """PUBLIC_URL: where links in messages point to (http://127.0.0.1:8000)."""
    smtp_url: str | None
    """SMTP_URL: smtp://user:password@host:587; empty keeps mail in the outbox page."""
    mail_from: str
    """MAIL_FROM: the sender's address."""
    audit_mail: str | None
    """AUDIT_MAIL: where the head of the chain over history is mailed to every night; empty keeps it
    in the instance folder alone."""
    stripe_key: str | None
    """STRIPE_KEY: the platform's key at Stripe; empty means that nobody pays by card."""
    stripe_webhook_secret: str | None
    """STRIPE_WEBHOOK_SECRET: proves what Stripe tells at /webhooks/stripe; goes with the key."""
    stripe_api: str | None
    """STRIPE_API: another address than Stripe's own, for trying things out."""
    proxies: int
    """PROXIES: how many proxies of ours stand in front and name the caller (0). Too many, and
    anybody may claim any address; too few, and all callers look like one."""

    @property
    def embedded(self) -> bool:
        """Whether we bring our own PostgreSQL."""
        return self.owner_url is None

    @classmethod
    def from_env(cls, env: dict[str, str] | None = None) -> "Settings":
        """Read the environment. Raises UnsafeSettings where production lacks its secrets."""
        env = dict(os.environ) if env is None else env
        production = _yes_or_no("ORANGERIET_PRODUCTION", env.get("ORANGERIET_PRODUCTION", ""))
        instance = Path(env.get("ORANGERIET_INSTANCE") or "instance").absolute()
        secret, keys = env.get("SECRET_KEY", ""), env.get("ORANGERIET_KEYS", "")
        public_url = env.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
        if production:
            _refuse_unsafe(secret, keys, public_url)
        return cls(
            instance=instance,
            owner_url=_driver(env.get("DATABASE_URL")),
            app_url=_driver(env.get("APP_DATABASE_URL")),
            secret_key=secret or _kept(instance / "secret_key", lambda: secrets.token_hex(32)),
            needs_keys=keys or _kept(instance / "needs_keys", _new_needs_key),
            production=production,
            public_url=public_url,
            smtp_url=env.get("SMTP_URL") or None,
            mail_from=env.get("MAIL_FROM", "Orangeriet <hej@orangeriet.example>"),
            audit_mail=env.get("AUDIT_MAIL") or None,
            stripe_key=env.get("STRIPE_KEY") or None,
            stripe_webhook_secret=env.get("STRIPE_WEBHOOK_SECRET") or None,
            stripe_api=env.get("STRIPE_API") or None,
            proxies=int(env.get("PROXIES") or 0),
        )


def _yes_or_no(name: str, value: str) -> bool:
    """A switch that nobody turns the wrong way by writing "true"."""
    if value not in ("", "0", "1"):
        raise UnsafeSettings(f"{name} is 1 or 0")
    return value == "1"


def _refuse_unsafe(secret: str, keys: str, public_url: str) -> None:
    """Say all that is missing at once, and never what was given."""
    faults = []
    if len(secret) < LEAST_SECRET or len(set(secret)) < LEAST_SORTS or WELL_KNOWN.search(secret):
        faults.append("SECRET_KEY: 32 random characters or more, known to nobody")
    if not _are_safe(keys):
        faults.append("ORANGERIET_KEYS: see docs/operate.md, made by `openssl rand -base64 32`")
    if not public_url.startswith("https://"):
        faults.append("PUBLIC_URL: the address that people see, beginning with https://")
    if faults:
        raise UnsafeSettings("production needs\n  " + "\n  ".join(faults))


def _are_safe(keys: str) -> bool:
    try:
        ring = Keyring.from_text(keys)
    except ValueError:
        return False
    return all(len(set(key)) >= LEAST_SORTS for key in ring.keys.values())


def _driver(url: str | None) -> str | None:
    """Accept the address the way hosts write it and name our driver in it."""
    if not url:
        return None
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _new_needs_key() -> str:
    return "1:" + base64.b64encode(secrets.token_bytes(32)).decode()


def _kept(path: Path, make: Callable[[], str]) -> str:
    """The secret in a file of ours, made at first use; two processes at once agree on one."""
    # Root's folder can be passed through, not listed: the database's own account lives inside it.
    path.parent.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(make())
        with contextlib.suppress(FileExistsError):  # linking is atomic: the first one wins
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
