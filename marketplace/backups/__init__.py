"""Backups: the whole database as one file, proved by bringing it back and comparing row by row.

Everything is done as the owner of the tables, over any PostgreSQL, while the site runs. Members'
needs stay sealed in the file: without the keys of the instance folder nobody ever reads them.
"""

from marketplace.backups import refusals
from marketplace.backups.failure import BackupError
from marketplace.backups.owner import Owner
from marketplace.backups.restoring import Restored, restore
from marketplace.backups.saving import Saved, save

__all__ = ["BackupError", "Owner", "Restored", "Saved", "refusals", "restore", "save"]
