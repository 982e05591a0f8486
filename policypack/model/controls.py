"""The controls of AWS Security Hub: where each is documented."""

from __future__ import annotations

_PAGES = "https://docs.aws.amazon.com/securityhub/latest/userguide/{service}-controls.html#{anchor}"


def page_of_control(control: str) -> str:
    """Where AWS documents a control of Security Hub: ``RDS.3``."""
    name = control.lower()
    return _PAGES.format(service=name.partition(".")[0], anchor=name.replace(".", "-"))
