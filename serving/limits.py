"""What one visitor, one address and all together may take of the server: every limit, with its reason."""

from __future__ import annotations

import resource
from dataclasses import dataclass

from geo.rates import Rate


@dataclass(frozen=True)
class Limits:
    """Seconds, bytes and counts; fifty sessions behind one proxy fit in all of them.

    ``address_connections`` is the setting CONNECTIONS and ``message_bytes`` that of Streamlit: what may come
    from a browser at once.
    """

    # a session holds one websocket, and while its page loads up to six connections more: 50 x 7 = 350
    address_connections: int = 400
    # what all addresses may open together, as far as there are file handles; each costs some 100 kB
    connections: int = 2_000
    # handles that are not connections: the database, files that are read, Streamlit's own, and three times
    # ``accepted_at_once``, as a connection is counted two turns of the event loop after it was accepted
    spare_handles: int = 300
    accepted_at_once: int = 50

    # from the opening of a connection, or the last answer on it, until the next request is complete:
    # a browser sends the head of a request at once; the slowest line needs a second
    head_seconds: float = 10
    # one request with its answer: 50 MB over a line of 1 Mbit/s is seven minutes
    exchange_seconds: float = 900
    # waiting for a body may take this long, and then a second for each so many bytes that came
    body_seconds: float = 20
    body_bytes_a_second: int = 16_000

    # websocket messages from a browser: filters and clicks are kilobytes
    message_bytes: int = 2_000_000
    # files that one session holds at the same time: one of the largest and the one that takes its place
    session_bytes: int = 110_000_000
    # files that all sessions hold together; they stay in memory as long as their sessions
    uploaded_bytes: int = 500_000_000
    # addresses for files that a session has asked for and may still use; a page asks one for each file
    session_files: int = 20

    # what one address may do in a minute. A region of fifty people stands behind one address: at the start of
    # a crisis all of them log in (two requests each), open the link that was shared, and some send files
    logins: Rate = Rate(150)
    guests: Rate = Rate(100)
    files: Rate = Rate(60)
    # what one account may do in a minute, from however many addresses: all the tabs of a person whose session
    # ended, a folder of files; and how often one guest's link is opened, by the three parties of a meeting
    account_logins: Rate = Rate(20)
    account_files: Rate = Rate(30)
    guests_of_link: Rate = Rate(200)

    # of one kind of log line this many a minute are written, then only the 10th, 100th, 1,000th, …
    log_lines: int = 5
    log_seconds: float = 60

    @property
    def most_connections(self) -> int:
        """All connections that fit: never so many that the process runs out of file handles."""
        handles, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        if handles == resource.RLIM_INFINITY:
            return self.connections
        return min(self.connections, max(handles - self.spare_handles, handles // 2))

    def take_handles(self) -> None:
        """Raise the soft limit on file handles of this process to what these limits need, if it may be."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = self.connections + self.spare_handles
        if soft != resource.RLIM_INFINITY and soft < wanted:
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
