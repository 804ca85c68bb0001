print("Filled in by the generator.")
