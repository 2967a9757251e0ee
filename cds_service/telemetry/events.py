"""What the log can say: constant sentences, so that nothing of a request can become one."""

from enum import StrEnum


class Event(StrEnum):
    """The text of a line; whatever varies stands in a field of its own."""

    REQUEST_ANSWERED = "a request was answered"
    DECISION_MADE = "a decision was made"
    LIBRARY_SPOKE = "a library has something to say; its place says what"
    """Libraries quote what they were given: their sentences are left out, where they stand in the source is not."""
    WORKER_LATE = "a worker did not answer its master and is ended"
    WORKER_KILLED = "a worker was killed, perhaps because memory ran out"
    WORKER_SIGNALLED = "a worker was ended by a signal"
    WORKER_FAILED = "a worker ended with an error"
    UNCAUGHT = "an exception reached the end of its thread"
    UNWRITABLE = "a line of the log could not be written"


FOREIGN: dict[str, Event] = {
    "WORKER TIMEOUT (pid:%s)": Event.WORKER_LATE,
    "Worker (pid:%s) was sent %s! Perhaps out of memory?": Event.WORKER_KILLED,
    "Worker (pid:%s) was sent %s!": Event.WORKER_SIGNALLED,
    "Worker (pid:%s) exited with code %s.": Event.WORKER_FAILED,
    "Exception in worker process": Event.WORKER_FAILED,
}
"""Constants of gunicorn that whoever runs the service must read; matched before anything is put into them."""
