"""`python -m benchmarks.peak USERNAME`: write the archive of one user, and print the peak of this process in KiB."""

import resource
import sys

import django


def main() -> None:
    django.setup()
    from benchmarks.exporting import archived
    from edc.access.models import User

    archived(User.objects.get(username=sys.argv[1]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()
