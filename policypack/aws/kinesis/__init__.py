"""The nouns of Kinesis and Firehose."""

STREAM = ("aws:kinesis/stream:Stream",)
DELIVERY_STREAM = ("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",)
