"""s3-access-logging: S3 buckets must log the requests to them."""

from policypack.aws import s3
from policypack.aws.s3.fixes import separate
from policypack.check import Fact, Resource, Stack, Verdict, any_of, is_not, require
from policypack.fix import Blank, Fix, fix
from policypack.model.conditions import argument
from policypack.rule import StackContext, StackRule

target = argument("targetBucket").is_present()


def check(bucket: Resource, context: StackContext[None]) -> Verdict:
    """A log is written, by the bucket's own argument or by a BucketLogging linked to it; a bucket that holds the logs
    of others needs none."""
    logging = s3.linked(context.stack, s3.BUCKET_LOGGING, bucket)
    return require(
        any_of(logs_inline(bucket), logging.exists()),
        when=is_not(context.stack.derived(holds_logs, bucket)),
        at="logging",
        problem="The bucket logs no requests: nobody can tell who read, changed or deleted its objects.",
        fix=write_log(bucket, context.stack),
    )


def logs_inline(bucket: Resource) -> Fact:
    """The bucket's own argument, of either family, names a bucket for the log; an output counts."""
    return any_of(argument("logging.targetBucket").is_present().ask(bucket), bucket["loggings"].any(target.ask))


def holds_logs(stack: Stack, bucket: Resource) -> Fact:
    """Another bucket writes its log to this one."""
    separate_ones = stack.linked(s3.BUCKET_LOGGING, to=bucket, by="targetBucket", names=s3.NAMES)
    inline = (stack.linked(s3.BUCKET, to=bucket, by=by, names=s3.NAMES) for by in ("logging.targetBucket", "loggings"))
    return any_of(separate_ones.exists(), *(one.exists() for one in inline))


def write_log(bucket: Resource, stack: Stack) -> Fix:
    """A resource that writes the log to a bucket that the reader names."""
    target = {"targetBucket": Blank("a bucket for logs"), "targetPrefix": Blank("a prefix, such as this bucket's name")}
    return fix(separate(bucket, s3.BUCKET_LOGGING, target, stack))


RULE = StackRule(
    id="s3-access-logging",
    summary="S3 buckets must log the requests to them",
    rationale="""
        The access log of a bucket has a line for each request: who asked for which object, when, and what S3 answered.
        It goes to another bucket of the same region and account. A bucket that other buckets of the stack log to is not
        asked. Data events of CloudTrail tell the same, and cost more for buckets with many requests.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    applies_to=s3.BUCKET,
    controls=("S3.9", "CloudTrail.7"),
    references=("https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",),
    check=check,
)
