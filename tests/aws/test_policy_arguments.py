import pytest

from policypack.aws.common.tables import table
from policypack.aws.iam.policy_arguments import TYPES, documents_in
from policypack.testing import resource


def test_the_types_are_those_of_the_table() -> None:
    assert tuple(table("iam/policy_arguments").section("arguments")) == TYPES


@pytest.mark.parametrize("token", TYPES)
def test_each_type_has_an_argument_for_a_document(token: str) -> None:
    assert list(documents_in(resource(token, "it", {"inlinePolicies": [{}]})))
