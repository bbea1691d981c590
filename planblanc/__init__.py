"""plan blanc numérique: the regional service that finds help when a hospital loses its information system."""
