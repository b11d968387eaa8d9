"""Migrations of the store, run by ``geo.store.migrate`` when it is opened."""
