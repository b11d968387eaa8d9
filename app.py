"""What ``streamlit run app.py`` serves: the pages, and around them assets, health checks and security."""

import sys
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

# pages compute while the server sends: short turns let the map leave before the rest of its page is ready
sys.setswitchinterval(0.0005)

app = st.App(
    "pages/main.py",
    lifespan=readiness.warm_up,
    routes=routes(assets.find, partial(reports.find, settings().data_dir), readiness, document),
    middleware=[
        Middleware(SecurityHeaders, document=document, tile_hosts=tile_hosts),
        Middleware(PackedStatic, folder=static),
        Middleware(SameOrigin, also=st.get_option("server.corsAllowedOrigins")),
    ],
)
