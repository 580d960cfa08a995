//! Output formats: each takes a report and a writer, and decides nothing.

pub mod diff;
pub mod html;
pub mod index;
pub mod json;
pub mod markdown;
mod page;
mod quote;
pub mod text;
mod visible;

pub use visible::visible;
