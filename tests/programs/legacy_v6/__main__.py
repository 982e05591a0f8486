"""The intranet."""
import json

import pulumi
from pulumi import Output, ResourceOptions
from pulumi_aws import cloudtrail, config as aws_config, ec2, elasticache, get_caller_identity, get_region, iam, kms, rds, s3
from pulumi_random import RandomPassword

cfg = pulumi.Config()
office = cfg.require("office")
region = get_region().name
account = get_caller_identity().account_id
TAGS = {"owner": "it", "created-by": "pulumi"}

# ---- network: the one of 2019
vpc = ec2.Vpc("intranet", cidr_block="10.5.0.0/16", enable_dns_hostnames=True, tags=TAGS)
igw = ec2.InternetGateway("intranet", vpc_id=vpc.id, tags=TAGS)
subnets = [
    ec2.Subnet(
        f"intranet-{az}",
        vpc_id=vpc.id,
        cidr_block=f"10.5.{i}.0/24",
        availability_zone=f"{region}{az}",
        map_public_ip_on_launch=True,
        tags=TAGS,
    )
    for i, az in enumerate("abc")
]
routes = ec2.RouteTable(
    "intranet",
    vpc_id=vpc.id,
    routes=[ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=igw.id)],
    tags=TAGS,
)
for i, subnet in enumerate(subnets):
    ec2.RouteTableAssociation(f"intranet-{i}", route_table_id=routes.id, subnet_id=subnet.id)

# ---- security groups with rules beside them
web = ec2.SecurityGroup("web", name="intranet-web", vpc_id=vpc.id, tags=TAGS)
ec2.SecurityGroupRule("web-http", type="ingress", security_group_id=web.id, protocol="tcp", from_port=80, to_port=80, cidr_blocks=[office])
ec2.SecurityGroupRule("web-out", type="egress", security_group_id=web.id, protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])
db_group = ec2.SecurityGroup("db", name="intranet-db", vpc_id=vpc.id, tags=TAGS)
ec2.SecurityGroupRule("db-in", type="ingress", security_group_id=db_group.id, protocol="tcp", from_port=5432, to_port=5432, source_security_group_id=web.id)

# ---- buckets: inline as they were, and the V2 that came later
trail_bucket = s3.BucketV2("trail", bucket=f"intranet-trail-{account}", tags=TAGS)
s3.BucketVersioningV2(
    "trail", bucket=trail_bucket.id, versioning_configuration=s3.BucketVersioningV2VersioningConfigurationArgs(status="Enabled")
)
s3.BucketServerSideEncryptionConfigurationV2(
    "trail",
    bucket=trail_bucket.id,
    rules=[
        s3.BucketServerSideEncryptionConfigurationV2RuleArgs(
            apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationV2RuleApplyServerSideEncryptionByDefaultArgs(
                sse_algorithm="AES256"
            )
        )
    ],
)
trail_block = s3.BucketPublicAccessBlock(
    "trail",
    bucket=trail_bucket.id,
    block_public_acls=True,
    block_public_policy=True,
    ignore_public_acls=True,
    restrict_public_buckets=True,
)
trail_policy = s3.BucketPolicy(
    "trail",
    bucket=trail_bucket.id,
    policy=trail_bucket.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:GetBucketAcl", "Resource": arn},
                    {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject", "Resource": f"{arn}/AWSLogs/{account}/*"},
                ],
            }
        )
    ),
    opts=ResourceOptions(depends_on=[trail_block]),
)
cloudtrail.Trail("trail", name="intranet", s3_bucket_name=trail_bucket.id, tags=TAGS, opts=ResourceOptions(depends_on=[trail_policy]))

files = s3.Bucket(
    "files",
    bucket="intranet-files-acme",
    acl="private",
    versioning=s3.BucketVersioningArgs(enabled=True, mfa_delete=False),
    server_side_encryption_configuration=s3.BucketServerSideEncryptionConfigurationArgs(
        rule=s3.BucketServerSideEncryptionConfigurationRuleArgs(
            apply_server_side_encryption_by_default=s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(
                sse_algorithm="aws:kms"
            )
        )
    ),
    lifecycle_rules=[s3.BucketLifecycleRuleArgs(enabled=True, abort_incomplete_multipart_upload_days=7)],
    tags=TAGS,
)
s3.BucketPublicAccessBlock(
    "files", bucket=files.id, block_public_acls=True, block_public_policy=True, ignore_public_acls=True, restrict_public_buckets=True
)
old_reports = s3.Bucket("old-reports", tags=TAGS)

# ---- a server
role = iam.Role(
    "server",
    assume_role_policy="""{
  "Version": "2012-10-17",
  "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]
}""",
    tags=TAGS,
)
iam.RolePolicy(
    "server-files",
    role=role.id,
    policy=Output.concat(
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*Object", "Resource": "', files.arn, '/*"}]}'
    ),
)
profile = iam.InstanceProfile("server", role=role.name, tags=TAGS)
image = ec2.get_ami(
    owners=["amazon"],
    most_recent=True,
    filters=[ec2.GetAmiFilterArgs(name="name", values=["amzn2-ami-hvm-*-x86_64-ebs"])],
)
server = ec2.Instance(
    "server",
    ami=image.id,
    instance_type=ec2.InstanceType.T3_MEDIUM,
    iam_instance_profile=profile.name,
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[web.id],
    root_block_device=ec2.InstanceRootBlockDeviceArgs(volume_type="gp2", volume_size=40),
    tags={**TAGS, "Name": "intranet"},
)
address = ec2.Eip("server", instance=server.id, vpc=True, tags=TAGS)

# ---- database
key = kms.Key("db", description="intranet database", tags=TAGS)
kms.Alias("db", name="alias/intranet-db", target_key_id=key.key_id)
password = RandomPassword("db", length=20, special=True, override_special="!#$%&*()-_=+[]{}<>:?")
group = rds.SubnetGroup("db", name="intranet", subnet_ids=subnets, tags=TAGS)
parameters = rds.ParameterGroup("db", name="intranet-pg14", family="postgres14", tags=TAGS)
monitoring = iam.Role(
    "monitoring",
    name="intranet-monitoring",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "monitoring.rds.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
    managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"],
    tags=TAGS,
)
database = rds.Instance(
    "db",
    identifier_prefix="intranet-",
    engine="postgres",
    engine_version="15",
    instance_class=rds.InstanceType.T3_MEDIUM,
    allocated_storage=100,
    max_allocated_storage=200,
    storage_type=rds.StorageType.GP3,
    storage_encrypted=True,
    kms_key_id=key.arn,
    db_name="intranet",
    username="intranet",
    password=password.result,
    db_subnet_group_name=group.id,
    parameter_group_name=parameters.id,
    vpc_security_group_ids=[db_group.id],
    monitoring_interval=60,
    monitoring_role_arn=monitoring.arn,
    backup_retention_period=7,
    backup_window="22:00-23:00",
    maintenance_window="sun:01:00-sun:02:00",
    enabled_cloudwatch_logs_exports=["postgresql", "upgrade"],
    skip_final_snapshot=True,
    tags=TAGS,
)

# ---- sessions
sessions = elasticache.Cluster(
    "sessions",
    cluster_id="intranet-sessions",
    engine="redis",
    engine_version="7.0",
    node_type="cache.t3.micro",
    num_cache_nodes=1,
    parameter_group_name=elasticache.ParameterGroup(
        "sessions",
        name="intranet-redis7",
        family="redis7",
        parameters=[elasticache.ParameterGroupParameterArgs(name="maxmemory-policy", value="allkeys-lfu")],
        tags=TAGS,
    ).name,
    subnet_group_name=elasticache.SubnetGroup("sessions", name="intranet", subnet_ids=[s.id for s in subnets], tags=TAGS).name,
    security_group_ids=[web.id],
    snapshot_retention_limit=1,
    snapshot_window="02:00-03:00",
    maintenance_window="sun:04:00-sun:05:00",
    tags=TAGS,
)

pulumi.export("server", address.public_ip)
pulumi.export("database", database.endpoint)
pulumi.export("sessions", sessions.cache_nodes[0].address)
pulumi.export("files", files.bucket)
