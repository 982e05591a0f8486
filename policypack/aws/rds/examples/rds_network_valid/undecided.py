import pulumi_aws as aws

vpc = aws.ec2.Vpc("main", cidr_block="10.80.0.0/16")
access = aws.ec2.SecurityGroup("db", vpc_id=vpc.id)
aws.rds.Instance(
    "restored",
    instance_class="db.t4g.medium",
    snapshot_identifier="orders-2026-11",
    vpc_security_group_ids=[access.id],
)  # undetermined: snapshotIdentifier
