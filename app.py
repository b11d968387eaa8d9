"""What ``streamlit run app.py`` serves: the pages, and around them assets, health checks and security."""

import sys
from functools import partial
from importlib.metadata import distribution
from pathlib import Path
from typing import cast

import streamlit as st
from starlette.middleware import Middleware
from streamlit.file_util import get_static_dir
from streamlit.runtime import get_instance

from geo import layers, store
from geo.access import Entrance, secret_key
from geo.errors import PictureError, SettingError
from geo.language import SOURCE
from geo.settings import ROOT, settings
from serving.browsers import KnownBrowsers
from serving.document import own_documents
from serving.failures import Failures
from serving.first_screen import FirstScreen
from serving.guards import Guards, Site
from serving.limits import Limits
from serving.login import Login
from serving.metrics import metrics_route
from serving.operations import operated
from serving.packed import packed
from serving.pages import page_names, page_routes
from serving.provider import provider_of
from serving.routes import Readiness, routes
from serving.uploads import Manager

ENTRY = "pages/main.py"
try:
    chosen = settings()
    chosen.require_listening_on(st.get_option("server.address"))
except SettingError as error:
    sys.exit(str(error))

streamlit = Path(get_static_dir())
frame = Path(str(distribution("streamlit-folium").locate_file("streamlit_folium/frontend/build")))
first = FirstScreen(layers.asset_url, layers.frame_assets(), streamlit, frame, ROOT / "data" / "land.svg")
documents = own_documents(streamlit, first)
metrics = metrics_route(chosen.metrics_token, lambda: len(get_instance()._session_mgr.list_active_sessions()))
pages = [*metrics, *page_routes(page_names(Path(__file__).parent / ENTRY), documents)]
readiness = Readiness(store.readiness, PictureError)
begin = operated(readiness, chosen.log_format, chosen.drain_seconds, lambda: get_instance().media_file_mgr)
origins = tuple(st.get_option("server.corsAllowedOrigins"))
provider = provider_of(chosen)
entrance = Entrance(chosen.oidc_issuer)
largest = st.get_option("server.maxWidgetStateSize") * 1_000_000
limits = Limits(address_connections=chosen.connections, message_bytes=largest)
login = provider and Login(provider, entrance, secret_key(), chosen.hosts, limits)
site = Site(
    documents[SOURCE],
    packed(streamlit, frame),
    layers.TILE_HOSTS[chosen.tiles],
    chosen.hosts,
    entrance,
    origins,
    chosen.proxies,
    (login.guard if login else Middleware(KnownBrowsers),),
)
guards = Guards(site, limits)

app = st.App(
    ENTRY,
    lifespan=guards.lifespan(lambda: cast(Manager, get_instance().uploaded_file_mgr), begin),
    on_script_error=Failures(partial(st.error, icon=":material/report:"), PictureError, st.text),
    routes=routes(
        layers.find_asset,
        partial(store.find_report, chosen.data_dir),
        readiness,
        [*(login.routes() if login else ()), *pages],
        chosen.security_contact,
    ),
    middleware=guards.middleware(),
)
