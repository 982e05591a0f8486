"""The nouns of AWS Config, and what it publishes of its managed rules."""

from __future__ import annotations

from functools import cache, lru_cache

from policypack.aws.common.tables import table

AGGREGATOR = ("aws:cfg/configurationAggregator:ConfigurationAggregator",)
RECORDER = ("aws:cfg/recorder:Recorder",)
REMEDIATION = ("aws:cfg/remediationConfiguration:RemediationConfiguration",)
RULE = ("aws:cfg/rule:Rule",)


@cache
def triggers() -> dict[str, str]:
    """By identifier of a managed rule: ``change``, ``periodic`` or ``both``; AWS adds rules that are not here."""
    rows = table("cfg/managed_rules").section("triggers")
    return {identifier: trigger for trigger in rows for identifier in rows.texts(trigger)}


@lru_cache(maxsize=4096)
def meant(identifier: str) -> str:
    """The identifier of which this differs in case and separators only; empty where there is none."""
    return _by_letters().get(_letters(identifier), "")


@cache
def _by_letters() -> dict[str, str]:
    return {_letters(one): one for one in triggers()}


def _letters(identifier: str) -> str:
    return identifier.replace("_", "").replace("-", "").replace(" ", "").lower()
