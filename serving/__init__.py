"""The web side of the dashboard around Streamlit: routes, readiness, and who may ask how much.

Knows no data, only settings and the language of who asks: what to serve and what counts as ready is handed
in by ``app.py``.
"""
