//! What we show: built from `vt`, in the reader's words, sorted, cut and formatted. Plain data for components.
