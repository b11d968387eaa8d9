"""What ``streamlit run app.py`` serves: the pages, and around them assets, health checks and security."""

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.file_util import get_static_dir

from geo import assets, current, reports
from geo.errors import PictureError, SettingError
from geo.settings import settings
from serving.document import own_document
from serving.headers import SecurityHeaders
from serving.origin import SameOrigin
from serving.packed import PackedStatic
from serving.routes import Readiness, routes

try:
    tile_hosts = assets.TILE_HOSTS[settings().tiles]
except SettingError as error:
    sys.exit(str(error))

static = Path(get_static_dir())
index_html = (static / "index.html").read_text(encoding="utf-8")
document = own_document(index_html, assets.url("pages/style.css"), assets.url("pages/icon.svg"))
readiness = Readiness(current.summary, PictureError)


@asynccontextmanager
async def warm_up(_app: st.App) -> AsyncIterator[None]:
    """Fetch the data before the first visitor asks, in a thread: meanwhile the server answers."""
    threading.Thread(target=readiness.answer, name="warm-up", daemon=True).start()
    yield


app = st.App(
    "pages/main.py",
    lifespan=warm_up,
    routes=routes(assets.find, partial(reports.find, settings().data_dir), readiness, document),
    middleware=[
        Middleware(SecurityHeaders, document=document, tile_hosts=tile_hosts),
        Middleware(PackedStatic, folder=static),
        Middleware(SameOrigin, also=st.get_option("server.corsAllowedOrigins")),
    ],
)
