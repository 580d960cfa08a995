//! What the fuzz targets do, done with the bytes that are kept for each in `tests/fuzz/`: where they start from, and what
//! once made one fail.

mod law;
#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[test]
fn every_target_bears_what_is_kept_for_it() {
    let mut failed = Vec::new();
    for (name, target) in targets::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name);
        let mut kept = 0;
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("a kept file").path();
            let bytes = fs::read(&path).expect("a kept file");
            kept += 1;
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                failed.push(path);
            }
        }
        assert!(kept > 0, "nothing is kept for {name}");
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// What is kept stays small.
#[test]
fn all_that_is_kept_is_under_300_kilobytes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let folders = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let files = folders.filter(|path| path.is_dir()).flat_map(|path| fs::read_dir(path).expect("a folder"));
    let bytes: u64 = files.map(|file| file.expect("a file").metadata().expect("a file").len()).sum();
    assert!(bytes < 300_000, "{bytes} bytes");
}
