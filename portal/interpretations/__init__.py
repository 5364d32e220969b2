"""Interpretations (政策解读): what they interpret and how, their pairing with documents, and what follows a call for opinions."""
