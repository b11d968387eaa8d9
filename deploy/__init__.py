"""Running on more than one machine: proxy, units, containers; and all of it on one machine."""
