//! What is accepted, works: random specs out of the whole grammar are generated, and their crates are type-checked with all
//! features and without warnings. For some of them the docs are built, too, and cargo loads the manifests of all.
//!
//! `SPECS=10000 cargo test -p xtask --test random` tries that many; `SEED=7` begins with another seed. Each spec has a seed
//! of its own, and a failure names it. `REFUSED=1` prints why specs were refused.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "other tests use the rest of it")]
#[path = "../common/compiler.rs"]
mod compiler;
mod spec;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use compiler::Compiler;
use fastrand::Rng;
use serde_json::Value;
use xtask::generate;
use xtask::spec::{Problem, Spec};

/// Of how many specs one is refused at most.
const REFUSED: usize = 4;

/// Of how many specs one has its docs built.
const DOCS: usize = 64;

fn main() {
    let number = |name: &str, default: u64| {
        std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
    };
    let (specs, seed) = (number("SPECS", 24), number("SEED", 1));
    println!("{specs} random specs from seed {seed}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let compiler = Compiler::new(&root).unwrap_or_else(|e| panic!("{e}"));
    let (done, refused) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index as u64 >= specs {
                        return;
                    }
                    if !one(seed + index as u64, &compiler) {
                        refused.fetch_add(1, Ordering::Relaxed);
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done.is_multiple_of(25) {
                        println!("{done} of {specs}");
                    }
                }
            });
        }
    });
    let refused = refused.into_inner();
    assert!(
        refused * REFUSED <= specs as usize,
        "{refused} of {specs} specs were refused, so that this proves little"
    );
    println!("test result: ok. {specs} passed; 0 failed; {refused} of them refused by the reader");
}

/// Generates the crate of the spec with this seed and checks it; whether the spec was accepted.
fn one(seed: u64, compiler: &Compiler) -> bool {
    let root = tempfile::tempdir().unwrap();
    let document = spec::document(&mut Rng::with_seed(seed));
    write(root.path(), &document);
    let mut folders = xtask::spec::load(root.path());
    let read = folders.providers.remove("acme").expect("the folder is there");
    let spec: Spec = match read {
        Ok(spec) => spec,
        Err(problems) => return refused(seed, &problems),
    };
    let tree = generate::provider(&spec).unwrap_or_else(|problem| panic!("seed {seed}: {problem}"));
    let failed = |what: &str, output: String| -> ! {
        panic!("seed {seed}: {what} (`SPECS=1 SEED={seed}` tries it alone)\n{document:#}\n{output}")
    };
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with("Cargo.toml")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        if let Err(error) = text.parse::<toml_edit::DocumentMut>() {
            failed(&format!("{} is not TOML", path.display()), error.to_string());
        }
    }
    if let Err(output) = compiler.check("acme", &tree) {
        failed("the crate does not compile without warnings", output);
    }
    if (seed as usize).is_multiple_of(DOCS)
        && let Err(output) = compiler.document("acme", &tree)
    {
        failed("the docs do not build without warnings", output);
    }
    true
}

/// Says why, where that is asked for by `REFUSED=1`.
fn refused(seed: u64, problems: &[Problem]) -> bool {
    if std::env::var_os("REFUSED").is_some() {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        println!("seed {seed}: {}", problems.join("\n  "));
    }
    false
}

/// The spec's folder, with a sample for each response that has a body.
fn write(root: &Path, document: &Value) {
    let folder = root.join("specs/acme");
    fs::create_dir_all(folder.join("samples")).unwrap();
    // JSON is YAML.
    fs::write(folder.join("openapi.yaml"), serde_json::to_vec_pretty(document).unwrap()).unwrap();
    for operation in document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|item| item.as_object().unwrap().values())
    {
        let id = operation["operationId"].as_str().unwrap();
        for (status, response) in operation["responses"].as_object().unwrap() {
            let schema = &response["content"]["application/json"]["schema"];
            if status.starts_with('2') && !schema.is_null() {
                let body = serde_json::to_vec(&spec::sample(document, schema)).unwrap();
                let case = if status == "2XX" { String::new() } else { format!(".{status}") };
                fs::write(folder.join(format!("samples/{id}{case}.json")), body).unwrap();
                break;
            }
        }
    }
}
