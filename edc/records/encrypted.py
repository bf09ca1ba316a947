"""Text that only the site may read: encrypted before the database, unreadable in dumps, trail and exports."""

import base64
import hashlib
from functools import cache
from typing import Any

from cryptography.fernet import Fernet
from django.db import models

from edc.environment import secret


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """A TextField whose column holds a Fernet token. It cannot be searched or sorted, on purpose."""

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return cipher("identity_key").encrypt(text.encode()).decode() if text else None

    def from_db_value(self, value: str | None, *_: object) -> str:
        return cipher("identity_key").decrypt(value.encode()).decode() if value else ""


@cache
def cipher(key_name: str) -> Fernet:
    """The cipher of the secret kept in var/ under that name."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret(key_name).encode()).digest()))
