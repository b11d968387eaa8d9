"""Migrations of the store, run by ``geo.store.migration`` when it is opened."""
