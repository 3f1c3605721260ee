"""The warehouse: claims become facts, facts become answers."""
