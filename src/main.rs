//! The `postedit` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    postedit::cli::main()
}
