import pulumi_aws as aws

topic, function = "arn:aws:sns:us-east-1:123456789012:a", "arn:aws:lambda:us-east-1:123456789012:function:a"
uploads, orders = aws.s3.Bucket("uploads"), aws.s3.Bucket("orders")
aws.s3.BucketNotification(
    "ambiguous",
    bucket=uploads.id,
    topics=[{"topic_arn": topic, "events": ["s3:ObjectCreated:*"], "filter_prefix": "images/"}],
    lambda_functions=[
        {
            "lambda_function_arn": function,
            "events": ["s3:ObjectCreated:Put"],
            "filter_prefix": "images/raw/",
            "filter_suffix": ".png",
        }
    ],
)  # finds: lambdaFunctions[0]
fifo = aws.sqs.Queue("fifo", fifo_queue=True)
aws.s3.BucketNotification(
    "ordered", bucket=orders.id, queues=[{"queue_arn": fifo.arn, "events": ["s3:ObjectCreated:*"]}]
)  # finds: queues
events = aws.sns.Topic("fifo", fifo_topic=True)
aws.s3.BucketNotification(
    "ordered-topic", bucket=orders.id, topics=[{"topic_arn": events.arn, "events": ["s3:ObjectCreated:*"]}]
)  # finds: topics
