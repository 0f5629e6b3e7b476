"""`python -m gongbao.cli`: the command line without its console script."""

from gongbao.cli import main

if __name__ == "__main__":
    main()
