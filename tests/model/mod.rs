//! The model that tests and the bench of the reader run, where it is present.

use std::path::PathBuf;
use std::sync::Arc;

use postedit::engine::{Options, Weighing};
use postedit::reader::model::Model;
use postedit::reader::{Reader, Thresholds};

/// The model that `POSTEDIT_READER` names, or the one that `tools/fetch-model` fetches; says so where there is none.
pub fn model() -> Option<Model> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cache = named("POSTEDIT_CACHE")
        .or_else(|| Some(named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")))?.join("postedit")));
    let path = named("POSTEDIT_READER").or_else(|| Some(cache?.join("gemma-3-270m-q4_k_m.gguf")))?;
    if !path.is_file() {
        println!("skipped: there is no model at {}; `tools/fetch-model` fetches it", path.display());
        return None;
    }
    Some(Model::open(&path).expect("a readable model"))
}

/// All rules, and `model` to weigh what they find.
pub fn weighed_by(model: Model) -> Options {
    let thresholds = Thresholds::measured(model.fingerprint());
    Options { reader: Some(Weighing { reader: Arc::new(model), thresholds }), ..Options::default() }
}
