"""Soft checks within one form: what is asked of the nurse, in her words. They read a record and save nothing."""
