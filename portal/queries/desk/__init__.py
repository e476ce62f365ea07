"""What officers see: their queue, a ticket to work on, who they are."""
