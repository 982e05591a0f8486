"""Characters, lengths, and classes that may be missing."""

import pulumi_aws as aws
import pulumi_random as random

database = dict(engine="postgres", instance_class="db.t4g.medium", allocated_storage=100, username="app")
defaults = random.RandomPassword("defaults", length=24)
aws.rds.Instance("orders", password=defaults.result, **database)  # finds: password
empty = random.RandomPassword("empty", length=24, override_special="")
aws.rds.Instance("reports", password=empty.result, **database)  # finds: password
long = random.RandomPassword("long", length=64, special=False)
aws.rds.Cluster(
    "shop", engine="aurora-mysql", master_username="app", master_password=long.result
)  # finds: masterPassword
letters = random.RandomPassword("letters", length=16, special=False)
aws.redshift.Cluster(
    "warehouse",
    cluster_identifier="warehouse",
    node_type="ra3.large",
    master_username="app",
    master_password=letters.result,
)  # finds: masterPassword
token = random.RandomPassword("token", length=64, override_special="!@#")
aws.elasticache.ReplicationGroup(
    "sessions", description="sessions", auth_token=token.result, transit_encryption_enabled=True
)  # finds: authToken
