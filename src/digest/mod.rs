//! The digests of a file: computed in one pass, checked before use; and the words of the hashing workers.
