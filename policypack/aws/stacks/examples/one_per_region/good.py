import pulumi
import pulumi_aws as aws

role = "arn:aws:iam::123456789012:role/config"
abroad = pulumi.ResourceOptions(provider=aws.Provider("abroad", region="eu-west-1"))
aws.guardduty.Detector("detector")
aws.guardduty.Detector("detector-abroad", opts=abroad)
aws.securityhub.Account("hub")
aws.securityhub.Account("hub-abroad", region="eu-west-1")
aws.cfg.Recorder("recorder", name="default", role_arn=role)
aws.cfg.Recorder("recorder-again", name="default", role_arn=role)
aws.cfg.Recorder("recorder-abroad", role_arn=role, opts=abroad)
aws.cfg.DeliveryChannel("channel", s3_bucket_name="config")
aws.cfg.DeliveryChannel("channel-abroad", s3_bucket_name="config", region="eu-west-1")
