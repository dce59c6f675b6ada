//! What a VM asks of the machine: clocks, files, standard streams, entropy.
