"""The commands that take records out of the store and bring them back; ``cli`` has the row of each."""
