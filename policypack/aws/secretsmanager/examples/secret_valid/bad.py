import pulumi_aws as aws

secret = aws.secretsmanager.Secret("orders")
aws.secretsmanager.SecretVersion("large", secret_id=secret.id, secret_string="a" * 65537)  # finds: secretString
