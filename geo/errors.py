"""The few named errors of the project; the text of each is fit to show, in the language of the reader."""

from geo.language import say


class PictureError(Exception):
    """Base of all errors a user may see: what is wrong, where, the value, what to do.

    The address of a database or the path of a file of ours is a note (``add_note``) beside the message: for
    the log and the command line, never for a page.
    """

    def with_notes(self) -> str:
        """Return the message and its notes, for who runs the dashboard."""
        notes = getattr(self, "__notes__", [])
        return f"{self} ({'; '.join(notes)})" if notes else str(self)


class SettingError(PictureError):
    """A setting in the environment has a value that cannot be used."""


class CrsError(PictureError):
    """Geometry has no CRS, or another than the calculation needs."""


class BoundaryError(PictureError):
    """The boundary file is missing, incomplete, or does not hold what was asked for."""


class BorderError(PictureError):
    """There is no such border or zone, or a strip cannot be that deep; the message says what there is."""


class AccessError(PictureError):
    """Something is not for this audience, or there is no such audience; the message says what there is."""

    is_noted = False
    """Whether it stands in the log of access already."""


class RecordsError(PictureError):
    """A table of records cannot be read at all (problems in single rows are reported, not raised)."""


class RoomError(RecordsError):
    """A file could not be read within the limits of memory and time that a stranger's file has."""


class SketchError(PictureError):
    """What was drawn or agreed in a meeting cannot be taken over; the message says why."""


class ExportError(PictureError):
    """What was asked for cannot be written as a file of that kind, or to that place."""


class CountedError(PictureError):
    """Housing is counted in groups here, and what was asked for needs each location by itself."""


class GeocoderError(PictureError):
    """The service that finds addresses cannot be reached, refuses, or answers something unknown."""


class StoreError(PictureError):
    """The database cannot be reached, read or written."""


class ConflictError(StoreError):
    """Somebody else changed the record ``reference``: version ``seen`` was read, ``current`` is there now."""

    def __init__(self, reference: str, seen: int, current: int) -> None:
        super().__init__(
            say(
                "{reference} is intussen door iemand anders gewijzigd: u zag versie {seen}, nu is het versie"
                " {current}. Bekijk die wijziging en beslis opnieuw; er is niets overschreven.",
                reference=reference,
                seen=seen,
                current=current,
            )
        )
        self.reference = reference
        self.seen = seen
        self.current = current


class ReasonError(StoreError):
    """A change that needs a reason came without one."""


class ReportError(PictureError):
    """A file cannot be kept as a report: what it is, and what to send instead."""
