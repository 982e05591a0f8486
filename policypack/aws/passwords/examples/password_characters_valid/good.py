import pulumi_aws as aws
import pulumi_random as random

database = dict(instance_class="db.t4g.medium", allocated_storage=100, username="app")
plain = random.RandomPassword("plain", length=41, special=False)
aws.rds.Instance("mysql", engine="mysql", password=plain.result, **database)
chosen = random.RandomPassword("chosen", length=128, override_special="!#$%&*()-_=+[]{}<>:?")
aws.rds.Instance("postgres", engine="postgres", password=chosen.result, **database)
classes = random.RandomPassword("classes", length=16, special=False, min_upper=1, min_lower=1, min_numeric=1)
aws.redshift.Cluster(
    "warehouse",
    cluster_identifier="warehouse",
    node_type="ra3.large",
    master_username="app",
    master_password=classes.result,
)
token = random.RandomPassword("token", length=64, override_special="!&#$^<>-")
aws.elasticache.ReplicationGroup(
    "sessions", description="sessions", auth_token=token.result, transit_encryption_enabled=True
)
aws.rds.Instance("managed", engine="postgres", manage_master_user_password=True, **database)
