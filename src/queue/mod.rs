//! When to ask next: what was spent, what a refusal for quota means, how a pace is kept. Plain functions of the clock.

pub mod calendar;
pub mod followed;
mod hold;
mod ledger;

pub use hold::{Hold, Spent, Why, paced, refused};
pub use ledger::{Ledger, Limits, Told};
