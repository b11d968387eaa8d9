"""The web side of the dashboard around Streamlit: routes, readiness and security headers.

Knows no data: what to serve and what counts as ready is handed in by ``app.py``.
"""
