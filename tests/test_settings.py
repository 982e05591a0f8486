import dataclasses

import pytest

from policypack.engine.registry import all_rules
from policypack.engine.settings import Setting, default_settings
from policypack.model.stack import EVERY_AWS_TYPE
from policypack.rule import AnyRule, ResourceRule

BUCKET = "aws:s3/bucket:Bucket"


@pytest.fixture
def rule() -> AnyRule:
    return next(rule for rule in all_rules() if isinstance(rule, ResourceRule))


def ids(settings: tuple[Setting, ...]) -> list[str]:
    return [setting.rule.id for setting in settings]


def test_a_rule_may_apply_to_all_types_of_the_aws_provider(rule: AnyRule) -> None:
    general = dataclasses.replace(rule, id="general", applies_to=(EVERY_AWS_TYPE, BUCKET))
    named = dataclasses.replace(rule, id="named", applies_to=(BUCKET,))
    settings = default_settings([general, named])
    assert ids(settings.resource_rules.of(BUCKET)) == ["named", "general"]
    assert ids(settings.resource_rules.of("aws:kms/key:Key")) == ["general"]
    assert settings.resource_rules.of("random:index/randomPassword:RandomPassword") == ()
    assert settings.stack_rules.of(BUCKET) == ()


def test_a_disabled_rule_applies_to_nothing(rule: AnyRule) -> None:
    general = dataclasses.replace(rule, id="general", applies_to=(EVERY_AWS_TYPE,), level="disabled")
    assert default_settings([general]).resource_rules.of(BUCKET) == ()
