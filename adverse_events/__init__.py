"""Harm, and what it means for the next dose."""
