//! A table of words that comes with the late part of the page.

use std::marker::PhantomData;
use std::ops::Deref;

use super::Language;

/// A table in each language.
pub trait Table: 'static {
    fn of(language: Language) -> &'static Self;
}

/// Stands in `Words` for a table that only late code reads. Who holds it names no table yet: that is done where one of
/// its sentences is asked for, and so the table is late where all who ask are.
pub struct Later<T> {
    language: Language,
    table: PhantomData<fn() -> T>,
}

impl<T> Later<T> {
    pub const fn new(language: Language) -> Self {
        Self {
            language,
            table: PhantomData,
        }
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Later<T> {}

impl<T: Table> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        T::of(self.language)
    }
}
