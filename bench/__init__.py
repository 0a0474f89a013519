"""Every claim about speed or quality, as a command."""
