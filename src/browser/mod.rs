//! Every call into the browser. It carries; it decides nothing.
