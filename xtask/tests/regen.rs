//! `cargo xtask regen` as a person meets it: with several providers, with what is wrong beside it, and twice at once.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use common::{SPEC, Workspace};

/// Adds a provider.
fn add(workspace: &Workspace, provider: &str) {
    fs::create_dir_all(workspace.path().join(format!("specs/{provider}/samples"))).unwrap();
    workspace.write(
        &format!("specs/{provider}/openapi.yaml"),
        SPEC.replace("Boats", provider).as_bytes(),
    );
    workspace.write(
        &format!("specs/{provider}/samples/get_boat.json"),
        br#"{"id": "a", "length": "4.5", "owner": "b"}"#,
    );
}

/// The crates that the registry depends on.
fn listed(workspace: &Workspace) -> Vec<String> {
    let manifest = workspace.read("crates/registry/Cargo.toml");
    let lines = manifest.lines().filter(|line| line.contains("path = "));
    let names = lines.map(|line| line.split(' ').next().unwrap().to_owned());
    names.collect()
}

#[test]
fn a_new_spec_waits_for_its_own_regeneration() {
    let workspace = Workspace::new();
    add(&workspace, "ships");
    let (text, code) = workspace.run(&["regen", "boats"]);
    assert_eq!(code, 0, "{text}");
    assert!(!workspace.has("crates/ships"));
    assert_eq!(listed(&workspace), ["bindery-boats"]);
    let (text, code) = workspace.run(&["regen", "ships"]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(listed(&workspace), ["bindery-boats", "bindery-ships"]);
    assert_eq!(workspace.run(&["regen", "--check"]).1, 0);
    assert!(workspace.read("crates/ships/Cargo.toml").contains("ships"));
}

#[test]
fn a_problem_with_one_provider_stops_no_other() {
    let workspace = Workspace::new();
    add(&workspace, "ships");
    // A draft without a crate is left out.
    workspace.write("specs/ships/openapi.yaml", b"openapi: 3.0.3\n");
    let (text, code) = workspace.run(&["regen"]);
    assert!(text.starts_with("boats: crates/boats/Cargo.toml, "), "{text}");
    assert!(
        text.contains(
            "\nspecs/ships/openapi.yaml:1:1: `info` is missing; say who the provider is\n"
        ),
        "{text}"
    );
    assert_eq!(code, 2, "{text}");
    assert_eq!(listed(&workspace), ["bindery-boats"]);
    assert_eq!(workspace.run(&["regen", "boats", "--check"]), (String::new(), 0));

    // A crate that is there stays, and stays listed.
    add(&workspace, "ships");
    assert_eq!(workspace.run(&["regen"]).1, 0);
    workspace.write("specs/boats/openapi.yaml", b"openapi: [\n");
    add(&workspace, "tugs");
    let (text, code) = workspace.run(&["regen"]);
    assert!(text.contains("\nregistry: left as it is, because of boats\n"), "{text}");
    assert_eq!(code, 2, "{text}");
    assert!(workspace.has("crates/tugs/Cargo.toml") && workspace.has("crates/boats/Cargo.toml"));
    assert_eq!(listed(&workspace), ["bindery-boats", "bindery-ships"]);
    // A crate that the registry lists does not go.
    fs::remove_dir_all(workspace.path().join("specs/ships")).unwrap();
    assert_eq!(workspace.run(&["regen"]).1, 2);
    assert!(workspace.has("crates/ships/Cargo.toml"));

    workspace.write("specs/boats/openapi.yaml", SPEC.as_bytes());
    let (text, code) = workspace.run(&["regen"]);
    assert!(text.contains("\nships: crates/ships (removed)\n"), "{text}");
    assert_eq!(code, 0, "{text}");
    assert_eq!(listed(&workspace), ["bindery-boats", "bindery-tugs"]);
    assert!(!workspace.has("crates/ships"));
}

#[test]
fn the_other_tasks_pass_over_a_broken_neighbour() {
    let workspace = Workspace::new();
    add(&workspace, "ships");
    workspace.git(&["init", "--quiet", "--initial-branch", "main"]);
    workspace.commit();
    workspace.write("specs/ships/openapi.yaml", b"openapi: [\n");
    // A spec that cannot be read has not gone.
    let (text, code) = workspace.run(&["changes"]);
    assert!(text.contains("bindery-ships: not compared"), "{text}");
    assert!(text.contains("specs/ships/openapi.yaml:"), "{text}");
    assert_eq!(code, 2);
}

#[test]
fn what_was_made_by_hand_stays() {
    let workspace = Workspace::new();
    workspace.run(&["regen"]);
    workspace.write("crates/boats/.env", b"TOKEN=a");
    let want =
        "crates/boats/.env: not generated; move it out of this crate, or remove it\n1 problem\n";
    let (text, code) = workspace.run(&["regen"]);
    assert!(text.ends_with(want), "{text}");
    assert_eq!(code, 2);
    fs::remove_dir_all(workspace.path().join("specs/boats")).unwrap();
    let (text, code) = workspace.run(&["regen"]);
    assert!(text.ends_with(want), "{text}");
    assert_eq!(code, 2);
    assert_eq!(workspace.read("crates/boats/.env"), "TOKEN=a");
    fs::remove_file(workspace.path().join("crates/boats/.env")).unwrap();
    assert_eq!(workspace.run(&["regen"]).1, 0);
    assert!(!workspace.has("crates/boats"));
}

#[test]
fn many_problems_are_counted() {
    let workspace = Workspace::new();
    for number in 0..120 {
        workspace.write(&format!("specs/{number}"), b"");
    }
    let (text, code) = workspace.run(&["regen", "--check"]);
    assert_eq!(code, 2);
    let problems: Vec<&str> = text.lines().filter(|line| line.contains("stray")).collect();
    assert_eq!(problems.len(), 50);
    assert!(text.ends_with("\nand 70 more\n120 problems\n"), "{text}");
}

#[test]
fn a_second_run_waits_for_the_first() {
    let workspace = Workspace::new();
    workspace.run(&["regen"]);
    add(&workspace, "ships");
    let lock = File::open(workspace.path().join(".regen/lock")).unwrap();
    lock.lock().unwrap();
    let regen = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("regen").stdout(Stdio::piped()).stderr(Stdio::piped());
        command.env("CARGO_MANIFEST_DIR", workspace.path().join("xtask"));
        command.spawn().unwrap()
    };
    let runs = [regen(), regen()].map(|mut run| {
        let mut stderr = BufReader::new(run.stderr.take().unwrap());
        let mut line = String::new();
        stderr.read_line(&mut line).unwrap();
        assert_eq!(line, "Another task writes in this workspace; waiting for its end.\n");
        (run, stderr)
    });
    assert!(!workspace.has("crates/ships"));
    lock.unlock().unwrap();
    let mut texts = runs.map(|(run, mut stderr)| {
        let output = run.wait_with_output().unwrap();
        let mut text = String::from_utf8(output.stdout).unwrap();
        stderr.read_to_string(&mut text).unwrap();
        assert!(output.status.success(), "{text}");
        text
    });
    texts.sort();
    assert_eq!(texts[0], "Nothing changed: every crate is as its spec says.\n");
    assert!(texts[1].contains("ships: crates/ships/Cargo.toml"), "{texts:?}");
    assert_eq!(workspace.run(&["regen", "--check"]).1, 0);
}

#[test]
fn the_command_line() {
    let workspace = Workspace::new();
    let (text, code) = workspace.run(&[]);
    assert!(text.contains("\n  regen     Generate the crates from specs/\n"), "{text}");
    assert!(text.lines().count() < 20, "{text}");
    assert_eq!(code, 2);
    assert_eq!(workspace.run(&["--help"]).1, 0);
    workspace.check(
        &["regn"],
        "error: unrecognized subcommand 'regn'\ntip: a similar subcommand exists: 'regen'\n",
        2,
    );
    workspace.check(
        &["regen", "\u{1b}[31m\u{202e}"],
        "error: there is no folder specs/\\u{1b}[31m\\u{202e}; the providers are boats\n",
        2,
    );
}
