import pulumi_aws as aws

aws.ebs.Volume("copy", availability_zone="us-east-1a", snapshot_id="snap-0123456789abcdef0")  # undetermined: snapshotId
