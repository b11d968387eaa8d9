"""The commands that take records out of the store and bring them back; ``geo.cli`` has the row of each."""
