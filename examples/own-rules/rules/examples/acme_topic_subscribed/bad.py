import pulumi_aws as aws

aws.sns.Topic("alarms")  # finds: name
other = aws.sns.Topic("orders")
aws.sns.TopicSubscription("orders", topic=other.arn, protocol="email", endpoint="orders@example.com")
