"""Migrations of the store, run by ``geo.migration`` when it is opened."""
