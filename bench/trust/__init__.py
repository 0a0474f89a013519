"""Breaking Morgue on purpose, to see whether it keeps what it promises."""
