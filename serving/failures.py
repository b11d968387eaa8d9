"""What a visitor and the log are told when a page stops: of an error nobody foresaw a number, no data."""

from __future__ import annotations

import logging
import secrets
import traceback
from typing import TYPE_CHECKING

from geo.language import mark, say
from geo.metrics import ERRORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MESSAGE = mark(
    "**Hier ging iets mis dat niet was voorzien.** Wat is opgeslagen, is niet verloren; kijk wel na of uw "
    "laatste handeling is gelukt. Herlaad de pagina. Blijft dit zo, meld dan het nummer **{number}** aan wie "
    "dit dashboard beheert."
)
# Streamlit's own line of the same error holds its text, in which the values of a record can stand
_STREAMLIT_LOGGER, _STREAMLIT_LINE = "streamlit.error_util", "Uncaught app execution"

_log = logging.getLogger(__name__)


class Failures:
    """Streamlit's ``on_script_error``: for errors in a page, a fragment of it, or a callback.

    ``show`` puts a message, in Markdown, where the page stopped. Errors that are ``foreseen`` have a text of
    their own that is fit to be shown: ``tell`` shows it, as plain text.
    """

    def __init__(
        self, show: Callable[[str], object], foreseen: type[Exception], tell: Callable[[str], object]
    ) -> None:
        self._show = show
        self._foreseen = foreseen
        self._tell = tell
        logging.getLogger(_STREAMLIT_LOGGER).addFilter(_is_not_ours)

    def __call__(self, error: Exception) -> bool:
        """Log where it went wrong, show the number of that line; True: Streamlit shows nothing itself."""
        if isinstance(error, self._foreseen):
            self._tell(str(error))
            return True
        ERRORS.inc()
        number = f"{secrets.randbelow(900_000) + 100_000}"
        _log.error("Fout %s: %s", number, "\nvolgt uit ".join(where(each) for each in _causes(error)))
        self._show(say(_MESSAGE, number=number))
        return True


def where(error: BaseException) -> str:
    """Return the kind of an error and the lines of code it came through, without its text or any value."""
    frames = traceback.walk_tb(error.__traceback__)
    lines = [f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in frames]
    return "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give the error, then what it came from, and so on."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_not_ours(record: logging.LogRecord) -> bool:
    return record.msg != _STREAMLIT_LINE
