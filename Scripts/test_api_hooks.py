"""What schemathesis is told beside the document: loaded by test-api.sh."""

import itertools
import re

import schemathesis

_numbers = itertools.count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Makes each valid idempotency key a new one.

    Generated keys come again and again, with other requests: the service refuses that, rightly, and would not look at the
    rest. What is no key stays as it is. (That a repeated request is answered as before is APIWriteTests' matter.)
    """
    headers = case.headers or {}
    for name in list(headers):
        if name.lower() == "idempotency-key" and re.fullmatch(r"[!-~]{1,255}", str(headers[name])):
            headers[name] = f"key-{next(_numbers)}"
