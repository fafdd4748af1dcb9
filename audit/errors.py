"""What can go wrong with the tool itself. A fault of the audited site is a finding, never an exception.

    AuditError                 one German sentence: what is wrong, where, what to do
    ├── UsageError             wrong command line or configuration         exit 2
    ├── DataError              a file the audit was given cannot be read   exit 2
    └── ProbeError             a probe could not start or finish           exit 3

Everything else that escapes is a bug and ends with exit 4.
"""


class AuditError(Exception):
    """Base of all errors that are explained to the person at the keyboard."""


class UsageError(AuditError):
    """The command line or the configuration asks for something that does not exist."""


class DataError(AuditError):
    """A file the audit was given (manifest, inquiries, accepted findings) is missing or malformed."""


class ProbeError(AuditError):
    """A probe (browser, network) could not start or gave up; the audit is incomplete."""
