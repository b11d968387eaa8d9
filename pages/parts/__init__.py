"""What pages share: each part owns its widgets and their state; nothing here computes."""
