"""What can go wrong, as a tree by what the caller should do: fix the input, try again, or report a bug."""

from __future__ import annotations


class NiengiamError(Exception):
    """Anything this project raises on purpose. The message names the place and says what to do."""


class InputError(NiengiamError):
    """The input is at fault: the caller can fix the file, the option or the edited CSV."""


class UnreadableFileError(InputError):
    """A report file cannot be read: unknown format, empty, mislabelled, encrypted or damaged."""


class CatalogueError(InputError):
    """A file of the catalogue breaks one of its rules; the message lists every place as file:line."""


class BusyError(NiengiamError):
    """Somebody else holds what is needed; trying again later helps."""
