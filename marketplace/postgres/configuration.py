"""The server's settings, written anew at each start; postgresql.conf may overrule them."""

from pathlib import Path

from marketplace.postgres.binaries import Binaries
from marketplace.postgres.failure import PostgresError
from marketplace.postgres.place import Place

FILE = "orangeriet.conf"
FIRST_MAJOR_WITH_BUILTIN_LOCALE = 17
# Sorting and upper case of å, ä and ö need a UTF-8 character type. Older servers take it from the
# system, which calls it differently: Debian the first, macOS the third.
SYSTEM_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "sv_SE.UTF-8")

COMMON = {
    "cluster_name": "orangeriet",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "log_min_duration_statement": "1s",
    # A forgotten transaction or a lost lock must not hold up everybody else for ever.
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "10s",
    "statement_timeout": "60s",
}
# What was confirmed is on the disk: said here so that no default of a packager unsays it.
DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
# For data that a test made and the next run throws away.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "log_min_duration_statement": "-1",
    # Storms of fifty clients run beside each other and beside whole sites.
    "max_connections": "300",
}


def write_configuration(place: Place, *, fast: bool) -> None:
    """Write the settings file into the data directory of `place`."""
    settings = COMMON | (FAST if fast else DURABLE)
    # The setting is a list of quoted names, hence quotes within quotes.
    folder = str(place.sockets).replace('"', '""')
    settings["unix_socket_directories"] = f'"{folder}"'
    lines = ["# Written at each start. Your own settings go into postgresql.conf."]
    for name, value in settings.items():
        quoted = value.replace("'", "''")
        lines.append(f"{name} = '{quoted}'")
    draft = place.data / f"{FILE}.new"
    draft.write_text("\n".join(lines) + "\n")
    draft.chmod(0o600)
    place.account.own(draft)
    draft.replace(place.data / FILE)


def make_cluster(place: Place, binaries: Binaries, folder: str, *, fast: bool) -> None:
    """Run initdb for `folder` below the place; raises PostgresError with what initdb said."""
    failure = ""
    for locale in _locale_choices(binaries.major):
        made = place.account.run(
            binaries.program("initdb"),
            f"--pgdata={folder}",
            "--username=postgres",
            "--encoding=UTF8",
            "--auth-local=trust",  # the folder of the socket is the door, see Place.sockets
            "--auth-host=reject",
            "--data-checksums",
            "--no-instructions",
            *(["--no-sync"] if fast else []),
            *locale,
            folder=place.folder,
        )
        if made.code == 0:
            _include(place.folder / folder / "postgresql.conf")
            return
        failure = made.text
    raise PostgresError(f"A new database could not be made in {place.folder}:\n{failure}")


def _locale_choices(major: int) -> list[list[str]]:
    if major >= FIRST_MAJOR_WITH_BUILTIN_LOCALE:  # the same order on every machine, for ever
        return [["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]]
    return [["--locale=C", f"--lc-ctype={name}"] for name in SYSTEM_LOCALES]


def _include(main: Path) -> None:
    with main.open("a") as file:
        file.write(f"\ninclude_if_exists = '{FILE}'\n# Your own settings follow here.\n")
