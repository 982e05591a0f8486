from policypack.model.stack import EVERY_AWS_TYPE, Stack, is_of
from policypack.testing import resource

BUCKET = "aws:s3/bucket:Bucket"
KEY = "aws:kms/key:Key"
PASSWORD = "random:index/randomPassword:RandomPassword"


def test_one_word_stands_for_all_types_of_the_aws_provider() -> None:
    assert is_of(BUCKET, (EVERY_AWS_TYPE,))
    assert not is_of(PASSWORD, (EVERY_AWS_TYPE,))
    assert not is_of("aws-native:s3:Bucket", (EVERY_AWS_TYPE,))
    assert is_of(KEY, (BUCKET, KEY))
    assert not is_of(f"{KEY}s", (KEY,))


def test_resources_of_all_aws_types_come_in_order_of_their_urns() -> None:
    stack = Stack([resource(KEY, "b"), resource(PASSWORD, "a"), resource(BUCKET, "c")])
    assert [one.type for one in stack.of_type((EVERY_AWS_TYPE,))] == [KEY, BUCKET]
