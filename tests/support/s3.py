"""A server that speaks S3, for tests: moto's, in a thread."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import s3fs
from moto.server import ThreadedMotoServer


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of an empty bucket as MEDIA_URL names it; the AWS_ variables lead to the server meanwhile."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    variables = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with mock.patch.dict(os.environ, variables):
        s3fs.S3FileSystem.clear_instance_cache()
        s3fs.S3FileSystem().mkdir("photos")
        yield "s3://photos"
    server.stop()
