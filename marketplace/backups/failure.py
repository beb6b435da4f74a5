"""What goes wrong with backups, in words for whoever keeps the site."""


class BackupError(RuntimeError):
    """A backup could not be made, proved or brought back; the text says why and what to do."""
