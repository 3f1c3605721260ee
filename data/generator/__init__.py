"""The invented province of Lam Khê: what happened there month by month, and the reports about it."""
