//! Files of the repository that a command prints are what it prints today.
//!
//! `POSTEDIT_UPDATE=1 cargo test --test generated` writes them anew.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Each file with the command that prints it.
const GENERATED: [(&str, &[&str]); 2] =
    [("RULES.md", &["rules", "--format", "markdown"]), ("postedit.schema.json", &["schema"])];

#[test]
fn generated_files_are_current() {
    for (file, args) in GENERATED {
        let output = Command::new(env!("CARGO_BIN_EXE_postedit")).args(args).output().expect("the command runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        if std::env::var_os("POSTEDIT_UPDATE").is_some() {
            fs::write(&path, &output.stdout).expect("the root can be written");
        }
        let kept = fs::read(&path).unwrap_or_default();
        assert!(kept == output.stdout, "{file} is stale; POSTEDIT_UPDATE=1 cargo test --test generated writes it anew");
    }
}
