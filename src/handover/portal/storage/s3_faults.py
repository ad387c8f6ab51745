"""What an S3-compatible store answers when it takes or gives nothing, in words for an operator.

The codes are those of Amazon's "Error responses" (S3 API reference), and of MinIO and Ceph where they have others. What is not
in the table is told by the answer's status.
"""

from typing import Final

from botocore import exceptions as botocore_faults
from botocore.exceptions import BotoCoreError, ClientError

from handover.portal.storage.interface import StorageFault

AWAY: Final = "the store does not answer"
CHANGED: Final = "bytes were changed on their way to the store or back"
NO_DIGEST: Final = "the store does not say the digest of what it took; it must know x-amz-checksum-sha256"
NO_CONDITION: Final = "the store does not keep If-None-Match, so that one file could take the place of another"
NO_RANGES: Final = "the store does not give parts of an object"
CUT_SHORT: Final = "the store's answers break off"
OTHER: Final = "the store does not do as it is asked"

CODES: Final = {
    "NoSuchBucket": "the bucket is not there",
    "AccessDenied": "the site's key may not do that in the bucket",
    "AllAccessDisabled": "the bucket is switched off",
    "AccountProblem": "the account of the store is blocked",
    "InvalidAccessKeyId": "the store does not know the site's key",
    "SignatureDoesNotMatch": "the site's secret key is wrong",
    "ExpiredToken": "the site's key has run out",
    "InvalidToken": "the site's session token is wrong",
    "RequestTimeTooSkewed": "this machine's clock and the store's are too far apart",
    "AuthorizationHeaderMalformed": "the region is another one: correct AWS_REGION",
    "PermanentRedirect": "the bucket is in another region: correct AWS_REGION",
    "BadDigest": CHANGED,
    "XAmzContentChecksumMismatch": CHANGED,
    "InvalidDigest": CHANGED,
    "ConditionalRequestConflict": "another process is writing there",
    "SlowDown": "the store is asked for too much",
    "TooManyRequests": "the store is asked for too much",
    "ServiceUnavailable": "the store is not available",
    "InternalError": "the store is faulty",
    "QuotaExceeded": "the quota of the bucket is used up",
    "XMinioAdminBucketQuotaExceeded": "the quota of the bucket is used up",
    "XMinioStorageFull": "the store is full",
    "InvalidObjectState": "the object is in an archive: take the bucket's rule away that moves objects there",
    "NotImplemented": "the store does not know what it is asked to do",
    "MethodNotAllowed": "the store does not allow that in the bucket",
}
STATUSES: Final = {
    403: CODES["AccessDenied"],
    429: CODES["SlowDown"],
    500: CODES["InternalError"],
    503: CODES["ServiceUnavailable"],
    507: CODES["XMinioStorageFull"],
}
CONNECTIONS: Final[tuple[tuple[type[BotoCoreError], str], ...]] = (
    (botocore_faults.NoCredentialsError, "the site has no key for the store: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"),
    (botocore_faults.PartialCredentialsError, "the site has half a key: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"),
    (botocore_faults.SSLError, "the store's certificate is not one that this machine trusts"),
    (botocore_faults.IncompleteReadError, CUT_SHORT),
    (botocore_faults.ResponseStreamingError, CUT_SHORT),
    (botocore_faults.FlexibleChecksumError, CHANGED),
    (botocore_faults.HTTPClientError, AWAY),
    (botocore_faults.ConnectionError, AWAY),
)


def explain_s3_fault(fault: Exception) -> str:
    """Say in words why a store took or gave nothing."""
    if isinstance(fault, ClientError):
        status = int(fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        return CODES.get(s3_code_of(fault)) or STATUSES.get(status, OTHER)
    return next((words for kind, words in CONNECTIONS if isinstance(fault, kind)), OTHER)


def s3_code_of(fault: ClientError) -> str:
    """Return the code of what a store answered; where the answer had no body, its status."""
    return str(fault.response.get("Error", {}).get("Code", ""))


def as_storage_fault(fault: Exception) -> StorageFault:
    """Return the fault that the rest of the site knows."""
    return StorageFault(explain_s3_fault(fault))
