//! `output/` is what the current build writes for `input/`.
//!
//! `POSTEDIT_UPDATE=1 cargo test --test output` writes it anew; read the difference before you keep it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder`, by its path with `/` between its parts.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(&path).expect("a readable file"));
            }
        }
    }
    out
}

fn report(output: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_postedit"))
        .env_remove("POSTEDIT_READER")
        .current_dir(root())
        .args(["report", "--quiet", "--output"])
        .arg(output)
        .output()
        .expect("the command runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_kept_output_is_current() {
    let kept = root().join("output");
    if std::env::var_os("POSTEDIT_UPDATE").is_some() {
        if kept.exists() {
            fs::remove_dir_all(&kept).expect("the old output goes");
        }
        report(&kept);
        return;
    }
    let fresh = tempfile::tempdir().expect("a temporary folder");
    report(fresh.path());
    let (kept, fresh) = (files(&kept), files(fresh.path()));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&fresh), "the files of output/");
    let stale: Vec<&String> = fresh.keys().filter(|name| kept[*name] != fresh[*name]).collect();
    assert!(
        stale.is_empty(),
        "stale in output/: {stale:?}; POSTEDIT_UPDATE=1 cargo test --test output writes them anew"
    );
}

#[test]
fn every_sample_has_damage_of_several_families_and_the_folder_of_all() {
    let mut seen = std::collections::BTreeSet::new();
    // Not the kept output: the test beside this one may be writing it anew.
    let fresh = tempfile::tempdir().expect("a temporary folder");
    report(fresh.path());
    for (name, bytes) in files(fresh.path()).iter().filter(|(name, _)| name.ends_with(".json")) {
        let report: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let findings = report["files"][0]["findings"].as_array().expect("findings");
        let families: std::collections::BTreeSet<String> =
            findings.iter().map(|finding| finding["family"].as_str().expect("a family").to_string()).collect();
        assert!(families.len() >= 3, "{name}: {families:?}");
        seen.extend(families);
    }
    assert_eq!(seen.len(), 7, "families in the samples: {seen:?}");
}
