"""`python -m warehouse` is `niengiam`. Worker processes import this file as well, and need no commands."""

if __name__ == "__main__":
    from warehouse.cli import main

    main()
