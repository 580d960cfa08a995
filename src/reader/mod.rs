//! Weighs alternatives at a place.

#[cfg(feature = "reader")]
pub mod model;
