"""Everything between the network and Streamlit, in the order in which a request meets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from serving.bodies import BodyInTime, OneLength
from serving.connections import AtOnce, install
from serving.headers import SecurityHeaders
from serving.hosts import OwnHosts
from serving.icons import OwnIcons
from serving.logs import Told
from serving.methods import OwnMethods
from serving.origin import SameOrigin
from serving.paced import Paced
from serving.packed import PackedStatic
from serving.rates import Rates
from serving.repeated import count_repeats
from serving.uploads import AskedUploads, Uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from serving.limits import Limits
    from serving.rates import Known
    from serving.uploads import Manager

    Lifespan = Callable[[object], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class Site:
    """What is served, and to whom.

    ``document`` is the page that every address starts from; ``packed`` has the folder of scripts and styles
    for each prefix of their addresses; from ``tile_hosts`` the map may show tiles. ``hosts`` are the names
    under which the dashboard is opened, ``origins`` other websites that may ask something of it. ``proxies``
    are the addresses, or networks, of which ``X-Forwarded-For`` and ``-Proto`` are believed. ``who`` tells
    who is known by a request; ``known`` guards what is for who is logged in; where nobody has to, it gives a
    browser what it is known again by.
    """

    document: str
    packed: Mapping[str, Path]
    tile_hosts: tuple[str, ...]
    hosts: tuple[str, ...]
    who: Known
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    known: tuple[Middleware, ...] = ()


class Guards:
    """One guard for each danger: at the door, around each request, and in the log."""

    def __init__(self, site: Site, limits: Limits) -> None:
        self._site = site
        self._limits = limits
        self._uploads = Uploads(limits)
        install(limits, site.proxies)

    def middleware(self) -> list[Middleware]:
        """Return the middlewares, outermost first: who asks, number and headers, danger by danger."""
        site = self._site
        return [
            Middleware(ProxyHeadersMiddleware, trusted_hosts=list(site.proxies)),
            Middleware(Told),
            Middleware(SecurityHeaders, document=site.document, tile_hosts=site.tile_hosts),
            Middleware(Paced),
            Middleware(OneLength),
            Middleware(OwnHosts, hosts=site.hosts),
            Middleware(SameOrigin, hosts=site.hosts, also=site.origins),
            Middleware(OwnMethods),
            Middleware(AtOnce, limits=self._limits),
            Middleware(Rates, limits=self._limits, known=site.who),
            *site.known,
            Middleware(BodyInTime, limits=self._limits),
            Middleware(AskedUploads, uploads=self._uploads),
            Middleware(PackedStatic, folders=site.packed),
            Middleware(OwnIcons),
        ]

    def lifespan(self, manager: Callable[[], Manager], then: Lifespan) -> Lifespan:
        """Return what Streamlit runs as it starts: begin to guard, then go on with ``then``.

        ``manager`` gives the keeper of uploads, there once Streamlit runs: what its pages ask of it is
        followed. From then on what is logged is counted.
        """

        def start(app: object) -> AbstractAsyncContextManager[None]:
            self._uploads.follow(manager())
            count_repeats(self._limits)
            return then(app)

        return start
