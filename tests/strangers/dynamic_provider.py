"""A schema in a database, by a provider of the program's own."""

import pulumi
import pulumi_aws as aws
import pulumi_random as random
from pulumi.dynamic import DiffResult, Resource, ResourceProvider


class SchemaProvider(ResourceProvider):
    def check(self, old, new):
        raise RuntimeError("a preview offline asks no provider")

    def diff(self, id_, old, new):
        return DiffResult(changes=old != new)

    def create(self, props):
        raise RuntimeError("a preview offline creates nothing")


class Schema(Resource):
    name: pulumi.Output[str]
    owner: pulumi.Output[str]

    def __init__(self, name, opts=None, **props):
        super().__init__(SchemaProvider(), name, {**props, "owner": None}, opts)


password = random.RandomPassword("database", length=24, special=False)
database = aws.rds.Instance(
    "database",
    engine="mysql",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="shop",
    password=password.result,
    skip_final_snapshot=True,
)
schema = Schema(
    "orders",
    host=database.address,
    password=password.result,
    opts=pulumi.ResourceOptions(depends_on=[database]),
)
aws.ssm.Parameter("owner", type="String", value=schema.owner)
