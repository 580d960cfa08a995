//! Output formats. A renderer takes a report and a writer, and decides nothing.

pub mod json;
pub mod text;
mod visible;

pub use visible::visible;
