import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
pool = aws.cognito.UserPool("shop", name="shop")
aws.cognito.UserPoolClient(
    "shop", user_pool_id=pool.id, supported_identity_providers=[old.outputs["Provider"]]
)  # undetermined: supportedIdentityProviders[0]
