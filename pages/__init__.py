"""What one sees: one short script a page; ``main.py`` is the entry."""
