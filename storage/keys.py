"""Telegram accounts are kept sealed, and found by a hash that nobody can compute without the secret key."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken


class WrongKey(Exception):
    """Something was sealed with another key."""


class Keys:
    """What follows from the secret key: one key that hashes, one that seals."""

    def __init__(self, secret: str) -> None:
        self._hashing = _derived(secret, "hash")
        self._choosing = _derived(secret, "ballot")
        self._sealing = Fernet(base64.urlsafe_b64encode(_derived(secret, "seal")))

    def account(self, telegram_id: int) -> int:
        """A hash of 63 bits: among ten million accounts two alike are met once in 200,000 times."""
        digest = hmac.digest(self._hashing, str(telegram_id).encode(), "sha256")
        return int.from_bytes(digest[:8], "big") >> 1

    def chat(self, chat_id: int) -> int:
        """A group's number, which is nobody's; a private chat's is its person's account, and hashed."""
        return chat_id if chat_id < 0 else self.account(chat_id)

    def token(self, what: str) -> str:
        """43 letters, digits, _ and - that nobody can guess, always the same for the same thing."""
        digest = hmac.digest(self._hashing, f"token {what}".encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def ballot(self, person_id: str, consultation_id: int) -> int:
        """The number of a person's ballot, of 63 bits: nobody else can tell whose it is, nor which other is theirs."""
        digest = hmac.digest(self._choosing, f"{consultation_id} {person_id}".encode(), "sha256")
        return int.from_bytes(digest[:8], "big") >> 1

    def seal(self, text: str) -> str:
        return self._sealing.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """The text that was sealed. Raises WrongKey."""
        try:
            return self._sealing.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKey from None

    @property
    def fingerprint(self) -> str:
        """By which the key is known again without being told."""
        return hmac.digest(self._hashing, b"fingerprint", "sha256").hex()[:16]


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"auyl-uni {purpose}".encode(), hashlib.sha256)
