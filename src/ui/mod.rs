//! Components: thin drawings of their arguments.
