//! What keeps a finding silent.

mod side_file;

pub use side_file::{Place, Rejection, SideFile, SideFileError};
