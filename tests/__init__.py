"""Tests, one file a module, named after behaviour."""
