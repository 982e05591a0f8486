import pulumi_aws as aws

aws.s3.Bucket("Artifacts")  # finds: bucket
aws.sqs.Queue("orders", fifo_queue=True)  # finds: name
aws.rds.Cluster(
    "main", engine="aurora-postgresql", master_username="orders", manage_master_user_password=True
)  # finds: clusterIdentifier
aws.kms.Alias("data", target_key_id=aws.kms.Key("data").key_id)

# finds data: name
