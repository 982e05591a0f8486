import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
key = aws.kms.Key("kafka", enable_key_rotation=True)
secret = aws.secretsmanager.Secret("orders", name=old.outputs["Name"], kms_key_id=key.arn)
aws.msk.ScramSecretAssociation(  # undetermined: name
    "orders", cluster_arn=old.outputs["Cluster"], secret_arn_lists=[secret.arn]
)
