"""What AWS itself rejects: the error, and where AWS or a user of it quotes the error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One thing that AWS rejects, so that a rule stops it first.

    ``condition`` is a clause ("A VPC has two internet gateways"), ``error`` AWS's own text, ``source`` a URL.
    ``invalid`` names the resource of an example that shows it, ``valid`` its neighbour that AWS accepts: the limit
    itself, the one character that is allowed, the engine that is exempt.
    """

    service: str
    condition: str
    error: str
    source: str
    invalid: str
    valid: str

    @property
    def answer(self) -> str:
        """AWS's error as a sentence of a message."""
        error = self.error if self.error.endswith((".", "!", "?")) else f"{self.error}."
        return f"{self.service} rejects this: {error}"
