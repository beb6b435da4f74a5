"""A child on a leash that is busy for ever: only its parent's end can end it."""

import sys
import threading

from matching.leash import end_with_parent

if __name__ == "__main__":
    threading.Thread(target=end_with_parent, args=(sys.stdin,), daemon=True).start()
    sys.stdout.write("busy\n")
    sys.stdout.flush()
    threading.Event().wait()
