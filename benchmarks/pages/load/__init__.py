"""Load: the same requests again and again over kept-alive connections, and how long each took."""
