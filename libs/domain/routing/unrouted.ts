/** The queue of a lead whose ladder has run out. It is tried again, and any rep may take it. */
export const unroutedQueue = 'unrouted';
