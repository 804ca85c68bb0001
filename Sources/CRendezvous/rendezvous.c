/* The header must stand alone; the functions are in RendezvousABI. */
#include "rendezvous.h"
