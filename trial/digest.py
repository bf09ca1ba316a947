"""The one spelling of a document of which a digest is taken."""

import hashlib
import json
from typing import Any


def digest_of(document: dict[str, Any]) -> str:
    """SHA-256 of the document in one canonical spelling; comments and layout of a file do not count."""
    spelled = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()
