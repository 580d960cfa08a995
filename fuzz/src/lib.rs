//! What the fuzz targets do. The tests of postedit do the same with the bytes they keep.

#[path = "../../tests/law/mod.rs"]
mod law;
#[path = "../../tests/fuzz/targets.rs"]
pub mod targets;
