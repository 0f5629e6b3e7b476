"""`python -m gongbao` is the command line."""

from gongbao.cli import main

if __name__ == "__main__":
    main()
