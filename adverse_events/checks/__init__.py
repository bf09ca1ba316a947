"""Soft checks within one form of this app."""
