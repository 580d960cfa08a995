//! What the tool is made of: every direct dependency is there for a reason that is written down, nothing opens a socket,
//! nothing backtracks, nothing of ours is unsafe.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// Crates that speak to a network, or are there for those that do.
const NETWORK: &[&str] = &[
    "actix-web",
    "async-io",
    "async-net",
    "async-std",
    "attohttpc",
    "awc",
    "axum",
    "curl",
    "curl-sys",
    "dns-lookup",
    "git2",
    "gix-transport",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "hyper-util",
    "if-addrs",
    "isahc",
    "lettre",
    "libgit2-sys",
    "libssh2-sys",
    "mio",
    "minreq",
    "mongodb",
    "mysql",
    "native-tls",
    "nats",
    "openssl",
    "openssl-sys",
    "opentelemetry-otlp",
    "ping",
    "pnet",
    "polling",
    "postgres",
    "quinn",
    "redis",
    "reqwest",
    "rocket",
    "rumqttc",
    "rustls",
    "self_update",
    "sentry",
    "smol",
    "smoltcp",
    "socket2",
    "ssh2",
    "surf",
    "tiny_http",
    "tokio",
    "tonic",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "warp",
    "webpki",
    "webpki-roots",
    "zmq",
];

/// Engines for patterns whose time is not linear in the text.
const BACKTRACKING: &[&str] =
    &["fancy-regex", "hyperscan", "onig", "onig_sys", "oniguruma", "pcre", "pcre2", "pcre2-sys"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn toml(name: &str) -> Table {
    toml::from_str(&fs::read_to_string(root().join(name)).expect("a file")).expect("TOML")
}

/// The names of all packages that any feature, test or bench may bring in.
fn packages() -> BTreeSet<String> {
    let lock = toml("Cargo.lock");
    let packages = lock["package"].as_array().expect("packages");
    packages.iter().map(|package| package["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn architecture_gives_a_reason_for_every_direct_dependency() {
    let manifest = toml("Cargo.toml");
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = kinds.iter().filter_map(|kind| manifest.get(*kind)).filter_map(Value::as_table);
    let used: BTreeSet<&str> = tables.flat_map(Table::keys).map(String::as_str).collect();
    assert!(!manifest.contains_key("target"), "dependencies of one system are not read here");

    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("a page");
    let section = page.split("\n## Dependencies\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows = section.expect("a section").lines().filter(|line| line.starts_with("| `"));
    let mut listed = BTreeSet::new();
    for row in rows {
        let mut cells = row.trim_matches('|').split('|');
        let (crates, why) = (cells.next().expect("a cell"), cells.next().expect("a cell"));
        assert!(!why.trim().is_empty(), "no reason: {row}");
        listed.extend(crates.split('`').skip(1).step_by(2).filter(|name| !["train", "reader"].contains(name)));
    }
    assert_eq!(listed, used);
}

#[test]
fn nothing_in_the_tree_opens_a_socket_or_backtracks() {
    let packages = packages();
    assert!(packages.contains("regex"), "the tree is read");
    let unwanted: Vec<_> = NETWORK.iter().chain(BACKTRACKING).filter(|name| packages.contains(**name)).collect();
    assert!(unwanted.is_empty(), "{unwanted:?}");
    for source in sources(&root().join("src")) {
        let text = fs::read_to_string(&source).expect("a source file");
        let speaks = ["std::net", "os::unix::net", "TcpStream", "UdpSocket", "UnixStream"];
        let found = speaks.iter().find(|name| text.contains(**name));
        assert_eq!(found, None, "{}", source.display());
    }
}

#[test]
fn our_own_code_is_safe_and_a_panic_in_one_file_can_be_caught() {
    let manifest = toml("Cargo.toml");
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let profiles = manifest["profile"].as_table().expect("profiles");
    assert!(profiles.values().all(|profile| profile.get("panic").is_none()), "a panic unwinds in every profile");
}

/// The source files below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let own = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    own.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}
