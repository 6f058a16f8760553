"""The demo: an issuer of our own with ready tokens, for who is on this device. Never public."""
