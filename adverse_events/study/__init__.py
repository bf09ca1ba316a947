"""The trial as a whole: endpoints, and the plots that clinicians expect; and the course of one participant."""
