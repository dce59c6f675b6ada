import sys

try:
    try:
        sys.exit("a message on standard error")
    finally:
        print("finally runs")
except SystemExit as error:
    print("caught", repr(error), error.code)
sys.stdout.write("no newline")
raise SystemExit("the message")
