"""How the policy is carried out: who waits for whom, and the six dimensions with an indicator each."""
