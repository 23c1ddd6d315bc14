//! When to ask next: what waits and in which order, what was spent, what a refusal for quota means, how a pace is kept.
//! Plain functions of the clock.

pub mod backlog;
pub mod calendar;
pub mod followed;
mod forecast;
mod hold;
mod ledger;

pub use backlog::{Backlog, Change, Failure, Question, Rank, Standing};
pub use forecast::{FREE_DAY, Forecast, Pause, forecast};
pub use hold::{Hold, Spent, Why, paced, refused};
pub use ledger::{Ledger, Limits, Told};
